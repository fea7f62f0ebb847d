"""What can change a result besides its input: our code, and all that draws and packs."""

import ctypes
import functools
import hashlib
import os
import sys
import zlib
from collections.abc import Mapping

_VERSION = "Version: "


@functools.cache
def versions() -> Mapping[str, str]:
    """Return what can change a result besides its input: our code and all that draws and packs."""
    code = hashlib.sha256()
    package = os.path.dirname(__file__)  # not by `Path`: there are four hundred files
    files = [f"{at}/{name}" for at, _, names in os.walk(package) for name in names]
    for file in sorted(each for each in files if each.endswith(".py")):
        with open(file, "rb") as written:
            code.update(file.removeprefix(package).encode() + b"\0" + written.read())
    packages = (
        *("weasyprint", "pydyf", "pillow", "fonttools", "latex2mathml", "pygments"),
        *("tzdata", "ziafont", "ziamath", "jinja2", "babel"),
    )
    return {
        "bookc": code.hexdigest(),
        "machine": os.uname().machine,  # which rounds as its processor does
        "python": ".".join(map(str, sys.version_info[:2])),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _version_of(name) for name in packages},
        "pango": _library_version("libpango-1.0.so.0", "pango_version_string"),
        "harfbuzz": _library_version("libharfbuzz.so.0", "hb_version_string"),
    }


def _version_of(package: str) -> str:
    """Return the version of an installed package.

    `metadata.version` parses all that a package says of itself, its README too, which takes ten
    times as long.
    """
    from importlib import metadata  # which only who asks has to wait for

    installed = metadata.distribution(package)
    about = installed.read_text("METADATA") or installed.read_text("PKG-INFO") or ""
    return next(line for line in about.splitlines() if line.startswith(_VERSION))[len(_VERSION) :]


def _library_version(file: str, function: str) -> str:
    """Ask a library of the machine for its version; empty if it is not there under this name.

    WeasyPrint could tell, but takes half a second to import.
    """
    try:
        version = ctypes.CDLL(file)[function]
    except (OSError, AttributeError):
        return ""
    version.restype = ctypes.c_char_p
    return (version() or b"").decode()
