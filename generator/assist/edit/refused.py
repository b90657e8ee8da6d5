"""What a rename or a merge refuses."""


class RefusedError(Exception):
    """Nothing is changed; the message says why, and what to do first."""
