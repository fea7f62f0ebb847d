"""What the first layout of a process loads: style sheets and fonts.

It takes 0.15 s, a quarter of what a worker does after an edit, and is the same in every build of a
book. So the process that workers are forked from loads what the last build had, while this one
looks at the posts; if that is not what is wanted now, the layouts load what is.
"""

import json
from contextlib import suppress
from pathlib import Path

from bookc.jobs import FileInput
from bookc.pdf.inputs import Files, first_input
from bookc.store import Facts, Store

_FILE = "first-layout.json"
"""In a store: the parts of the style sheet, and name, path and digest of each font."""


def remember_first(sheets: Facts, fonts: Files, store: Store) -> bool:
    """Note what the layouts of this build load, and tell whether those of the last loaded that."""
    files = [[name, str(each.path), each.digest] for name, each in fonts]
    written = json.dumps([sheets["text"], sheets["patterns"], files]).encode()
    with suppress(OSError):
        if (store.folder / _FILE).read_bytes() == written:
            return True
    store.write(_FILE, written)
    return False


def load_first(store: Path) -> None:
    """Load what the layouts of the last build with a store did; nothing if it does not know."""
    from bookc.pdf.layout import lay_out
    from bookc.pdf.loaded import styles_of

    with suppress(Exception):  # whatever is wrong, the layout that needs it will say
        text, patterns, files = json.loads((store / _FILE).read_bytes())
        fonts = tuple((name, FileInput(Path(path), digest)) for name, path, digest in files)
        lay_out(first_input(text, fonts))
        styles_of(first_input(text, fonts, patterns))
