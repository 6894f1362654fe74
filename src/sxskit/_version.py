"""The version number, in a module that imports nothing."""

__version__ = "0.1.0"
# Without the last number, because a patch release should not change every catalog.
SERIES = __version__.rpartition(".")[0]
