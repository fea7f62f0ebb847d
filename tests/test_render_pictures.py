"""Pictures in a fragment that is ready for a medium: size, parts, and what stands for them."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from bookc.model import Image, Medium
from bookc.render.fragments import finish_fragment
from bookc.render.picture_rows import TextBlock

DOT = Image("dot.png", "image/png", 400, 200, Path("dot.png"), "")
PAGE = Image("1.png", "image/png", 300, 360, Path("1.png"), "")
SPLIT = replace(PAGE, rest=(replace(PAGE, name="2.png"), replace(PAGE, name="3.png", height_px=80)))


def finished(xhtml: str, image: Image | None = None, medium: Medium = Medium.REFLOWABLE) -> str:
    """Return a fragment whose pictures are all `picture:a.png`, made ready."""
    variants = {(medium, PurePosixPath("a.png")): image} if image else {}
    block = TextBlock(width_mm=100, height_mm=160)
    return finish_fragment(xhtml, "post.xhtml", variants, medium, "en", block)[0]


@pytest.mark.parametrize(
    ("written", "medium", "shown"),
    [
        ("", Medium.REFLOWABLE, ' width="400" height="200"'),
        ("", Medium.PAGED, ""),
        (' width="90"', Medium.REFLOWABLE, ' width="90"'),
        (' width="90"', Medium.PAGED, ' style="width: 90px"'),
        (' height="90"', Medium.REFLOWABLE, ' height="90"'),
        (' height="90"', Medium.PAGED, ' style="height: 90px"'),
        (' width="90" height="7"', Medium.REFLOWABLE, ' width="90"'),
        (' style="width: 40%"', Medium.REFLOWABLE, ' style="width: 40%"'),
        (' style="width: 40%"', Medium.PAGED, ' style="width: 40%"'),
    ],
)
def test_a_picture_is_as_large_as_the_author_wrote(
    written: str, medium: Medium, shown: str
) -> None:
    xhtml = finished(f'<p><img src="picture:a.png" alt=""{written}/></p>', DOT, medium)
    assert xhtml == f'<p><img src="images/dot.png" alt=""{shown}/></p>'


def test_the_parts_of_a_tall_picture_follow_each_other_and_only_the_first_has_words() -> None:
    figure = '<figure class="picture"><img src="picture:a.png" alt="A page"/></figure>'
    assert finished(figure, SPLIT, Medium.PAGED) == (
        '<figure class="picture picture-split"><img src="images/1.png" alt="A page"/>'
        '<img src="images/2.png" alt=""/><img src="images/3.png" alt=""/></figure>'
    )


def test_a_reading_system_is_told_the_size_of_every_part() -> None:
    xhtml = finished('<p><img src="picture:a.png" alt=""/></p>', SPLIT)
    assert '<img src="images/3.png" alt="" width="300" height="80"/>' in xhtml


def test_a_group_with_a_picture_in_parts_is_no_row() -> None:
    figure = '<figure class="picture"><img src="picture:a.png" alt=""/></figure>'
    xhtml = finished(f'<div class="pictures pictures-2">{figure * 2}</div>', SPLIT, Medium.PAGED)
    assert xhtml.startswith('<div class="pictures-split"><figure')
    assert xhtml.count("<img") == 6


@pytest.mark.parametrize(
    ("widths_px", "shares"),
    [
        ((400, 400), ["picture", "picture"]),
        ((600, 400), ["picture share-60", "picture share-40"]),
        ((4000, 100), ["picture share-80", "picture share-20"]),
        ((600, 400, 100), ["picture share-60", "picture share-40", "picture"]),
    ],
    ids=["equal", "a broad one", "a very broad one", "one that is alone in its row"],
)
def test_pictures_side_by_side_on_a_screen_are_equally_high(
    widths_px: tuple[int, ...], shares: list[str]
) -> None:
    names = [f"{number}.png" for number in range(len(widths_px))]
    figures = "".join(
        f'<figure class="picture"><img src="picture:{each}" alt=""/></figure>' for each in names
    )
    variants = {
        (Medium.REFLOWABLE, PurePosixPath(name)): replace(DOT, name=name, width_px=width_px)
        for name, width_px in zip(names, widths_px, strict=True)
    }
    group = f'<div class="pictures pictures-{len(names)}">{figures}</div>'
    block = TextBlock(width_mm=100, height_mm=160)
    xhtml, _ = finish_fragment(group, "post.xhtml", variants, Medium.REFLOWABLE, "en", block)
    assert re.findall('<figure class="([^"]*)"', xhtml) == shares


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '<figure class="picture"><img src="picture:b.png" alt="Rain"/></figure>',
            '<figure class="picture"><div class="missing-picture"><p>Rain</p><p>b.png</p></div>'
            "</figure>",
        ),
        (
            '<p>x <img src="picture:b.png" alt=""/></p>',
            '<p>x <span class="missing-picture">Picture missing: b.png</span></p>',
        ),
        (
            '<p>x <img src="picture:data:AAAA" alt="b.png"/></p>',
            '<p>x <span class="missing-picture">Picture missing</span></p>',
        ),
    ],
)
def test_what_stands_for_a_picture_that_cannot_be_read_is_the_same_as_for_one_that_is_missing(
    written: str, shown: str
) -> None:
    assert finished(written) == shown
