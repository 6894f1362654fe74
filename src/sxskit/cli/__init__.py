"""The ``sxs`` command."""
