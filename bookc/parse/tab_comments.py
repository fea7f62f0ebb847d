"""Rule: comments between tags of Hexo's tabs, `<!-- tab A -->`, say what each tab is called.

They become the tags that GitBook writes, `{% tab "A" %}`, before all comments are left out. An icon
behind the label, `<!-- tab A@bell -->`, is none of its words.

Source: https://theme-next.js.org/docs/tag-plugins/tabs
"""

import re

from markdown_it.utils import EnvType

from bookc.parse.code_regions import outside_code

_AROUND = "{% tabs"
_COMMENT = re.compile(r"<!--[ \t]*(end)?tab(?![\w-])[ \t]*([^\n@>\"]{0,200}?)(?:@[^\n>]{0,80})?-->")


def tab_comments(text: str, _env: EnvType) -> str:
    """Return a text with tags in the place of such comments."""
    return outside_code(text, _with_tags) if _AROUND in text and "<!--" in text else text


def _with_tags(text: str) -> str:
    return _COMMENT.sub(_tag_for, text)


def _tag_for(comment: re.Match[str]) -> str:
    if comment[1]:
        return "{% endtab %}"
    label = comment[2].strip()
    return f'{{% tab "{label}" %}}' if label else "{% tab %}"
