"""Pictures that an author wrote into a post, as `data:` addresses: files of the store."""

import base64
import hashlib
from pathlib import PurePosixPath

from bookc.jobs import FileInput
from bookc.store import Store

ADDRESS = "data:"
"""What `links` writes before the content, which it codes without slashes."""


def is_written_in(path: PurePosixPath) -> bool:
    """Tell whether what stands for the path of a picture is its content."""
    return str(path).startswith(ADDRESS)


def unpacked(path: PurePosixPath, store: Store) -> FileInput:
    """Put the content of a picture into the store, and return the file that it is."""
    content = base64.urlsafe_b64decode(str(path).removeprefix(ADDRESS))
    digest = hashlib.sha256(content).hexdigest()
    key = hashlib.sha256(f"{ADDRESS}{digest}".encode()).hexdigest()
    entry = store.get(key) or store.put(key, content, {})
    return FileInput(entry.file, digest)
