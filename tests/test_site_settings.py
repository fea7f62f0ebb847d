"""Configuration files as text: what they say, in which language they are, without running them."""

import time
from pathlib import PurePosixPath

import pytest

from bookc.site.formats import settings_of
from bookc.site.settings import every, first, line_of
from bookc.site.template_values import template_values


def said(name: str, text: str, *keys: str) -> str:
    return first([settings_of(PurePosixPath(name), text)], *keys)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "params:\n  author: Rain\n"),
        ("a.toml", '[params]\nauthor = "Rain"\n'),
        ("a.json", '{"params": {"author": "Rain"}}'),
        ("a.py", 'params = {"author": "Rain"}\n'),
        ("a.js", 'module.exports = { params: { "author": `Rain` } }'),
        (
            "a.ts",
            "const config: Config = {\n  params: {author: 'Rain'},\n};\nexport default config;",
        ),
        ("a.mjs", "export default defineConfig({ params: { author: 'Rain' } })"),
    ],
)
def test_a_value_is_found_by_the_keys_above_it_in_every_language(name: str, text: str) -> None:
    assert said(name, text, "params.author") == "Rain"


def test_the_line_of_a_value_is_known() -> None:
    for name, text in (("a.yml", "x: 1\ntitle: T\n"), ("a.toml", 'x = 1\ntitle = "T"\n')):
        assert line_of(settings_of(PurePosixPath(name), text), "title") == 2
    javascript = "/* one\n two */\nexport const title = 'T'"
    assert line_of(settings_of(PurePosixPath("a.js"), javascript), "title") == 3


def test_scalars_of_yaml_stay_text_whatever_tag_they_bear() -> None:
    text = "a: no\nb: !!python/name:os.system x\nc: !ENV [HOME, 2021-01-01]\n"
    settings = settings_of(PurePosixPath("mkdocs.yml"), text)
    assert [value.text for value in settings.values] == ["no", "x", "HOME", "2021-01-01"]


def test_python_is_read_and_never_run() -> None:
    text = "import sys\nsys.exit(3)\nPATH = 'content'\nURL = PATH + '/x'\n"
    settings = settings_of(PurePosixPath("pelicanconf.py"), text)
    assert [(value.keys, value.text) for value in settings.values] == [(("PATH",), "content")]


def test_javascript_in_comments_says_nothing() -> None:
    text = "// title: 'a'\n/* title: 'b' */\nmodule.exports = { title: 'c' } // title: 'd'"
    assert every([settings_of(PurePosixPath("a.js"), text)], "title") == ("c",)


def test_a_typed_constant_has_the_name_before_its_type() -> None:
    text = "export const A: string = 'x'\nexport const B = 'y'\n"
    assert (said("a.ts", text, "A"), said("a.ts", text, "B")) == ("x", "y")


def test_what_a_call_is_given_stands_under_its_name() -> None:
    text = "export default defineConfig({ integrations: [starlight({ title: 'Docs' })] })"
    assert said("astro.config.mjs", text, "starlight.title") == "Docs"
    assert said("a.js", "f.addCopy('public')", "f.addCopy") == "public"


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.yml", "a: [\n"), ("a.toml", "a ="), ("a.json", "{"), ("a.py", "a = ("), ("a.js", "{{('")],
)
def test_a_file_that_cannot_be_read_says_nothing(name: str, text: str) -> None:
    assert settings_of(PurePosixPath(name), text).values == ()


def test_yaml_that_says_a_great_many_with_a_few_lines_is_cut_short() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert len(settings_of(PurePosixPath("a.yml"), "\n".join(lines)).values) <= 20_000


@pytest.mark.parametrize("unit", ["/*", "'", "`", "a ", "{", "(a:", '"\\'])
def test_reading_javascript_takes_time_in_proportion_to_its_length(unit: str) -> None:
    started = time.perf_counter()
    settings_of(PurePosixPath("a.js"), unit * (300_000 // len(unit)))
    assert time.perf_counter() - started < 5


def test_template_values_have_dotted_names_and_lists_have_none() -> None:
    settings = settings_of(PurePosixPath("_config.yml"), "a:\n  b: c\nd: [e, f]\n")
    assert template_values([settings], "site") == {"site.a.b": "c"}
    exported = settings_of(PurePosixPath("metadata.js"), "module.exports = { title: 'T' }")
    assert template_values([exported], "metadata") == {"metadata.title": "T"}
