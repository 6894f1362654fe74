"""Figures of documents, by language."""
