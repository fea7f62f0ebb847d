"""Every key of book.toml: what it takes, what holds without it, and how it is written.

This table drives the checks, the messages and the test of `docs/book-toml.md`. What the defaults
are is said once more by the dataclasses in `model`; a test keeps the two equal.
"""

from bookc.config.collection_settings import BOOK, CONTENT, ORDER
from bookc.config.diagram_settings import DIAGRAMS
from bookc.config.markdown_settings import MARKDOWN
from bookc.config.matter_settings import MATTER
from bookc.config.output_settings import CACHE, EPUB, IMAGES, OUTPUT, PDF, THEME
from bookc.config.setting import Setting

SETTINGS: tuple[Setting, ...] = (
    *(BOOK + CONTENT + MARKDOWN + ORDER + MATTER + THEME + IMAGES + DIAGRAMS),
    *(EPUB + PDF + OUTPUT + CACHE),
)
SECTIONS = tuple(dict.fromkeys(setting.section for setting in SETTINGS))
OPEN_SECTION = "theme"
"""Its other keys are the theme's variables, which only the theme can check."""
