"""Statistics of documents by language."""
