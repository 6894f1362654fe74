"""``python -m sxskit`` is the ``sxs`` command."""

from sxskit.cli import main

main(prog_name="sxs")
