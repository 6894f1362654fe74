"""Conversion between documents and catalogs: extract, merge, and edits kept across extractions."""
