"""Rule: code blocks keep every blank and say their language.

They come out as `<pre data-language="python"><code class="language-python">`, and with a caption as
a `<figure class="listing">` around that.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookc.parse.code_info import read_info
from bookc.parse.environment import report


def code_blocks(md: MarkdownIt) -> None:
    """Render code with its language; report a fence that is never closed."""
    md.core.ruler.push("code_blocks", _report_unclosed)
    md.add_render_rule("fence", _render_code)
    md.add_render_rule("code_block", _render_code)


def _report_unclosed(state: StateCore) -> None:
    lines = state.src.split("\n")
    for token in state.tokens:
        if token.type != "fence" or not token.map or not token.markup:
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
    info = read_info(token.info)
    language = escapeHtml(info.language)
    on_pre = f' data-language="{language}"' if language else ""
    on_pre += f' data-highlight="{info.highlight}"' if info.highlight else ""
    on_code = f' class="language-{language}"' if language else ""
    code = escapeHtml(token.content)
    block = f"<pre{renderer.renderAttrs(token)}{on_pre}><code{on_code}>{code}</code></pre>\n"
    caption = escapeHtml(info.caption)
    if not caption:
        return block
    return f'<figure class="listing">\n<figcaption>{caption}</figcaption>\n{block}</figure>\n'
