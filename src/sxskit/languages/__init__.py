"""Language tags and language conventions."""
