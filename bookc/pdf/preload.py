"""Imported by the process that workers are forked from: it loads what the last build did."""

import gc
import os
import signal
import sys
from pathlib import Path

from bookc.fork_server import STORE
from bookc.pdf.first_layout import load_first

_YOUNG = 60_000
"""Objects that a worker makes before the garbage among them is looked for, between two jobs: those
of two chapters or three. What an edit lays out is less, and its workers end before it is worth the
time. It takes 10 MB more than to look after each job; 100,000 would take 17."""

# If nobody needs it, it is told to end: from here on there are temporary files to be removed.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
if folder := os.environ.pop(STORE, None):
    load_first(Path(folder))
gc.set_threshold(_YOUNG)
gc.freeze()  # or each worker would go through it, and copy what it has touched
