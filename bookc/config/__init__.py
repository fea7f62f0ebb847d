"""Stage 1: read what the author wants, and refuse what cannot be.

In: the project's folder. Out: a `BookConfig` with every default filled in, or one `ConfigError`
with every problem of book.toml. The only stage that reads the environment; it reads no post.
"""

from bookc.config.load import load_config
from bookc.config.setting import Setting
from bookc.config.settings import SECTIONS, SETTINGS
from bookc.config.site_defaults import with_site

__all__ = ["SECTIONS", "SETTINGS", "Setting", "load_config", "with_site"]
