"""How long lists and long articles are split into parts with pages of their own."""
