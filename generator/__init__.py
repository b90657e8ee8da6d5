"""Compile annotated articles into a briefing site whose every line leads to its source."""
