"""The command ``briefing``: where it begins, its commands, and the reports that they print."""
