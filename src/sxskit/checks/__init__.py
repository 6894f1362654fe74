"""Checks of documents and translations, one module for each subject."""
