"""Papers for a board: chosen themes with all that they rest on, or what two pages hold of it."""
