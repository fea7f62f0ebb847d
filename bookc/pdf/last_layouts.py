"""How the documents of a book were laid out in the last build.

One that has changed has a new layout, but about as many pages, and most headings on the same. That
is good for guesses, on which no byte depends.
"""

import json
from collections.abc import Mapping
from contextlib import suppress

from bookc.store import Entry, Store


class LastLayouts:
    """The layouts that a store remembers of a book."""

    def __init__(self, store: Store, name: str) -> None:
        """Take the store, and the name of the book."""
        self._store = store
        self._name = f"{name}.layouts.json"
        self._keys: dict[str, str] = {}
        with suppress(OSError, TypeError, ValueError):
            self._keys = dict(json.loads((store.folder / self._name).read_bytes()))

    def of(self, document: str) -> Entry | None:
        """Return the layout that a document had; None if it had none, or the store has lost it."""
        key = self._keys.get(document)
        return self._store.get(key) if isinstance(key, str) else None

    def remember(self, laid_out: Mapping[str, Entry]) -> None:
        """Take the layouts of this build, by the names of documents."""
        keys = {document: entry.key for document, entry in laid_out.items()}
        if keys != self._keys:
            self._store.write(self._name, json.dumps(keys).encode())
