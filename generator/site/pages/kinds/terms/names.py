"""What else a term is called."""

from generator.base.model import Term


def other_names(term: Term) -> tuple[str, ...]:
    """Return the other names of a term, each once."""
    names = (*(s.expansion for s in term.senses if s.expansion), *term.aliases)
    return tuple(dict.fromkeys(name for name in names if name != term.label))
