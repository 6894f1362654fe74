"""The entry point of ``sxs`` and ``python -m sxskit``."""

import gc

from sxskit.cli import interrupts

# Neither modules nor documents contain reference cycles: searching for them every 700 objects takes
# a tenth of the time of a command.
_GARBAGE = 100_000


def main() -> None:
    """Run the command; Ctrl-C is one line from the start."""
    interrupts.end_at_once()
    gc.set_threshold(_GARBAGE)
    from sxskit.cli.main import main as sxs

    sxs(prog_name="sxs")


if __name__ == "__main__":
    main()
