"""Rule: code blocks keep every blank and say their language.

They come out as `<pre data-language="python"><code class="language-python">`. The language is the
first word of the info string; what stands behind it is for web sites.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookc.parse.environment import report

_LANGUAGE = re.compile(r"[^\s,:{]+")


def code_blocks(md: MarkdownIt) -> None:
    """Render code with its language; report a fence that is never closed."""
    md.core.ruler.push("code_blocks", _report_unclosed)
    md.add_render_rule("fence", _render_code)
    md.add_render_rule("code_block", _render_code)


def _report_unclosed(state: StateCore) -> None:
    lines = state.src.split("\n")
    for token in state.tokens:
        if token.type != "fence" or not token.map:
            continue
        first, end = token.map
        if end - first < 2 or token.markup not in lines[min(end, len(lines)) - 1]:
            report(
                state.env,
                f"code block opened with {token.markup} is never closed",
                line=first + 1,
                hint=f"write {token.markup} on a line of its own where the code ends",
            )


def _render_code(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    token = tokens[index]
    word = _LANGUAGE.match(token.info.strip())
    language = escapeHtml(word[0]) if word else ""
    on_pre = f' data-language="{language}"' if language else ""
    on_code = f' class="language-{language}"' if language else ""
    code = escapeHtml(token.content)
    return f"<pre{renderer.renderAttrs(token)}{on_pre}><code{on_code}>{code}</code></pre>\n"
