"""The entry point of ``sxs`` and ``python -m sxskit``."""

from sxskit.cli import interrupts


def main() -> None:
    """Run it; before anything else is loaded, Ctrl-C is one line."""
    interrupts.end_at_once()
    from sxskit.cli.main import main as sxs

    sxs(prog_name="sxs")


if __name__ == "__main__":
    main()
