"""Template tags, shortcodes and comments of a whole post: what is reported, and where."""

import time
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import EnvType

from bookc.model import Collection, Rule, SourceFile
from bookc.parse.comments import comments
from bookc.parse.dialects import find_dialects
from bookc.parse.environment import Context, findings_of, new_environment, removals_of
from bookc.parse.kramdown_extensions import kramdown_extensions
from bookc.parse.post import parse_post
from bookc.parse.shortcodes import shortcodes
from bookc.parse.template_tags.rule import template_tags
from bookc.parse.toc_marks import toc_marks
from bookc.xhtml import parse_fragment

REWRITES = (toc_marks, comments, shortcodes, template_tags, kramdown_extensions)
PIECES = (
    *("{%", "%}", "{{", "}}", "{#", "#}", "{{<", ">}}", "{{%", "%}}", "<!--", "-->", "{/*", "*/}"),
    *("raw", "endraw", "if a", "else", "endif", "for", "endfor", "highlight js", "endhighlight"),
    *("hint", "endhint", "comment", "endcomment", "code", "endcode", "blockquote", "endblockquote"),
    *("tab", "endtab", "note x", "endnote", "/note", "image 'a.jpg'", "end", "youtube", "site.x"),
    *("\n", "\n\n", "`", "```", "\n```\n", " ", "    ", "> ", "- ", "[toc]", "{:toc}", "{:.x}"),
    *("{::comment}", "{:/}", "{: #id}", "# T", "$", '"', "'", "|", "(", ")", "a", "용"),
)


def found(rewrite: Callable[[str, EnvType], str], text: str) -> list[tuple[int, str]]:
    env = new_environment(Context("en"))
    rewrite(text, env)
    return [(finding.line, finding.what) for finding in findings_of(env)]


def rules_on(text: str) -> frozenset[Rule]:
    source = SourceFile(PurePosixPath("a.md"), text)
    return find_dialects(Collection((source,), (), (), {}), {}).rules


def with_values(text: str, **values: str) -> str:
    known = {name.replace("_", ".", 1): value for name, value in values.items()}
    return template_tags(text, new_environment(Context("en", values=known)))


# --- reports -------------------------------------------------------------------------------


def test_unknown_tags_are_reported_once_a_kind_with_their_count() -> None:
    text = "One\n{% own 1 %}\n{% own 2 %}\n{% other %}kept{% endother %}"
    assert found(template_tags, text) == [
        (2, "{% own 1 %} is not known: it is left out (2 times)"),
        (4, "{% other %} is not known: only what it wraps is kept"),
    ]


def test_tags_that_say_nothing_to_a_reader_are_not_reported() -> None:
    text = "{% assign a = 1 %}{% raw %}x{% endraw %}{% comment %}y{% endcomment %}{% seo %}"
    assert found(template_tags, text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{% if a %}b{% else %}c{% endif %}", "only the first branch of {% if a %} is in the book"),
        ("{% for a in b %}c{% endfor %}", "{% for a in b %} and what it repeats is left out"),
        (
            "{% include a.html %}",
            "what {% include a.html %} shows is not in the post: it is left out",
        ),
        ("{{ site.a }}", "nothing says what {{ site.a }} is: it is left out"),
    ],
)
def test_what_a_template_would_have_shown_is_reported(text: str, what: str) -> None:
    assert found(template_tags, text) == [(1, what)]


def test_nothing_is_reported_of_what_is_left_out_as_a_whole() -> None:
    text = "{% for a in b %}{{ post.title }}{% x %}{% endfor %}"
    assert len(found(template_tags, text)) == 1


def test_an_unknown_shortcode_is_quoted_as_it_is_written() -> None:
    assert found(shortcodes, 'A {{< x y="1" >}}') == [
        (1, '{{< x y="1" >}} is not known: it is left out')
    ]


def test_an_unclosed_comment_is_reported_once() -> None:
    what = "the comment opened with <!-- is never closed, so it is shown as text"
    assert found(comments, "a\n\nb <!-- c\n\n<!-- d") == [(3, what)]


def test_a_comment_that_swallows_another_is_reported_with_its_lines() -> None:
    what = "a comment holds another one: all from here to line 4 is left out"
    assert found(comments, "a\n<!-- b\nc\n<!-- d -->\ne") == [(2, what)]


def test_comments_and_marks_are_counted_as_left_out() -> None:
    env = new_environment(Context("en"))
    template_tags(comments(toc_marks("[TOC]\n\n<!-- a -->\n{% seo %}", env), env), env)
    assert [(removal.reason, removal.line) for removal in removals_of(env)] == [
        ("mark for a table of contents", 1),
        ("comment", 3),
        ("template tag", 4),
    ]


# --- values --------------------------------------------------------------------------------


def test_values_come_from_the_configuration_of_the_site() -> None:
    text = "{{ site.title }} {{ book.version }} {{ site['title'] }}"
    assert with_values(text, site_title="Rain", book_version="3") == "Rain 3 Rain"


def test_the_host_is_left_out_before_a_path_and_stands_in_words() -> None:
    text = "{{ site.url }}/a.png and {{ site.url }}"
    assert with_values(text, site_url="https://example.com") == "/a.png and https://example.com"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('"a" | append: ".png"', "a.png"),
        ('"a" | prepend: "b/"', "b/a"),
        ("site.x | default: 'y'", "y"),
        ('"a|b"', "a|b"),
        ('"a" | unheard_of: 3', "a"),
    ],
)
def test_filters(expression: str, value: str) -> None:
    assert with_values("{{ " + expression + " }}") == value


# --- lines ---------------------------------------------------------------------------------


def test_what_follows_tags_keeps_its_line() -> None:
    text = "{% if a %}\nb\n{% else %}\nc\n{% endif %}\n<!-- d\n\n-->\n\nWords"
    post, _ = parse_post(SourceFile(PurePosixPath("a.md"), text), "en")
    lines = [each.get("data-line") for each in parse_fragment(post.xhtml).iter("p")]
    assert lines == ["2", "10"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_rewriting_keeps_the_number_of_lines(text: str) -> None:
    env = new_environment(Context("en"))
    for rewrite in REWRITES:
        assert rewrite(text, env).count("\n") == text.count("\n")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_posts_of_broken_tags_are_parsed(text: str) -> None:
    post, _ = parse_post(SourceFile(PurePosixPath("a.md"), text), "en")
    parse_fragment(post.xhtml)


# --- evidence ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{% highlight ruby %}", Rule.TEMPLATE_TAGS),
        ("{%link a.md%}", Rule.TEMPLATE_TAGS),
        ("a {{ site.baseurl }} b", Rule.TEMPLATE_TAGS),
        ('{{ "/a.png" | url }}', Rule.TEMPLATE_TAGS),
        ('{{ youtube(id="a") }}', Rule.TEMPLATE_TAGS),
        ('{{< youtube "a" >}}', Rule.SHORTCODES),
        ("{{% notice %}}", Rule.SHORTCODES),
        ("@[card](https://example.com)", Rule.SHORTCODES),
    ],
)
def test_a_mark_switches_its_rule_on(text: str, rule: Rule) -> None:
    assert rule in rules_on(text)


@pytest.mark.parametrize(
    "text",
    [
        r"$\frac{{a}}{{b}}$",
        "${{ secrets.KEY }} ${{ site.x }}",
        '<C style={{ color: "red" }} />',
        "{{ user.name }} {{ x }}",
        "100 {% of it, 50 %} of that",
        "{{#include a.rs}}",
        "me@[card] (x)",
    ],
)
def test_what_only_looks_like_tags_switches_nothing_on(text: str) -> None:
    assert not rules_on(text) & {Rule.TEMPLATE_TAGS, Rule.SHORTCODES}


def test_without_its_rule_a_tag_is_text() -> None:
    source = SourceFile(PurePosixPath("a.md"), "{% if x %} {{ site.x }}")
    post, _ = parse_post(source, "en", rules=frozenset())
    assert ">{% if x %} {{ site.x }}<" in post.xhtml


# --- time ----------------------------------------------------------------------------------


UNITS = (
    *("{%", "{{", "{{ '", '{{ "', "{#", "{% x ", "{% x %}", "{% if %}", "{% raw %}", "{{<"),
    *("{% raw %}{% raw %}{% endraw %}", "{% highlight %}", "{% note %}", "{% note %}{% endnote %}"),
    *("{% highlight %}`{% endhighlight %}", "{% comment %}```\n{% endcomment %}", "{% else %}"),
    *("{{ site.x }}", "{% end %}", "{% x %}{% endx %}", "{{< x >}}", "{{% x", "@[card](", "<!--"),
    *("<!-- ` -->", "<!-- a -->", "\n<!-- toc -->", "\n[toc]\n\n", "{:.x", "{:.x}", "[toc]"),
    *("*a*{:.x}", "\n{:.x}\n", "- a\n{:toc}\n", "{: ", "{:a=", "{::comment}", "{/*", "{: "),
    *("{% image 'a' %}", "{% code %}\n```\n```\n{% endcode %}\n", "{% tab a %}{% endtab %}"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_the_time_of_a_post_is_that_of_its_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    for rewrite in REWRITES:
        rewrite(text, new_environment(Context("en")))
    assert time.process_time() - started < 1.5
