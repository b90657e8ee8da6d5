"""English words that follow a number, for problems and commands: readers are told by ngettext."""


def plural(noun: str, number: int) -> str:
    """Return a regular noun as it stands with a number: ``point`` with 1, else ``points``."""
    return noun if number == 1 else f"{noun}s"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 point``, ``2 points``."""
    return f"{number} {plural(noun, number)}"
