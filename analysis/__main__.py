"""``python -m analysis``: the same as the ``briefing`` command."""

from analysis.cli import main

if __name__ == "__main__":
    main()
