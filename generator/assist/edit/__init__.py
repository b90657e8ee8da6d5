"""Files of content edited in single places: all else stays byte for byte."""
