"""How long lists and long articles are split into pages."""
