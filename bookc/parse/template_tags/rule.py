"""The rule itself, from the text of a post to text without template tags."""

from markdown_it.utils import EnvType

from bookc.parse.template_tags.rewriting import rewrite_tags
from bookc.parse.template_tags.tags import tags_of


def template_tags(text: str, env: EnvType) -> str:
    """Rewrite the template tags of a post."""
    tags = tuple(tags_of(text))
    return rewrite_tags(text, tags, env, "template tag") if tags else text
