"""What the first layout of a process loads: style sheets and fonts.

It takes 0.15 s, a quarter of what a worker does after an edit, and is the same in every build of a
book. So the process that workers are forked from loads what the last build had, while this one
looks at the posts; if that is not what is wanted now, the layouts load what is.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from bookc.jobs import FileInput
from bookc.pdf.inputs import Files, first_input
from bookc.store import Entry, Facts, Store

_FILE = "first-layout.json"
"""In a store: the parts of the style sheet, name, path and digest of each font, and path and digest
of the list of their letters."""


def remember_first(sheets: Facts, fonts: Files, letters: Entry, store: Store) -> bool:
    """Note what the layouts of this build load, and tell whether those of the last loaded that.

    Args:
        sheets: the parts of the style sheet.
        fonts: those of the theme.
        letters: what `LIST_LETTERS` has made of them.
        store: where to note it.
    """
    files = [[name, str(each.path), each.digest] for name, each in fonts]
    listed = [str(letters.file), letters.digest]
    written = json.dumps([sheets["text"], sheets["patterns"], files, listed]).encode()
    with suppress(OSError):
        if (store.folder / _FILE).read_bytes() == written:
            return True
    store.write(_FILE, written)
    return False


def load_first(store: Path) -> None:
    """Load what the layouts of the last build with a store did; nothing if it does not know."""
    from bookc.pdf.layout import lay_out
    from bookc.pdf.loaded import know_letters, styles_of

    with suppress(Exception):  # whatever is wrong, the layout that needs it will say
        text, patterns, files, listed = json.loads((store / _FILE).read_bytes())
        fonts = tuple((name, FileInput(Path(path), digest)) for name, path, digest in files)
        if letters := _unchanged(*listed):
            know_letters(fonts, letters.decode())
        lay_out(first_input(text, fonts))
        styles_of(first_input(text, fonts, patterns))


def _unchanged(path: str, digest: str) -> bytes | None:
    """Return what a file has, unless that is not what it had."""
    with suppress(OSError):
        data = Path(path).read_bytes()
        if hashlib.sha256(data).hexdigest() == digest:
            return data
    return None
