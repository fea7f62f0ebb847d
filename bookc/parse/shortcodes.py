"""Rule: Hugo's shortcodes, `{{< name >}}` and `{{% name %}}`, become what they show, or go.

What each means is known to `template_tags`; here is only how they are written. With them come the
embeds of Zenn, `@[card](address)`, each on a line of its own.
"""

import re
from collections.abc import Iterator, Mapping

from markdown_it.utils import EnvType

from bookc.parse.code_regions import outside_code
from bookc.parse.environment import context_of
from bookc.parse.template_tags.arguments import Arguments
from bookc.parse.template_tags.media import kind_of_media, link_to_media
from bookc.parse.template_tags.rewriting import rewrite_tags
from bookc.parse.template_tags.tags import Mark, Tag, closed_stretches

_CLOSERS = {"{{<": ">}}", "{{%": "%}}"}
_INSIDE = re.compile(r"\s*(/?)\s*([A-Za-z_][\w./-]*)(.*)", re.DOTALL)
_SHOWN = re.compile(r"(\{\{[<%])/\*([^\n]*?)\*/([>%]\}\})")
_EMBED = re.compile(r"^([ \t]*)@\[(\w{1,30})\]\((\S[^()\n]*)\)[ \t]*$", re.MULTILINE)


def shortcodes(text: str, env: EnvType) -> str:
    """Rewrite the shortcodes of a post."""
    text = outside_code(text, lambda words: _EMBED.sub(_link, words))
    tags = tuple(_tags_of(text, context_of(env).values))
    text = rewrite_tags(text, tags, env, "shortcode") if tags else text
    # Hugo's way to show a shortcode, in code too: it takes the marks of a comment out.
    return _SHOWN.sub(r"\1\2\3", text)


def _tags_of(text: str, values: Mapping[str, str]) -> Iterator[Tag]:
    for start, written in closed_stretches(text, _CLOSERS):
        found = _INSIDE.fullmatch(written[3:-3])
        if not found or "\n\n" in written:
            continue
        end, arguments = start + len(written), found[3].strip()
        if found[2] == "param":
            yield Tag(start, end, "", _name_of_value(arguments, values), Mark.VALUE)
        else:
            yield Tag(start, end, found[1] + found[2], arguments)


def _name_of_value(written: str, values: Mapping[str, str]) -> str:
    """Return what template tags call a parameter: one of the post, or else of the site."""
    key = written.strip("\"'` ").lower()
    names = {name.lower(): name for name in values}
    known = (names.get(f"{place}.{key}") for place in ("page", "page.params", "site.params"))
    return next(filter(None, known), f"page.{key}")


def _link(embed: re.Match[str]) -> str:
    indent, name, address = embed.groups()
    kind = kind_of_media(name)
    return f"{indent}{link_to_media(kind, Arguments((address,)))}" if kind else embed[0]
