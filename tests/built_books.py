"""Books that several tests look at, each built once in a run of the tests.

The sample; the torture book, which has everything that can be in a text; and a post as a site has
it. Each in any theme. Workers
of pytest-xdist share them: who comes first builds, and to build the same files again takes no time.
"""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import bookc

TESTS = Path(__file__).parent
THEMES = {"notes": "A5", "paperback": "JIS-B6", "manual": "A4", "large-print": "A4"}
"""Those that are shipped, and a page that each is made for."""
SAMPLE_PAGES = THEMES | {"paperback": "6in 9in"}
"""The largest page that a paperback is made for; all other books have the smallest."""


@dataclass(frozen=True, slots=True)
class BuiltBook:
    """A book, and what its build said."""

    project: Path
    manifest: bookc.BuildManifest

    @property
    def pdf(self) -> Path:
        return next(each.path for each in self.manifest.outputs if each.path.suffix == ".pdf")

    @property
    def epub(self) -> Path:
        return next(each.path for each in self.manifest.outputs if each.path.suffix == ".epub")


@dataclass(frozen=True, slots=True)
class BuiltBooks:
    """A folder of books that are built when they are asked for."""

    folder: Path

    def sample(self, theme: str = "notes") -> BuiltBook:
        """Return the sample book at the root of the repository."""
        return self._built(f"sample-{theme}", TESTS.parent, theme, SAMPLE_PAGES[theme])

    def torture(self, theme: str) -> BuiltBook:
        """Return the book with everything that can be in a text."""
        return self._built(f"torture-{theme}", TESTS / "torture", theme)

    def seed(self, theme: str) -> BuiltBook:
        """Return a post as GitBook exports it, with a picture every few lines."""
        return self._built(f"seed-{theme}", TESTS / "seed", theme)

    def _built(self, name: str, origin: Path, theme: str, page: str = "") -> BuiltBook:
        project = self.folder / name
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not project.is_dir():
                project.mkdir()
                settings = (origin / "book.toml").read_text(encoding="utf-8")
                settings += f'\n[pdf]\npage_size = "{page or THEMES[theme]}"\n'
                settings = settings.replace('name = "notes"', f'name = "{theme}"')
                (project / "book.toml").write_text(settings, encoding="utf-8")
                shutil.copytree(origin / "content", project / "content")
                for program in origin.glob("draw.py"):
                    shutil.copy(program, project)
            return BuiltBook(project, bookc.build(project))


def built_books(tmp_path_factory: pytest.TempPathFactory) -> BuiltBooks:
    """Return the books of this run, the same for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built-books"
    folder.mkdir(exist_ok=True)
    return BuiltBooks(folder)
