"""What is missing in a book for want of the site that its tags were written for.

A kind of thing is said once a post, with how often it stands there.
"""

from dataclasses import dataclass, field

from markdown_it.utils import EnvType

from bookc.model import ProblemKind
from bookc.parse.edits import line_at
from bookc.parse.environment import report


@dataclass(slots=True)
class _Gap:
    what: str
    hint: str
    first: int
    kind: ProblemKind
    times: int = 1


@dataclass(slots=True)
class Gaps:
    """The gaps of one post, by kind, in the order in which they were found."""

    found: dict[str, _Gap] = field(default_factory=dict)

    def note(
        self,
        kind: str,
        what: str,
        at: int,
        hint: str = "",
        problem: ProblemKind = ProblemKind.MARKUP,
    ) -> None:
        """Note a gap.

        Args:
            kind: what else is the same thing again.
            what: a clause for the author, which quotes the first one.
            at: where it is in the text.
            hint: what to do.
            problem: what it is about.
        """
        if kind in self.found:
            self.found[kind].times += 1
        else:
            self.found[kind] = _Gap(what, hint, at, problem)

    def report(self, text: str, env: EnvType) -> None:
        """Report each kind once."""
        for gap in self.found.values():
            times = f" ({gap.times} times)" if gap.times > 1 else ""
            line = line_at(text, gap.first)
            report(env, gap.what + times, line=line, hint=gap.hint, kind=gap.kind)
