"""A module for each kind of document, whose ``read`` makes Markdown of its bytes."""
