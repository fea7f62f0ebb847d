"""What `{{ x }}` stands for: metadata of the post, configuration of the site, or a text."""

import re
from collections.abc import Callable, Mapping

from bookc.parse.key_lines import Value
from bookc.parse.template_tags.words import HOSTS, OBJECTS, ROOTS

_TEXT = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+|\[[\"'][^\"'\]]*[\"']\])*")
_CALL = re.compile(r"([A-Za-z_][\w:]*)\((.*)\)", re.DOTALL)
_ITEM = re.compile(r"\[[\"']([^\"'\]]*)[\"']\]")
_PIPE = re.compile(r"\|(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*\Z)")
_FILTER = re.compile(r"([A-Za-z_]\w*)\s*(?:[:(]\s*(.*?)\s*\)?)?", re.DOTALL)
_ASSIGNMENT = re.compile(r"([A-Za-z_][\w.-]*)\s*=\s*(.*)", re.DOTALL)
_NAMED_VALUE = re.compile(r"(?<=[\s=:,])(?:page|post|site)\.[\w.-]+(?=[\s,]|\Z)")
_ROOTED = frozenset({"relative_url", "absolute_url"})
_CASES: Mapping[str, Callable[[str], str]] = {
    "upcase": str.upper,
    "upper": str.upper,
    "downcase": str.lower,
    "lower": str.lower,
    "capitalize": str.capitalize,
    "title": str.title,
    "strip": str.strip,
    "trim": str.strip,
}


def call_in(expression: str) -> tuple[str, str] | None:
    """Return name and arguments of a shortcode of Zola's, `youtube(id="x")`; None if it is none."""
    call = _CALL.fullmatch(_parts(expression)[0])
    return (call[1], call[2]) if call else None


def assignment_in(arguments: str) -> tuple[str, str] | None:
    """Return the name that `{% assign x = ... %}` sets, and the expression; None if it is none."""
    found = _ASSIGNMENT.fullmatch(arguments)
    return (found[1], found[2].strip()) if found else None


def with_values(arguments: str, values: Mapping[str, str]) -> str:
    """Return the arguments of a tag with what is known in the place of names, `id=page.video`."""

    def known(match: re.Match[str]) -> str:
        value = _value_of_operand(match[0], values) or ""
        return '"' + " ".join(value.replace('"', "'").split()) + '"'

    return _NAMED_VALUE.sub(known, arguments)


def page_values(metadata: Mapping[str, Value]) -> dict[str, str]:
    """Return what tags may ask of a post, `page.title`, from its metadata block."""
    return {
        f"page.{key}": value if isinstance(value, str) else ", ".join(value)
        for key, value in metadata.items()
    }


def value_of(expression: str, values: Mapping[str, str], *, before_path: bool) -> str | None:
    """Return what an expression stands for; None if nothing says so.

    Args:
        expression: all between the braces.
        values: what is known, by name.
        before_path: true if a path follows, which is to be looked for in the project.
    """
    operand, *filters = _parts(expression)
    value = _value_of_operand(operand, values, before_path=before_path)
    for each in filters:
        value = _filtered(value, each, values)
    return None if value is None else " ".join(value.split("\n"))


def is_template_value(expression: str, values: Mapping[str, str]) -> bool:
    """Tell whether braces hold what only a template can mean, and no mathematics or program."""
    operand, *filters = _parts(expression)
    if _TEXT.fullmatch(operand):
        return True
    if not _NAME.fullmatch(operand):
        return False
    name = _plain(operand)
    root = name.partition(".")[0]
    is_known = name in ROOTS | HOSTS or any(each in values for each in (name, root, f"page.{name}"))
    return is_known or (root in OBJECTS and (root != name or bool(filters) or root == "content"))


def _parts(expression: str) -> list[str]:
    if "|" not in expression:
        return [expression.strip()]
    return [part.strip() for part in _PIPE.split(expression)]


def _plain(name: str) -> str:
    """Return `site.x` for `site["x"]`."""
    return _ITEM.sub(r".\1", name)


def _value_of_operand(
    operand: str, values: Mapping[str, str], *, before_path: bool = False
) -> str | None:
    if text := _TEXT.fullmatch(operand):
        return text[1] or text[2] or ""
    name = _plain(operand)
    if name in ROOTS or (before_path and name in HOSTS):
        return ""
    if name in values:
        return values[name]
    return values.get(f"page.{name}", operand if operand.isdecimal() else None)


def _filtered(value: str | None, written: str, values: Mapping[str, str]) -> str | None:
    """Return a value after one filter; one that is not known changes nothing."""
    found = _FILTER.fullmatch(written)
    name, argument = (found[1], found[2] or "") if found else ("", "")
    other = _value_of_operand(argument, values) or ""
    if name == "default":
        return value or other or None
    if value is None:
        return None
    if name in _ROOTED and not re.match(r"/|https?:", value):
        return f"/{value}"
    if name == "append":
        return value + other
    if name == "prepend":
        return other + value
    change = _CASES.get(name)
    return change(value) if change else value
