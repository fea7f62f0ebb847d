"""What the rules of one post share: what is known before it is parsed, and what they find.

markdown-it hands its rules a dictionary; all that is in it goes through the functions here.
"""

from collections.abc import Mapping
from dataclasses import field

from markdown_it.utils import EnvType

from bookc.frozen import frozen
from bookc.model import ON_DEMAND, Piece, ProblemKind, Removal, Rule

_CONTEXT = "context"
_FINDINGS = "findings"
_RAW_HTML = "raw_html"
_REMOVALS = "removals"
_SEEN = "seen"


@frozen
class Context:
    """What is known of a post before its text is parsed."""

    language: str
    """A BCP 47 tag."""
    path: str = ""
    """The post's path in the project."""
    rules: frozenset[Rule] = frozenset(Rule) - ON_DEMAND
    """The dialects that are switched on."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What template tags may ask for: `site.baseurl`, `page.title`."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The text of each file of the project that the post takes code from, by path as written."""
    math: bool | None = None
    """Whether dollars are those of formulas, if the post says so; None leaves it to its text."""


@frozen
class Finding:
    """What a rule found in the text of a post."""

    what: str
    line: int
    hint: str = ""
    kind: ProblemKind = ProblemKind.MARKUP


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


def report(
    env: EnvType,
    what: str,
    *,
    line: int,
    hint: str = "",
    kind: ProblemKind = ProblemKind.MARKUP,
) -> None:
    """Note a finding."""
    env.setdefault(_FINDINGS, []).append(Finding(what, line, hint, kind))


def findings_of(env: EnvType) -> tuple[Finding, ...]:
    """Return what was found."""
    return tuple(env.get(_FINDINGS, ()))


def remove(env: EnvType, reason: str, line: int) -> None:
    """Note that something of the text is left out on purpose, so that no proof looks for it.

    Args:
        env: the environment of the post.
        reason: what it is, in the singular, such as `comment` or `template tag`.
        line: where it stands. Of what a rule for the tree takes out on a line, nothing is missed.
    """
    env.setdefault(_REMOVALS, []).append(Removal(reason, line))


def removals_of(env: EnvType) -> tuple[Removal, ...]:
    """Return what was left out on purpose."""
    return tuple(env.get(_REMOVALS, ()))


def note_seen(env: EnvType, pieces: tuple[Piece, ...]) -> None:
    """Note what the Markdown parser made of the post, before rules for the tree change it."""
    env[_SEEN] = (pieces, len(removals_of(env)))


def seen_of(env: EnvType) -> tuple[tuple[Piece, ...], tuple[Removal, ...]]:
    """Return what the Markdown parser made of the post, and what was left out of that since."""
    pieces, before = env.get(_SEEN, ((), 0))
    return pieces, removals_of(env)[before:]


def note_raw_html(env: EnvType) -> None:
    """Note that the post holds HTML that only an HTML parser can read."""
    env[_RAW_HTML] = True


def has_raw_html(env: EnvType) -> bool:
    """Tell whether the post holds HTML that only an HTML parser can read."""
    return _RAW_HTML in env
