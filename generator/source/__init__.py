"""Files become front matter and bodies, each value with its place."""
