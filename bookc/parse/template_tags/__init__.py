"""Rule: tags of template languages become what they show, or go.

`{% highlight ruby %}`, `{{ site.title }}` and their like are no Markdown: the site has run them
before. Here each is read for what it means: code, a box, a picture, a link, a value. bookc runs no
template: of a choice the first branch stays, and what is repeated goes, with a report.
"""

from markdown_it.utils import EnvType

from bookc.parse.template_tags.rewriting import rewrite_tags
from bookc.parse.template_tags.tags import tags_of


def template_tags(text: str, env: EnvType) -> str:
    """Rewrite the template tags of a post."""
    tags = tuple(tags_of(text))
    return rewrite_tags(text, tags, env, "template tag") if tags else text


__all__ = ["template_tags"]
