"""Pictures that would leave a page too empty are made smaller, or stand behind what follows."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
from PIL import Image as Picture

import bookc
from bookc.pdf.engine import read_document
from bookc.pdf.galley import Galley, Stretch
from bookc.pdf.placement import Placement, gaps, number_pictures, place_pictures, plan

ROOM = 400.0
LINE = 20.0
WORDS = "Plain words."


def document(body: str) -> Element:
    return read_document(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')


def p(lines: int, words: str = WORDS) -> str:
    return f'<p title="{lines}">{words}</p>'


def figure(height: int) -> str:
    return f'<figure title="{height}"><img src="a.png" alt=""/></figure>'


def galley_of(root: Element, *, forced: int = -1) -> Galley:
    """Make a body up into pages; each element has its lines, or a picture its height, as title."""
    stretches: list[Stretch] = []
    for block in (each for each in root[0].iter() if each.get("title")):
        size = float(block.get("title", "1"))
        if block.tag == "figure":
            stretches.append(Stretch(block, size, 0, 0, is_kept=False, picture=size))
        else:
            stretches += [
                Stretch(block, LINE, 0, 0, is_kept=block.tag == "h2") for _ in range(int(size))
            ]
    starts, used = [0], 0.0
    for at, each in enumerate(stretches):
        following = stretches[at + 1].height if each.is_kept else 0
        if used + each.height + following > ROOM or at == forced:
            starts.append(at)
            used = 0.0
        used += each.height
    return Galley(tuple(stretches), (ROOM,) * len(starts), tuple(starts))


def planned(body: str, *, forced: int = -1) -> Placement | None:
    root = document(body)
    galley = galley_of(root, forced=forced)
    numbers = number_pictures(root)
    full = {numbers[each.block]: each.picture for each in galley.stretches if each.picture}
    return plan(galley, root, Placement(), full)


def test_a_small_gap_is_left() -> None:
    assert planned(p(16) + figure(200) + p(9)) is None


def test_a_picture_is_made_smaller_until_it_fits() -> None:
    placement = planned(p(10) + figure(300) + p(9))
    assert placement is not None
    assert placement.passed == {}
    assert placement.heights[0] == pytest.approx(200, abs=3)


def test_a_picture_that_would_be_too_small_goes_behind_what_fills_the_page() -> None:
    assert planned(p(10) + figure(350) + p(4) + p(8) + p(8)) == Placement({}, {0: 2})


def test_a_heading_stays_before_the_text_that_it_had_behind_the_picture() -> None:
    body = p(10) + "<h2>Rain</h2>" + figure(350) + p(20)
    assert planned(body) == Placement({}, {0: 1})


@pytest.mark.parametrize(
    "body",
    [
        p(10, "It looks so:") + figure(350) + p(20),
        p(10, "다⁠음 그⁠림을 보자.") + figure(350) + p(20),
        p(10, "Words. The following shows it.") + figure(350) + p(20),
        p(10) + figure(350) + p(20, "위 그림에서 보듯이."),
        p(10) + figure(350) + p(20, "As seen above."),
        p(10) + figure(350) + "<h2>Snow</h2>" + p(20),
        p(10) + figure(350) + figure(350) + p(20),
        p(10) + figure(350) + "<table title='20'></table>",
        p(10) + figure(350) + "words" + p(20),
    ],
    ids=[
        *("colon", "next in Korean", "following", "above in Korean", "above", "heading"),
        *("other picture", "table", "loose words"),
    ],
)
def test_a_picture_stays_with_what_points_to_it_and_in_its_section(body: str) -> None:
    assert planned(body) is None


def test_a_page_that_ends_because_it_has_to_is_left() -> None:
    assert planned(p(5) + figure(150) + p(9), forced=5) is None


def test_one_change_is_reckoned_with_in_the_next() -> None:
    # Made smaller, the first picture brings the second onto a page that ends with a gap, too.
    body = p(10) + figure(300) + p(8) + figure(300) + p(9)
    placement = planned(body)
    assert placement is not None
    assert set(placement.heights) == {0, 1}


def test_gaps_count_what_pictures_leave_and_nothing_else() -> None:
    assert gaps(galley_of(document(p(10) + figure(300)))) == pytest.approx(0.5)
    assert gaps(galley_of(document(p(5) + p(9)), forced=5)) == 0


def test_a_plan_moves_pictures_and_makes_them_smaller() -> None:
    root = document(p(1) + figure(300) + p(2) + p(3) + figure(200) + p(4))
    place_pictures(root, Placement({1: 150.0}, {0: 2, 1: 1}), {0: 300.0, 1: 200.0})
    assert [f"{each.tag} {each.get('title')}" for each in root[0]] == [
        *("p 1", "p 2", "p 3", "figure 300", "p 4", "figure 200")
    ]
    assert root[0][5][0].get("style") == "width: auto; height: auto; max-height: 150.00px"


def group(*heights: int, caption: str = "") -> str:
    """Return pictures on adjacent lines, in rows that may be broken."""
    figures = "".join(map(figure, heights))
    return f'<div class="pictures"><div class="pictures-row">{figures}</div>{caption}</div>'


def test_of_pictures_on_adjacent_lines_those_that_do_not_fit_go_alone() -> None:
    assert planned(p(6) + group(100, 390) + p(5) + p(4) + p(8)) == Placement({}, {2: 2})


def test_words_point_to_the_first_picture_of_a_group() -> None:
    assert planned(p(6, "They are:") + group(100, 390) + p(9) + p(8)) == Placement({}, {2: 1})
    assert planned(p(12, "They are:") + group(390, 100) + p(9) + p(8)) is None


def test_pictures_stay_with_a_caption_of_them_together() -> None:
    body = group(100, 390, caption='<p class="pictures-caption" title="1">Both</p>')
    assert planned(p(6) + body + p(9) + p(8)) is None


def test_what_is_parted_from_a_group_is_a_group_behind_what_it_passes() -> None:
    row = '<div class="pictures-row"><figure style="width: 49%"><img src="a.png"/></figure></div>'
    both = row.replace("</div>", '<figure style="width: 48%"><img src="b.png"/></figure></div>')
    root = document(f'<div class="pictures">{both}{row}</div>{p(1)}{p(2)}{p(3)}')
    place_pictures(root, Placement({}, {2: 2}), {})
    first, one, two, rest, three = root[0]
    assert [each.get("title") for each in (one, two, three)] == ["1", "2", "3"]
    assert [len(list(each.iter("figure"))) for each in (first, rest)] == [1, 2]
    assert [(each.tag, each.get("style")) for each in rest] == [("figure", None), ("div", None)]


def test_a_picture_that_moves_on_from_others_passes_what_they_have_passed() -> None:
    root = document(group(100, 200, 300) + p(1) + p(2) + p(3))
    place_pictures(root, Placement({}, {2: 1, 3: 2}), {})
    assert [
        [f.get("title") for f in each.iter("figure")] or each.get("title") for each in root[0]
    ] == [*(["100"], "1", ["200"], "2", ["300"], "3")]


def test_in_a_book_a_second_picture_that_does_not_fit_goes_behind_text(tmp_path: Path) -> None:
    for name, height in (("near", 400), ("far", 1000)):
        Picture.new("RGB", (800, height), "navy").save(tmp_path / f"{name}.png")
    before, after = "Before. " + f"{WORDS} " * 103, "Behind. " + f"{WORDS} " * 40
    post = f"# Sea\n\n{before}\n\n![A sea](near.png)\n![A sky](far.png)\n\n{after}\n\n{after}\n"
    (tmp_path / "sea.md").write_text(post, encoding="utf-8")
    toml = '[book]\nlanguage = "en"\n[theme]\nname = "large-print"\n'
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1)
    pdf = pypdfium2.PdfDocument(manifest.outputs[0].path)
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    second = texts[texts.index(next(text for text in texts if "Before." in text)) + 1]
    assert "Behind." in second


def test_a_row_of_pictures_is_made_smaller_as_a_whole() -> None:
    cell = '<figure style="width: 48.00%"><img src="a.png" alt=""/></figure>'
    root = document(f'<div class="pictures"><div class="pictures-row">{cell}{cell}</div></div>')
    numbers = {
        each.tag: number for each, number in number_pictures(root).items() if each.tag == "div"
    }
    place_pictures(root, Placement({numbers["div"]: 90.0}), {numbers["div"]: 120.0})
    assert [each.get("style") for each in root.iter("figure")] == ["width: 36.00%"] * 2


def test_in_a_book_the_page_before_a_large_picture_is_filled(tmp_path: Path) -> None:
    Picture.new("RGB", (700, 900), "navy").save(tmp_path / "sea.png")
    before, after = "Before. " + WORDS * 20, "Behind. " + WORDS * 40
    post = f"# Sea\n\n{before}\n\n![A blue sea](sea.png)\n\n{after}\n\n{after}\n\n{after}\n"
    (tmp_path / "sea.md").write_text(post, encoding="utf-8")
    toml = '[book]\nlanguage = "en"\n[theme]\npicture_height = 90\n'
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1)
    pdf = pypdfium2.PdfDocument(manifest.outputs[0].path)
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    opening = next(text for text in texts if "Before." in text)
    assert "Behind." in opening


@pytest.mark.parametrize(("words", "heights"), [(20, [213]), (45, [158])])
def test_a_picture_that_just_does_not_fit_is_made_smaller_at_once(
    words: int, heights: list[int], tmp_path: Path
) -> None:
    Picture.new("RGB", (700, 600), "navy").save(tmp_path / "sea.png")
    post = f"# Sea\n\nBefore. {WORDS * words}\n\n![A blue sea](sea.png)\n\nBehind.\n"
    (tmp_path / "sea.md").write_text(post, encoding="utf-8")
    (tmp_path / "book.toml").write_text('[book]\nlanguage = "en"\n', encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1)
    pdf = pypdfium2.PdfDocument(manifest.outputs[0].path)
    page = next(each for each in pdf if "Before." in each.get_textpage().get_text_bounded())
    pictures = [each.get_bounds() for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert [round(top - bottom) for _, bottom, _, top in pictures] == heights
