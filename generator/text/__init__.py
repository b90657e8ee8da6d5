"""Bodies of articles become blocks with places, and quotations are found in them."""
