"""Rule: Hugo's shortcodes, `{{< name >}}` and `{{% name %}}`, become what they show, or go.

What each means is known to `template_tags`; here is only how they are written. With them come the
embeds of Zenn, `@[card](address)`, each on a line of its own.
"""

import re
from collections.abc import Iterator

from markdown_it.utils import EnvType

from bookc.parse.code_regions import outside_code
from bookc.parse.template_tags.arguments import Arguments
from bookc.parse.template_tags.media import kind_of_media, link_to_media
from bookc.parse.template_tags.rewriting import rewrite_tags
from bookc.parse.template_tags.tags import Tag, closed_stretches

_CLOSERS = {"{{<": ">}}", "{{%": "%}}"}
_INSIDE = re.compile(r"\s*(/?)\s*([A-Za-z_][\w./-]*)(.*)", re.DOTALL)
_SHOWN = re.compile(r"(\{\{[<%])/\*([^\n]*?)\*/([>%]\}\})")
_EMBED = re.compile(r"^([ \t]*)@\[(\w{1,30})\]\((\S[^()\n]*)\)[ \t]*$", re.MULTILINE)


def shortcodes(text: str, env: EnvType) -> str:
    """Rewrite the shortcodes of a post."""
    text = outside_code(text, lambda words: _EMBED.sub(_link, words))
    tags = tuple(_tags_of(text))
    text = rewrite_tags(text, tags, env, "shortcode") if tags else text
    # Hugo's way to show a shortcode, in code too: it takes the marks of a comment out.
    return _SHOWN.sub(r"\1\2\3", text)


def _tags_of(text: str) -> Iterator[Tag]:
    for start, written in closed_stretches(text, _CLOSERS):
        found = _INSIDE.fullmatch(written[3:-3])
        if found and "\n\n" not in written:
            yield Tag(start, start + len(written), found[1] + found[2], found[3].strip())


def _link(embed: re.Match[str]) -> str:
    indent, name, address = embed.groups()
    kind = kind_of_media(name)
    return f"{indent}{link_to_media(kind, Arguments((address,)))}" if kind else embed[0]
