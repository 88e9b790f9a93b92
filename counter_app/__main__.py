"""``python -m counter_app`` and the installed ``counter-app``."""

import sys


def main() -> None:
    """Run the program and end with its exit status."""
    from counter_app.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
