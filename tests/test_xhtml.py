import pytest
from lxml import etree

from bookc.xhtml import (
    EPUB_TYPE,
    drop,
    ids_in,
    line_of,
    parse_fragment,
    serialise_fragment,
    text_of,
    unwrap,
    with_prefixed_ids,
    written_ids,
    written_links,
    written_pictures,
    xml_text,
)


@pytest.mark.parametrize(
    "xhtml",
    [
        "",
        "words",
        '<p id="a">a &amp; b<br/></p>\n<hr/>',
        '<aside epub:type="footnote">x</aside>',
        '<p><span id="x"></span><a href="#y"></a></p>',
        "<td></td><pre>\n  x\n</pre>",
    ],
)
def test_a_fragment_is_written_as_it_was_read(xhtml: str) -> None:
    assert serialise_fragment(parse_fragment(xhtml)) == xhtml


def test_only_void_elements_are_written_without_an_end_tag() -> None:
    written = serialise_fragment(parse_fragment('<p/><img src="a"/><i/>'))
    assert written == '<p></p><img src="a"/><i></i>'


def test_a_fragment_that_is_not_well_formed_is_refused() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parse_fragment("<p>")


def test_the_type_of_an_element_has_one_name() -> None:
    (note,) = parse_fragment('<aside epub:type="footnote"></aside>')
    assert note.get(EPUB_TYPE) == "footnote"


def test_what_stands_behind_an_element_stays_when_it_goes() -> None:
    root = parse_fragment("a <b>b <i>c</i> d</b> e")
    drop(root[0][0])
    assert serialise_fragment(root) == "a <b>b  d</b> e"
    unwrap(root[0])
    assert serialise_fragment(root) == "a b  d e"


def test_an_element_with_elements_is_unwrapped_in_its_place() -> None:
    root = parse_fragment("<u>1</u><b>2<i>3</i>4</b>5<u>6</u>")
    unwrap(root[1])
    assert serialise_fragment(root) == "<u>1</u>2<i>3</i>45<u>6</u>"


def test_ids_lines_and_words_are_read() -> None:
    root = parse_fragment('<p id="a" data-line="7">one\n <b id="b">two</b></p>')
    assert ids_in(root) == ["a", "b"]
    assert (line_of(root[0]), line_of(root[0][0])) == (7, None)
    assert text_of(root) == "one two"


AS_TEXT = '<p id="a&amp;b">1 &lt;b id="c"&gt; and <a href="x.md?a=1&amp;b#%22" id="é">y</a></p>'


def test_ids_and_links_are_told_without_parsing_as_they_are_in_the_tree() -> None:
    root = parse_fragment(AS_TEXT)
    assert written_ids(AS_TEXT) == ids_in(root) == ["a&b", "é"]
    assert written_links(AS_TEXT) == [a.get("href") for a in root.iter("a")]


def test_pictures_are_told_without_parsing_with_their_lines() -> None:
    root = parse_fragment(
        '<p>&lt;img src="no.png"&gt; <img data-src="no.png" alt="no" src="a&amp;b.png"/>'
        '<img data-line="7" class="x" src="c.png"/><img src="d.png" alt="5 &gt; 3" data-line="8"/>'
        '<img alt=""/></p>'
    )
    shown = [(img.get("src"), line_of(img)) for img in root.iter("img") if img.get("src")]
    assert written_pictures(serialise_fragment(root)) == shown
    assert shown == [("a&b.png", None), ("c.png", 7), ("d.png", 8)]


def test_ids_get_a_prefix_where_they_are_ids() -> None:
    prefixed = with_prefixed_ids(AS_TEXT, "post-a--")
    assert ids_in(parse_fragment(prefixed)) == ["post-a--a&b", "post-a--é"]
    assert prefixed.replace("post-a--", "") == AS_TEXT


def test_characters_that_xml_refuses_are_taken_out() -> None:
    assert xml_text("a\x00\x0b\x7f\x85\ufffe\tb\n") == "a\tb\n"
