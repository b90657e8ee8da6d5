"""What every wing builds on: records, problems, names, dates, addresses."""
