"""What the rules of one post share: what is known before it is parsed, and what they find.

markdown-it hands its rules a dictionary; all that is in it goes through the functions here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.utils import EnvType

from bookc.model import Rule

_CONTEXT = "context"
_FINDINGS = "findings"
_RAW_HTML = "raw_html"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a post before its text is parsed."""

    language: str
    """A BCP 47 tag."""
    path: str = ""
    """The post's path in the project."""
    rules: frozenset[Rule] = frozenset(Rule)
    """The dialects that are switched on."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What template tags may ask for: `site.baseurl`, `page.title`."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The text of each file of the project that the post takes code from, by path as written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in the text of a post."""

    what: str
    line: int
    hint: str = ""


def new_environment(context: Context) -> EnvType:
    """Return the environment for a post."""
    return {_CONTEXT: context}


def context_of(env: EnvType) -> Context:
    """Return what is known of the post."""
    context: Context = env.get(_CONTEXT) or Context("")
    return context


def language_of(env: EnvType) -> str:
    """Return the language of the post."""
    return context_of(env).language


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
