"""What the rules of one post share, in the dictionary that markdown-it hands them."""

from dataclasses import dataclass

from markdown_it.utils import EnvType

_LANGUAGE = "language"
_FINDINGS = "findings"
_RAW_HTML = "raw_html"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in the text of a post."""

    what: str
    line: int
    hint: str = ""


def new_environment(language: str) -> EnvType:
    """Return the environment for a post in a language."""
    return {_LANGUAGE: language}


def language_of(env: EnvType) -> str:
    """Return the language of the post."""
    return str(env.get(_LANGUAGE, ""))


def report(env: EnvType, what: str, *, line: int, hint: str = "") -> None:
    """Note a finding."""
    env.setdefault(_FINDINGS, []).append(Finding(what, line, hint))


def findings_of(env: EnvType) -> tuple[Finding, ...]:
    """Return what was found."""
    return tuple(env.get(_FINDINGS, ()))


def note_raw_html(env: EnvType) -> None:
    """Note that the post holds HTML that only an HTML parser can read."""
    env[_RAW_HTML] = True


def has_raw_html(env: EnvType) -> bool:
    """Tell whether the post holds HTML that only an HTML parser can read."""
    return _RAW_HTML in env
