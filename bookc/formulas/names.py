r"""Names of functions, `\log` and `\operatorname{softmax}`, with the space TeX puts beside them.

MathML Core gives a name of several letters no space at all, and an operator that it does not know
a wide one. So every name is an `mi`, or an `mo` without space if it has limits, and the space is an
element of its own. https://tug.org/TUGboat/tb30-3/tb96vieth.pdf, table 1, has TeX's rules.
"""

from xml.etree.ElementTree import Element

_THIN = "0.1667em"
_WITH_LIMITS = frozenset(
    {"lim", "max", "min", "sup", "inf", "det", "gcd", "Pr", "limsup", "liminf", "argmax", "argmin"}
    | {"plim", "projlim", "injlim"}
)
_LARGE = frozenset("∑∏∐⋀⋁⋂⋃⨀⨁⨂⨄⨆")  # noqa: RUF001
_LIMITS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_CLOSING = frozenset(")]}⟩⌋⌉!′")  # noqa: RUF001
LETTERS = frozenset("∇∂∞∅∆ℵ⊤⊥")  # noqa: RUF001
"""What latex2mathml takes for operators, and puts space around, because of its place in Unicode."""
_SPACES = frozenset(" \u00a0\u2006\u2009")
_SPACING = frozenset({"mspace"})


def keep_limits(math: Element) -> None:
    r"""Let limits stay below and above where the author wrote `\limits` in a line of text."""
    for element in math.iter():
        if element.tag in _LIMITS.values() and element[0].tag == "mo":
            element[0].set("movablelimits", "false")


def space_names(parent: Element) -> None:
    """Put a thin space between a name and what is neither an operator nor a bracket."""
    for child in parent:
        space_names(child)
    _set_limits(parent)
    if parent.tag in _SCRIPTS or parent.tag in ("mfrac", "mroot"):
        for child in parent:
            _is_named(child)
        return
    spaced: list[Element] = []
    children = list(parent)
    for place, child in enumerate(children):
        if _is_named(child):
            if place and _is_ordinary(children[place - 1], after=True):
                spaced.append(Element("mspace", {"width": _THIN}))
            spaced.append(child)
            if place + 1 < len(children) and _is_ordinary(children[place + 1]):
                spaced.append(Element("mspace", {"width": _THIN}))
        else:
            spaced.append(child)
    parent[:] = spaced


def _set_limits(element: Element) -> None:
    r"""Put what is at a `\lim` or a sum below and above it, where there is room."""
    if element.tag not in _LIMITS:
        return
    base = element[0]
    name = "".join((base.text or "").split())
    if name in _WITH_LIMITS:
        base.tag = "mo"
        base.set("movablelimits", "true")
    if base.tag == "mo" and (name in _LARGE or base.get("movablelimits")):
        element.tag = _LIMITS[element.tag]


def _is_named(element: Element) -> bool:
    """Tell whether a name is what an element is about, and take its own space from it."""
    while element.tag in _SCRIPTS and len(element):
        element = element[0]
    text = element.text or ""
    letters = [letter for letter in text if letter not in _SPACES]
    if element.tag not in ("mi", "mo") or len(letters) < 2 or not all(map(str.isalpha, letters)):
        return False
    if element.get("movablelimits"):
        element.attrib |= {"lspace": "0", "rspace": "0"}
    else:
        element.tag = "mi"
        element.attrib.pop("form", None)
    return True


def _is_ordinary(element: Element, *, after: bool = False) -> bool:
    """Tell whether there is a space between a name and this, which stands after or before it."""
    if element.tag in _SPACING or (after and _is_named(element)):
        return False  # the name before has put it there
    while element.tag in _SCRIPTS and len(element):
        element = element[0]
    if element.tag == "mrow" and len(element):
        element = element[-1 if after else 0]
    text = element.text or ""
    if element.tag == "mo" and not text.isalpha() and text not in LETTERS:
        return text in _CLOSING if after else text in "∑∏∫∮"
    return True
