"""A translation against its source: one module for each kind of rule."""
