"""Imported by the process that workers are forked from: it loads what the last build did."""

import gc
import os
from pathlib import Path

from bookc.fork_server import STORE
from bookc.pdf.first_layout import load_first

if folder := os.environ.pop(STORE, None):
    load_first(Path(folder))
gc.freeze()  # or each worker would go through it, and copy what it has touched
