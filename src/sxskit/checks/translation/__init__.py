"""Checks of one target against its source, one module for each kind of rule."""
