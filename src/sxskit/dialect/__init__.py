"""Side-by-side documents: the grammar of pairs, and where in the page they are."""
