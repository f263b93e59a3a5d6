"""So that `python -m leerlus` is the command line."""

from leerlus.cli import main

main()
