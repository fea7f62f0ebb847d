"""SVG pictures: what draws is kept, and nothing else."""

import base64
import hashlib
import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bookc.images.profile import Profile, VariantInput
from bookc.images.svg import clean_css
from bookc.images.variant import make_variant
from bookc.jobs import FileInput

NS = 'xmlns="http://www.w3.org/2000/svg"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def variant(svg: str | bytes, folder: Path, *, on_white: bool = False) -> tuple[str, int, int]:
    """Return the variant of an SVG and its size."""
    data = svg.encode() if isinstance(svg, str) else svg
    file = folder / "drawing.svg"
    file.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    profile = Profile(100, 100, 82, on_white=on_white)
    made, facts = make_variant(VariantInput(FileInput(file, digest), profile))
    assert facts["media_type"] == "image/svg+xml"
    etree.fromstring(made)
    return made.decode(), facts["width_px"], facts["height_px"]


def test_a_drawing_gets_a_white_ground_for_a_reading_system(tmp_path: Path) -> None:
    svg = f'<svg {NS} viewBox="-5 0 20 10"><path d="M0 0h9"/></svg>'
    made, *_ = variant(svg, tmp_path, on_white=True)
    ground = etree.fromstring(made.encode())[0]
    assert {str(name): value for name, value in ground.attrib.items()} == {
        "x": "-5",
        "y": "0",
        "width": "20",
        "height": "10",
        "style": "fill: #ffffff; stroke: none",
    }


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<script href='https://example.org/x.js'/>",
        "<rect onload='alert(1)'/>",
        "<foreignObject><p onclick='alert(1)'/></foreignObject>",
        "<foreignObject><h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert</h:script>"
        "</foreignObject>",
        "<a href='javascript:alert(1)'><rect/></a>",
        "<image href='https://example.org/p.png'/>",
        "<image href='file:///etc/passwd'/>",
        "<use href='other.svg#part'/>",
        "<set attributeName='href' to='https://example.org'/>",
        "<rect fill='url(https://example.org/x.svg#g)'/>",
        "<rect style='fill:URL( &quot;https://example.org/#g&quot; )'/>",
        r"<rect style='fill:u\72l(https://example.org/#g)'/>",
        "<style>@import 'https://example.org/a.css'; rect {fill: red}</style>",
        r"<style>@im\70ort 'https://example.org/a.css';</style>",
        "<style>@im@import x;port 'https://example.org/a.css';</style>",
        "<g content='https://example.org'/>",
        "<style>@font-face {font-family: F; src: url(https://example.org/f.woff)}</style>",
        "<style>rect {background: image-set('https://example.org/a.png' 1x)}</style>",
        "<g xml:base='https://example.org/'><rect/></g>",
        "<metadata>https://example.org</metadata>",
        "<i:made xmlns:i='http://inkscape.example/' i:path='https://example.org'/>",
        "<!-- https://example.org --><?pi https://example.org?><rect/>",
    ],
)
def test_scripts_and_outside_addresses_go(harm: str, tmp_path: Path) -> None:
    svg, _, _ = variant(f"<svg {NS} width='9' height='9'>{harm}<path d='M0 0h9'/></svg>", tmp_path)
    for word in ("alert", "example", "passwd", "other.svg", "script"):
        assert word not in svg
    assert "M0 0h9" in svg


def test_what_draws_is_kept(tmp_path: Path) -> None:
    drawing = (
        '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
        "<style>.box { fill: url(#g) }</style>"
        '<rect class="box" style="stroke: url(#g)"/><use href="#g"/><text>비 &amp; rain</text>'
    )
    svg, _, _ = variant(f'<svg {NS} viewBox="0 0 9 9">{drawing}</svg>', tmp_path)
    assert svg == f'<svg {NS} viewBox="0 0 9 9">{drawing}</svg>'


def test_a_mask_stands_where_nothing_is_drawn(tmp_path: Path) -> None:
    drawing = '<g><path mask="url(#m)"/><mask id="m"><path d="M0 0h9"/></mask> </g>'
    svg, _, _ = variant(f'<svg {NS} viewBox="0 0 9 9">{drawing}</svg>', tmp_path)
    assert '<defs><mask id="m"><path d="M0 0h9"/></mask></defs> </g>' in svg


@pytest.mark.parametrize("place", ["translate(undefined, NaN)", "scale(Infinity)"])
def test_a_transform_that_is_no_number_goes(place: str, tmp_path: Path) -> None:
    svg, _, _ = variant(f"<svg {NS}><g transform='{place}'><path d='M0 0h9'/></g></svg>", tmp_path)
    assert "<g><path" in svg


def test_text_after_a_dropped_element_stays(tmp_path: Path) -> None:
    svg, _, _ = variant(f"<svg {NS}><text>a<script/>b<set/>c</text></svg>", tmp_path)
    assert "<text>abc</text>" in svg


def test_the_text_of_a_link_stays(tmp_path: Path) -> None:
    svg, _, _ = variant(
        f"<svg {NS}><a href='https://example.org'><text>t</text></a></svg>", tmp_path
    )
    assert "<g><text>t</text></g>" in svg


def test_entities_of_the_file_are_written_out_and_the_doctype_goes(tmp_path: Path) -> None:
    svg, _, _ = variant(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">'
        '<!ENTITY word "rain">]><svg xmlns="&ns;"><text>&word;</text></svg>',
        tmp_path,
    )
    assert "DOCTYPE" not in svg
    assert "<text>rain</text>" in svg


def test_an_entity_that_reads_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    file = tmp_path / "drawing.svg"
    file.write_text(
        f'<!DOCTYPE svg [<!ENTITY s SYSTEM "{tmp_path.as_uri()}/secret.txt">]>'
        f"<svg {NS}><text>&s;</text></svg>"
    )
    made, facts = make_variant(VariantInput(FileInput(file, ""), Profile(100, 100, 82)))
    assert made == b""
    assert "secret" not in str(facts).replace("secret.txt", "")


def test_entities_that_multiply_are_a_problem(tmp_path: Path) -> None:
    entities = (
        '<!ENTITY a0 "'
        + "ha" * 5000
        + '">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    )
    file = tmp_path / "drawing.svg"
    file.write_text(f"<!DOCTYPE svg [{entities}]><svg {NS}><text>&a9;</text></svg>")
    made, facts = make_variant(VariantInput(FileInput(file, ""), Profile(100, 100, 82)))
    assert made == b""
    assert "problem" in facts


def test_missing_namespaces_are_added(tmp_path: Path) -> None:
    svg, _, _ = variant('<svg><g id="a"/><use xlink:href="#a"/></svg>', tmp_path)
    root = etree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[1].get("{http://www.w3.org/1999/xlink}href") == "#a"


@pytest.mark.parametrize(
    ("attributes", "size", "view_box"),
    [
        ("width='40' height='30'", (40, 30), "0 0 40 30"),
        ("width='1in' height='72pt'", (96, 96), "0 0 96 96"),
        ("viewBox='0 0 40 30'", (40, 30), "0 0 40 30"),
        ("viewBox='0,0,40,30' width='80'", (80, 60), "0,0,40,30"),
        ("viewBox='0 0 40 30' width='100%' height='15'", (20, 15), "0 0 40 30"),
        ("viewBox='none'", (300, 150), "0 0 300 150"),
        ("", (300, 150), "0 0 300 150"),
        ("width='0' height='0.2'", (300, 1), "0 0 300 0.2"),
    ],
)
def test_every_svg_has_a_size_and_a_view_box(
    attributes: str, size: tuple[int, int], view_box: str, tmp_path: Path
) -> None:
    svg, width, height = variant(f"<svg {NS} {attributes}/>", tmp_path)
    assert (width, height) == size
    assert etree.fromstring(svg).get("viewBox") == view_box


def test_ids_become_valid_and_unique_and_references_follow(tmp_path: Path) -> None:
    svg, _, _ = variant(
        f"<svg {NS}><g id='1:a'/><g id='b'/><g id='b'/>"
        "<use href='#1:a'/><rect fill='url(#1:a)'/><rect style=\"fill:url('#b')\"/></svg>",
        tmp_path,
    )
    root = etree.fromstring(svg)
    assert [element.get("id") for element in root.iter("{*}g")] == ["id-1_a", "b", None]
    assert root[3].get("href") == "#id-1_a"
    assert root[4].get("fill") == "url(#id-1_a)"
    assert root[5].get("style") == "fill:url('#b')"


def test_an_embedded_photograph_loses_its_position_and_fits(tmp_path: Path) -> None:
    data = io.BytesIO()
    block = Image.Exif()
    block[0x010E] = "51 deg 30 N"
    Image.effect_noise((400, 400), 60).save(data, "JPEG", exif=block)
    address = base64.b64encode(data.getvalue()).decode()
    svg, _, _ = variant(
        f"<svg {NS} {XLINK}><image xlink:href='data:image/jpeg;base64,{address}'/></svg>", tmp_path
    )
    found = etree.fromstring(svg)[0].get("{http://www.w3.org/1999/xlink}href") or ""
    made = base64.b64decode(found.partition(",")[2])
    assert b"51 deg" not in made
    assert Image.open(io.BytesIO(made)).size == (100, 100)


def test_an_embedded_picture_that_cannot_be_read_goes(tmp_path: Path) -> None:
    svg, _, _ = variant(f"<svg {NS}><image href='data:image/png;base64,AAAA'/></svg>", tmp_path)
    assert "image" not in svg


def test_escapes_that_hide_nothing_stay() -> None:
    assert clean_css(r".a\:b { content: '\201C' }") == r".a\:b { content: '\201C' }"


def test_the_rule_after_an_import_stays_as_it_is() -> None:
    assert clean_css("@import 'https://example.org/a.css';b {fill: red}") == "b {fill: red}"


def test_carried_fonts_stay() -> None:
    css = "@font-face { src: url(data:font/woff2;base64,AAAA) }"
    assert clean_css(css) == css


@pytest.mark.parametrize("opening", ["\ufeff", "\n  ", '<?xml version="1.0"?>\n', "<!-- x -->\n"])
def test_svg_is_known_by_its_content(opening: str, tmp_path: Path) -> None:
    variant(
        f"{opening}<svg {NS}/>".lstrip("\n ") if "xml" in opening else f"{opening}<svg {NS}/>",
        tmp_path,
    )


HTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def words_of(svg: str) -> list[str]:
    """Return the lines of words that a drawing shows."""
    root = etree.fromstring(svg)
    return [
        str(each.text) for each in root.iter("{*}text", "{*}tspan") if (each.text or "").strip()
    ]


def test_words_in_html_become_words_of_the_drawing(tmp_path: Path) -> None:
    label = (
        f'<foreignObject x="10" y="20" width="80" height="40"><div {HTML} style="color: #123456">'
        "<p>Heavy<br/>rain</p></div></foreignObject>"
    )
    svg, _, _ = variant(f"<svg {NS}><g class='label'>{label}</g></svg>", tmp_path)
    (text,) = etree.fromstring(svg).iter("{*}text")
    assert words_of(svg) == ["Heavy", "rain"]
    assert (text.get("text-anchor"), text.get("fill")) == ("middle", "#123456")
    assert [each.get("x") for each in text] == ["50", "50"]


@pytest.mark.parametrize(
    ("words", "direction"), [("(المطر rain)", "rtl"), ("(rain المطر)", None), ("12", None)]
)
def test_words_in_html_run_the_way_of_their_first_letter(
    words: str, direction: str | None, tmp_path: Path
) -> None:
    label = f'<foreignObject width="80" height="40"><p {HTML}>{words}</p></foreignObject>'
    svg, _, _ = variant(f"<svg {NS}>{label}</svg>", tmp_path)
    (text,) = etree.fromstring(svg).iter("{*}text")
    assert text.get("direction") == direction


def test_words_in_html_are_broken_to_their_width(tmp_path: Path) -> None:
    label = (
        f'<foreignObject width="80" height="60"><p {HTML}>one two three four</p></foreignObject>'
    )
    svg, _, _ = variant(f"<svg {NS}>{label}</svg>", tmp_path)
    assert words_of(svg) == ["one two", "three", "four"]


def test_what_a_program_drew_for_readers_without_html_is_shown_once(tmp_path: Path) -> None:
    switch = (
        f"<switch><foreignObject><p {HTML}>Rain</p></foreignObject><text x='1'>Rain</text></switch>"
    )
    svg, _, _ = variant(f"<svg {NS}>{switch}</svg>", tmp_path)
    assert words_of(svg) == ["Rain"]
    assert "switch" not in svg


def test_words_that_a_program_cut_short_are_shown_whole(tmp_path: Path) -> None:
    style = "width: 118px; padding-top: 30px; margin-left: 1px"
    switch = (
        f'<switch><foreignObject width="100%" height="100%"><div {HTML} style="{style}">'
        "Rain all day</div></foreignObject><text>Rain a...</text></switch>"
    )
    svg, _, _ = variant(f"<svg {NS}>{switch}</svg>", tmp_path)
    assert words_of(svg) == ["Rain all day"]
    assert 'x="60"' in svg


def test_a_warning_to_old_viewers_is_not_shown(tmp_path: Path) -> None:
    feature = "http://www.w3.org/TR/SVG11/feature#Extensibility"
    switch = f'<switch><g requiredFeatures="{feature}"/><text>cannot display</text></switch>'
    svg, _, _ = variant(f"<svg {NS}><path d='M0 0h9'/>{switch}</svg>", tmp_path)
    assert "cannot" not in svg
    assert "requiredFeatures" not in svg


def test_of_languages_the_words_for_all_others_are_shown(tmp_path: Path) -> None:
    switch = '<switch><text systemLanguage="de">Regen</text><text>Rain</text></switch>'
    svg, _, _ = variant(f"<svg {NS}>{switch}</svg>", tmp_path)
    assert words_of(svg) == ["Rain"]


def test_an_animation_shows_its_first_state(tmp_path: Path) -> None:
    moving = "<rect width='4'><animate attributeName='width' to='9'/></rect>"
    svg, _, _ = variant(f"<svg {NS}>{moving}</svg>", tmp_path)
    assert '<rect width="4"></rect>' in svg


@pytest.mark.parametrize(
    "content",
    [
        "<text>a&nbsp;b &copy;</text>",
        "<g inkscape:label='x'><rect/></g>",
        "<sodipodi:namedview id='b'/><rect/>",
    ],
)
def test_what_browsers_forgive_can_be_read(content: str, tmp_path: Path) -> None:
    svg, _, _ = variant(f"<svg {NS}>{content}</svg>", tmp_path)
    assert "&amp;" not in svg
    assert "inkscape" not in svg
