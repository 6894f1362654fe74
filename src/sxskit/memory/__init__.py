"""Translation memories: pairs of texts in a file, with an index of similar sources."""
