"""Themes made from others: what a child has from its parent, and what is said of a broken one."""

import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from markupsafe import Markup

import bookc
from bookc.config import load_config
from bookc.errors import ThemeError
from bookc.render import Theme, load_theme
from bookc.render.addresses import refuse_addresses
from bookc.render.shelf import ThemeFolder
from bookc.render.templates import fill, fill_page, fill_sheets

PLAIN = Path(__file__).parent / "themes" / "plain"
SHELF = Path(__file__).parents[1] / "themes"
FONTS = SHELF / "notes" / "fonts"


def theme(project: Path, name: str, **files: str) -> Path:
    """Write a theme: `toml`, `fonts`, `paged`, `reflowable`, and all others are templates."""
    folder = project / "themes" / name
    folder.mkdir(parents=True)
    names = {"toml": "theme.toml", "fonts": "fonts.css"}
    names |= {sheet: f"{sheet}.css" for sheet in ("paged", "reflowable")}
    for key, text in ({"toml": 'extends = "plain"'} | files).items():
        file = folder / names.get(key, f"templates/{key}.xhtml.j2")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project whose book asks for the theme `child`; it has `plain` to extend."""
    (tmp_path / "post.md").write_text("---\ntitle: Rain\n---\nIt rained.\n", encoding="utf-8")
    set_theme(tmp_path)
    plain = shutil.copytree(PLAIN, tmp_path / "themes" / "plain")
    (plain / "fonts").symlink_to(FONTS)
    return tmp_path


def set_theme(project: Path, *settings: str) -> None:
    lines = ["[theme]", 'name = "child"', *settings]
    (project / "book.toml").write_text("\n".join(lines), encoding="utf-8")


def loaded(project: Path) -> Theme:
    return load_theme(load_config(project))


def said_of(project: Path) -> str:
    with pytest.raises(ThemeError) as caught:
        loaded(project)
    return str(caught.value)


def folders(project: Path, *names: str) -> tuple[ThemeFolder, ...]:
    return tuple(ThemeFolder(each, project / "themes" / each, f"themes/{each}") for each in names)


def test_a_theme_of_one_line_is_its_parent_by_another_name(project: Path) -> None:
    theme(project, "child")
    child = loaded(project)
    assert [each.name for each in child.lineage] == ["child", "plain"]
    assert len(child.fonts) == len({font.name for font in child.fonts}) > 1
    assert child.measure_mm > 0


def test_a_colophon_names_each_family_of_fonts_once_and_as_its_rule_says(project: Path) -> None:
    rules = """
        @font-face { font-family: Mine; src: url("fonts/BookcSans-Regular.otf") }
        @font-face { font-family: Mine; font-weight: 700; src: url("fonts/BookcSans-Bold.otf") }
        @font-face { font-family: "A"; -bookc-typeface: "Old A";
            src: url("fonts/BookcHan-Regular.otf") }
        @font-face { font-family: B; -bookc-typeface: none;
            src: url("fonts/BookcMono-Regular.ttf") }
    """
    theme(project, "child", fonts=rules)
    child = loaded(project)
    assert child.typefaces == ("Mine", "Old A")
    assert "bookc-typeface" not in child.font_faces


def test_a_book_that_names_no_page_has_that_of_the_nearest_theme_which_does(
    project: Path,
) -> None:
    theme(project, "between", toml='extends = "plain"\npage_size = "B5"')
    theme(project, "child", toml='extends = "between"')
    child = loaded(project)
    assert (child.pdf.page_size, child.pdf.page_width_mm) == ("B5", 176)


def test_the_page_that_a_book_names_comes_before_that_of_the_theme(project: Path) -> None:
    theme(project, "child", toml='extends = "plain"\npage_size = "B5"')
    set_theme(project, "[pdf]", 'page_size = "6in 9in"')
    assert loaded(project).pdf.page_width_mm == pytest.approx(152.4)


@pytest.mark.parametrize("size", ["C5", "2mm 3mm"])
def test_a_page_that_no_book_has_is_an_error_that_names_the_line(project: Path, size: str) -> None:
    theme(project, "child", toml=f'extends = "plain"\npage_size = "{size}"')
    said = said_of(project)
    assert f'themes/child/theme.toml:2: page_size = "{size}" is not one of A3, A4' in said


def test_a_grandchild_has_what_neither_it_nor_its_parent_brings(project: Path) -> None:
    theme(project, "between", part="of the parent")
    theme(project, "child", toml='extends = "between"', chapter="its own")
    lineage = loaded(project).lineage
    assert [each.name for each in lineage] == ["child", "between", "plain"]
    assert fill(lineage, "templates/chapter.xhtml.j2", {}) == "its own"
    assert fill(lineage, "templates/part.xhtml.j2", {}) == "of the parent"
    assert (lineage[-1].path / "templates" / "colophon.xhtml.j2").is_file()


def test_a_template_of_the_parent_takes_the_child_s_in_place_of_its_own(project: Path) -> None:
    theme(project, "parent", page="old {% block a %}{% endblock %}", chapter=CHAPTER)
    theme(project, "child", page="new {% block a %}{% endblock %}")
    lineage = folders(project, "child", "parent")
    assert fill(lineage, "templates/chapter.xhtml.j2", {}) == "new chapter"


CHAPTER = '{% extends "templates/page.xhtml.j2" %}{% block a %}chapter{% endblock %}'


def test_a_template_can_extend_that_of_the_same_name_in_its_parent(project: Path) -> None:
    theme(project, "parent", part="<{% block a %}old{% endblock %}>")
    own = '{% extends "parent/templates/part.xhtml.j2" %}{% block a %}new{% endblock %}'
    theme(project, "child", part=own)
    assert fill(folders(project, "child", "parent"), "templates/part.xhtml.j2", {}) == "<new>"


def test_rules_of_a_child_come_after_its_parent_s_and_use_the_names_set_there(
    project: Path,
) -> None:
    theme(project, "parent", paged="{% set serif = 'Batang' %}p {}")
    theme(project, "child", paged="h1 { font-family: {{ serif }}; width: {{ wide }} }")
    css = fill_sheets(folders(project, "child", "parent"), "paged.css", {"wide": "1mm"})
    assert css == "p {}\nh1 { font-family: Batang; width: 1mm }"


@pytest.mark.parametrize("how", ["extends", "include"])
def test_a_sheet_that_takes_in_its_parent_s_is_not_put_behind_it(project: Path, how: str) -> None:
    theme(project, "parent", paged="p {}")
    theme(project, "child", paged=f'{{% {how} "parent/paged.css" %}}')
    assert fill_sheets(folders(project, "child", "parent"), "paged.css", {}) == "p {}"


def test_a_child_changes_what_it_names_of_a_variable_and_adds_others(project: Path) -> None:
    toml = (
        'extends = "plain"\n[variables]\nmargin_top = { default = 30 }\n'
        'tone = { type = "choice", choices = ["loud", "soft"], default = "soft" }\n'
    )
    theme(project, "child", toml=toml)
    set_theme(project, 'tone = "loud"')
    variables = loaded(project).variables
    assert (variables["margin_top"], variables["margin_bottom"]) == (30, 20)
    assert variables["tone"] == "loud"


def test_a_length_is_in_millimetres_whatever_it_is_written_in(project: Path) -> None:
    margin = '{ type = "length", default = "0.75in", min = 8, max = 60 }'
    theme(project, "child", toml=f'extends = "plain"\n[variables]\nmargin_inner = {margin}')
    assert loaded(project).variables["margin_inner"] == 19.05
    set_theme(project, 'margin_inner = "2cm"')
    assert loaded(project).variables["margin_inner"] == 20
    set_theme(project, 'margin_inner = "7 mm"')
    assert 'book.toml:3: margin_inner = "7 mm" is not between 8 and 60 mm' in said_of(project)


def test_a_font_file_is_the_child_s_or_else_its_parent_s(project: Path) -> None:
    rule = '@font-face {{ font-family: {0}; src: url("fonts/{1}") }}'
    rules = [rule.format("A", "Mine.ttf"), rule.format("B", "BookcMono-Regular.ttf")]
    folder = theme(project, "child", fonts="\n".join(rules))
    (folder / "fonts").mkdir()
    shutil.copy(FONTS / "BookcMono-Bold.ttf", folder / "fonts" / "Mine.ttf")
    files = [font.file for font in loaded(project).fonts if font.file]
    assert files == [
        folder / "fonts" / "Mine.ttf",
        project / "themes" / "plain" / "fonts" / "BookcMono-Regular.ttf",
    ]


def test_fonts_can_be_added_to_those_of_the_parent(project: Path) -> None:
    added = '@font-face { font-family: "New"; src: url("fonts/BookcMono-Bold.ttf") }'
    theme(project, "child", fonts=f'{{% include "plain/fonts.css" %}}\n{added}')
    faces = loaded(project).font_faces
    assert faces.count("@font-face") == (PLAIN / "fonts.css").read_text().count("@font-face") + 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("All.ttc", b"ttcf", "fonts/All.ttc is a collection of fonts"),
        ("All.ttf", b"ttcf", "fonts/All.ttf is a collection of fonts"),
        ("Page.ttf", b"<html>", "fonts/Page.ttf is not a font"),
        ("Old.pfb", b"\x80\x01", "fonts/Old.pfb is not a font"),
    ],
)
def test_a_file_that_is_no_font_is_named_with_its_line(
    project: Path, name: str, content: bytes, said: str
) -> None:
    folder = theme(project, "child", fonts=f'\n@font-face {{ src: url("fonts/{name}") }}')
    (folder / "fonts").mkdir()
    (folder / "fonts" / name).write_bytes(content)
    assert f"themes/child/fonts.css:2: {said}" in said_of(project)


def test_a_parent_that_is_not_there_is_named_where_it_is_asked_for(project: Path) -> None:
    theme(project, "child", toml='# Mine.\nextends = "plan"')
    said = said_of(project)
    assert said.startswith("themes/child/theme.toml:2: no theme is called 'plan'")
    assert "did you mean plain?" in said


def test_themes_that_extend_each_other_are_an_error_and_no_endless_loop(project: Path) -> None:
    theme(project, "child", toml='extends = "other"')
    theme(project, "other", toml='extends = "child"')
    assert (
        "themes/other/theme.toml:1: a theme cannot extend itself: "
        "child extends other extends child" in said_of(project)
    )


def test_files_that_a_theme_lacks_are_told_at_once(project: Path) -> None:
    theme(project, "child", toml="[variables]", chapter="")
    said = said_of(project)
    assert "no templates/part.xhtml.j2" in said
    assert "no fonts.css" in said
    assert "templates/chapter" not in said


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('a = { type = "text" }', "variable a has no default"),
        ("a = { default = 1 }", "variable a has no type; there is color, length"),
        ('a = { type = "colour", default = "" }', "variable a has type 'colour'; there is color"),
        ('a = { type = "color", default = "red" }', 'default, "red", is not a colour such as'),
        ('a = { type = "number", default = 3, max = 2 }', "default, 3, is not 2 or less"),
        ('a = { type = "number", default = 3, min = "2" }', 'min = "2", which is not a number'),
        ('a = { type = "choice", default = "x" }', "variable a has no choices"),
        ('a = { type = "text", defualt = "x" }', "'defualt', which says nothing; did you mean"),
        ('items = { type = "text", default = "" }', "a variable cannot be called 'items'"),
        ('a-b = { type = "text", default = "" }', "a variable cannot be called 'a-b'"),
        ("a = 5", "variable a is declared as 5"),
    ],
)
def test_a_variable_that_is_declared_wrongly_is_named_with_its_line(
    project: Path, declared: str, said: str
) -> None:
    theme(project, "child", toml=f'extends = "plain"\n[variables]\n{declared}\n')
    told = said_of(project)
    assert told.startswith("themes/child/theme.toml:3: ")
    assert said in told


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('extends = "plain"\nvariables ==', "themes/child/theme.toml:2: the theme cannot be read"),
        ('\nextend = "plain"', "themes/child/theme.toml:2: a theme has no setting 'extend'"),
        ("extends = 5", "themes/child/theme.toml:1: extends is not a text"),
        ("variables = 5", "themes/child/theme.toml:1: variables is not a table"),
        ('extends = "../plain"', "themes/child/theme.toml:1: no theme is called '../plain'"),
    ],
)
def test_a_declaration_that_cannot_be_read_is_named_with_its_line(
    project: Path, toml: str, said: str
) -> None:
    theme(project, "child", toml=toml)
    assert said_of(project).startswith(said)


def test_a_theme_that_stands_alone_has_four_margins(project: Path) -> None:
    shutil.copytree(project / "themes" / "plain", project / "themes" / "child", symlinks=True)
    (project / "themes" / "child" / "theme.toml").write_text("[variables]\n")
    assert said_of(project).count("no variable margin_") == 4


class Weather:
    """A value that has no fields that bookc knows of."""


@dataclass(frozen=True)
class Cloud:
    """A value with a field, and with something that it computes."""

    height: int = 1

    @property
    def is_low(self) -> bool:
        return self.height < 2


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{{ chaptr }}", ":2: the template cannot be filled in: 'chaptr' is undefined"),
        ("{{ chaptr }}", "hint: did you mean chapter? there is chapter, cloud, day, weather"),
        ("{% for one in [1] %}\n{{ oen }}{% endfor %}", "did you mean one? there is"),
        ("{{ chapter.titel }}", "no 'titel' in it\n  hint: did you mean title? there is number"),
        ("{{ weather.rain }}", "a Weather has no 'rain'"),
        (
            "{{ cloud.low }}",
            "a Cloud has no 'low'\n  hint: did you mean is_low? there is height, is_low",
        ),
        ("{{ [][3] }}", "list object has no element 3"),
        ("{{ day(None) }}", "'NoneType' object has no attribute"),
        ("{{ 'a' + 1 }}", ":1: the template cannot be filled in: "),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ ''.__class__ }}", "is unsafe"),
        ("{{ 1 | shout }}", "No filter named 'shout'"),
        ("{{ [1, 2] | random }}", "No filter named 'random'"),
        ("{{ lipsum() }}", "'lipsum' is undefined"),
        ("{% include 'templates/prt.xhtml.j2' %}", "there is no templates/prt.xhtml.j2"),
        ("{% include 'templates/prt.xhtml.j2' %}", "did you mean templates/part.xhtml.j2?"),
        ("{% include '../../../post.md' %}", "there is no ../../../post.md in the theme"),
        ("{% include 'templates/part.xhtml.j2' %}", "it takes itself in without end"),
    ],
)
def test_a_slip_in_a_template_is_told_with_what_was_there(
    project: Path, template: str, said: str
) -> None:
    theme(project, "child", part=template)
    given = {
        "chapter": {"title": "Rain", "number": 1},
        "cloud": Cloud(),
        "weather": Weather(),
        "day": lambda date: date.year,
    }
    with pytest.raises(ThemeError) as caught:
        fill(folders(project, "child"), "templates/part.xhtml.j2", given)
    assert str(caught.value).startswith("themes/child/templates/part.xhtml.j2")
    assert said in str(caught.value)


def test_a_slip_in_a_sheet_of_the_parent_is_told_with_its_line(project: Path) -> None:
    theme(project, "parent", paged="p {}\n{{ wide }}")
    theme(project, "child", paged="h1 {}")
    with pytest.raises(ThemeError, match=r"themes/parent/paged\.css:2: .*'wide' is undefined"):
        fill_sheets(folders(project, "child", "parent"), "paged.css", {})


@pytest.mark.parametrize(
    "css",
    [
        'p { background: url("paper.png") }',
        "p { background: url( paper.png ) }",
        '@import "paper.png";',
        "@import url(paper.png);",
    ],
)
def test_a_file_that_the_style_sheet_of_an_epub_asks_for_is_named_with_its_line(
    project: Path, css: str
) -> None:
    theme(project, "child", reflowable=f"\n{css}")
    with pytest.raises(ThemeError, match=r"^themes/child/reflowable\.css:2: .*'paper\.png'"):
        refuse_addresses(css, folders(project, "child"), "reflowable.css")


@pytest.mark.parametrize(
    "css",
    [
        "/* url(paper.png) */",
        "p { background: url(data:image/png;base64,AAAA) }",
        '@namespace epub "http://www.idpf.org/2007/ops";',
        "@namespace url(http://www.w3.org/1999/xhtml);",
    ],
)
def test_a_style_sheet_that_asks_for_no_file_is_taken(project: Path, css: str) -> None:
    refuse_addresses(css, folders(project, "child"), "reflowable.css")


@pytest.mark.parametrize("made", ["<p>", "<p>&nbsp;</p>", "", "<p></p><p></p>"])
def test_what_a_template_makes_has_to_be_well_formed(project: Path, made: str) -> None:
    theme(project, "child", part=made)
    with pytest.raises(ThemeError, match=r"part\.xhtml\.j2: what the template makes is not well"):
        fill_page(folders(project, "child"), "templates/part.xhtml.j2", {})


PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


@pytest.mark.parametrize(
    ("made", "text", "is_right"),
    [
        (f"{PAGE}<body>{{{{ text }}}}</body></html>", "<p>rain</p>", True),
        (f"{PAGE}<body>{{{{ text }}}}</body></html>", '<p epub:type="part">rain</p>', True),
        (f"{PAGE}\n<body>{{{{ text }}}}</body></html>", "\n", True),
        (f'{PAGE}<body class="rain">{{{{ text }}}}</body></html>', "rain", True),
        ("<html><body>{{ text }}</body></html>", "<p>rain</p>", True),
        ("<html><body>{{ text }}</body></html>", '<p epub:type="part">rain</p>', False),
        (f"{PAGE}<body>{{{{ text }}}}</html>", "<p>rain</p>", False),
        (f'{PAGE}<body class="{{{{ text }}}}"></body></html>', "<p>rain</p>", False),
        (f"{PAGE}<body><!-- {{{{ text }}}} --></body></html>", "<p>rain--</p>", False),
    ],
)
def test_a_text_stands_where_a_text_can(
    project: Path, made: str, text: str, *, is_right: bool
) -> None:
    theme(project, "child", part=made)
    text = Markup(text)
    shelf = folders(project, "child")
    with nullcontext() if is_right else pytest.raises(ThemeError, match="is not well-formed"):
        assert text in fill_page(shelf, "templates/part.xhtml.j2", {"text": text}, [text])


@pytest.mark.parametrize("name", sorted(file.parent.name for file in SHELF.glob("*/theme.toml")))
def test_every_shipped_theme_can_be_loaded(tmp_path: Path, name: str) -> None:
    (tmp_path / "post.md").write_text("It rained.\n", encoding="utf-8")
    (tmp_path / "book.toml").write_text(f'[theme]\nname = "{name}"\n', encoding="utf-8")
    assert loaded(tmp_path).name == name


def css_problems(project: Path) -> list[str]:
    made = bookc.build(project, formats=["pdf"], workers=1)
    return [str(each).partition("\n")[0] for each in made.problems if each.kind == "theme"]


def test_a_mistake_in_a_style_sheet_is_told_with_file_and_line(project: Path) -> None:
    paged = "h2 { colr: {{ theme.margin_top }}mm; }\n@page { @top-left { font: big; } }\n"
    theme(project, "child", paged=paged)
    told = [
        "themes/child/paged.css:1: in the style sheet: ignored `colr: 20mm`, unknown property",
        "themes/child/paged.css:2: in the style sheet: ignored `font: big`, invalid value",
    ]
    assert css_problems(project) == told
    assert css_problems(project) == told  # as the second time, when nothing is laid out


def test_a_mistake_in_the_style_sheet_of_a_parent_is_told_there(project: Path) -> None:
    theme(project, "child", paged="p { margin: 0; }")
    sheet = project / "themes" / "plain" / "paged.css"
    sheet.write_text(sheet.read_text("utf-8") + "\np { text-algn: center; }\n", "utf-8")
    (told,) = css_problems(project)
    line = len(sheet.read_text("utf-8").splitlines())
    assert told.startswith(f"themes/plain/paged.css:{line}: ")
