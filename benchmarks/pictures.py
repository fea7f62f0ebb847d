"""The pictures of a book, made one after the other: `python -m benchmarks.pictures FOLDER`.

FOLDER is one that `write_whole_book` filled. The work on a picture is bookc's own.
"""

import hashlib
import json
import sys
from pathlib import Path

from bookc.images import ENDINGS
from bookc.images.profile import Profile, VariantInput
from bookc.images.variant import make_variant
from bookc.jobs import FileInput


def main(folder: Path) -> None:
    """Make every picture under the name by which the book knows it."""
    (folder / "images").mkdir(exist_ok=True)
    for each in json.loads((folder / "pictures.json").read_text(encoding="utf-8")):
        given = VariantInput(FileInput(Path(each["path"]), ""), Profile(**each["profile"]))
        data, facts = make_variant(given)
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.{ENDINGS[facts['media_type']]}"
        (folder / "images" / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
