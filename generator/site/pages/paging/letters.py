"""The letter under which a name is filed."""

import unicodedata


def letter_of(label: str) -> str:
    """Return the letter a label is filed under: A to Z, or 0-9 for all else."""
    plain = unicodedata.normalize("NFKD", label).upper()
    return next((c for c in plain if "A" <= c <= "Z"), "0-9") if plain[:1].isalpha() else "0-9"
