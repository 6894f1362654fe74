"""Languages: their tags, and what they do differently."""
