"""Checked content becomes the pages, data and index that are published."""
