"""How a paper fails."""


class PackError(Exception):
    """The paper could not be written; the message says why, and what to do."""
