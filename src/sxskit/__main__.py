"""The entry point of ``sxs`` and ``python -m sxskit``."""

from sxskit.cli import interrupts


def main() -> None:
    """Run the command; Ctrl-C is one line from the start."""
    interrupts.end_at_once()
    from sxskit.cli.main import main as sxs

    sxs(prog_name="sxs")


if __name__ == "__main__":
    main()
