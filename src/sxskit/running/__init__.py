"""Processing of many documents in several processes, and the cache."""
