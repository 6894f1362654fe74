"""The version, in a room of its own so that every other one can import it."""

__version__ = "0.1.0"
# Without the last number: a new patch release is no reason to change every catalog.
SERIES = __version__.rpartition(".")[0]
