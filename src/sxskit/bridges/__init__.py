"""Catalogs as the objects of other libraries, and back; each library is loaded on use."""
