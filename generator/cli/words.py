"""Words on the command line that are to stand in a file, and those for what the system refuses."""

import click

from generator.source.characters import UNSAFE, is_blank


class Words(click.ParamType[str]):
    """A text on one line, in which every character can be seen and stored."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text with single spaces.

        Raises:
            click.BadParameter: it shows nothing, or holds what no file of content may.
        """
        text = " ".join(value.split())
        if is_blank(text):
            self.fail("It is empty.", param, ctx)
        # What is no UTF-8 on the command line comes as halves of characters.
        if UNSAFE.search(text) or text.encode(errors="ignore") != text.encode(errors="replace"):
            self.fail("It holds a character that cannot be seen, or is no UTF-8.", param, ctx)
        return text


def refusal(error: OSError) -> str:
    """Say what the system refuses, and of which file, where it tells."""
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}."
