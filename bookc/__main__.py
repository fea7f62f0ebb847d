"""Run the command line as `python -m bookc`."""

from bookc.cli import main

main()
