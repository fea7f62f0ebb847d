"""What stands behind the name of a tag: `"a.jpg" 9 alt="x"`, `lang:js`, `id=3, title="y"`."""

import re
from collections.abc import Mapping
from dataclasses import field

from bookc.frozen import frozen

_STRING = r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|`([^`]*)`'
# A colon names a value too, but neither `std::vector` nor `https://...` has a name in it.
_ARGUMENT = re.compile(
    rf"(?:([A-Za-z_][\w-]*)(?:[ \t\n]*=[ \t\n]*|:(?![:/])[ \t]*))?(?:{_STRING}|([^\s,\"'`]+))",
)


@frozen
class Arguments:
    """The arguments of a tag, without their quotation marks."""

    words: tuple[str, ...] = ()
    """Those without a name, in order."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Those with one, by name in lower case."""

    def get(self, *names: str) -> str:
        """Return the first argument with one of these names that is not empty."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def word(self, index: int) -> str:
        """Return an argument without name; empty if there are not so many."""
        return self.words[index] if index < len(self.words) else ""


def read_arguments(written: str) -> Arguments:
    """Read the arguments of a tag; commas, and brackets around them all, say nothing."""
    words: list[str] = []
    named: dict[str, str] = {}
    inside = written.strip().removesuffix("/").strip()
    if inside.startswith("(") and inside.endswith(")"):
        inside = inside[1:-1]
    for name, double, single, back, bare in _ARGUMENT.findall(inside):
        value = " ".join(re.sub(r"\\(.)", r"\1", double or single or back).split()) or bare
        if name:
            named.setdefault(name.lower(), value)
        else:
            words.append(value)
    return Arguments(tuple(words), named)
