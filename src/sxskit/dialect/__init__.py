"""Side-by-side documents: the grammar of pairs, and the page around them."""
