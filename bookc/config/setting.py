"""What is known of one key of book.toml."""

from bookc.config.values import Kind
from bookc.frozen import frozen


@frozen
class Setting:
    """A key of book.toml."""

    path: tuple[str, ...]
    """The keys that lead to it from the top of the file: its section first."""
    kind: Kind
    help: str
    """One sentence; `docs/book-toml.md` has it word for word."""
    example: str
    """A value, in TOML."""
    default: str = ""
    """The value that holds without the key, in TOML; empty if it is found out: see `otherwise`."""
    otherwise: str = ""
    """What holds without the key, if no value can say it."""
    slips: tuple[str, ...] = ()
    """What people write who mean this key, beyond slips of the finger."""

    @property
    def section(self) -> str:
        """The section that it stands in."""
        return self.path[0]

    @property
    def key(self) -> str:
        """Its name within the section: `page_size`, `series.index`."""
        return ".".join(self.path[1:])
