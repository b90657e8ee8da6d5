"""Records become one checked library, its glossary, and all that follows from both."""
