"""Conversion of catalogs to objects of other libraries and back; loaded on use."""
