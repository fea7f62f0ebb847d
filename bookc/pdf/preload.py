"""Imported by the process that workers are forked from: it loads what the last build did."""

import gc
import os
import signal
import sys
from pathlib import Path

from bookc.fork_server import STORE
from bookc.pdf.first_layout import load_first

# If nobody needs it, it is told to end: from here on there are temporary files to be removed.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
if folder := os.environ.pop(STORE, None):
    load_first(Path(folder))
gc.freeze()  # or each worker would go through it, and copy what it has touched
