"""What front matter may hold, and all that is made from that one declaration."""
