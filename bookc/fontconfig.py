"""Which fonts Fontconfig knows: for the layout those of the book alone, for other programs all.

Fontconfig is told by a variable of the environment. Programs that we run inherit it, and a browser
without fonts draws diagrams without words.
"""

import os
from pathlib import Path

_VARIABLE = "FONTCONFIG_FILE"
_OWN = Path(__file__).parent / "pdf" / "fonts.conf"

_theirs = os.environ.get(_VARIABLE, "")
if _theirs == str(_OWN):  # we were started by ourselves
    _theirs = ""


def forget_fonts_of_the_machine() -> None:
    """Leave Fontconfig no fonts; it has to be done before it is first loaded."""
    os.environ[_VARIABLE] = str(_OWN)


def environment_for_programs() -> dict[str, str]:
    """Return the environment as it was given to us."""
    others = {name: value for name, value in os.environ.items() if name != _VARIABLE}
    return others | ({_VARIABLE: _theirs} if _theirs else {})
