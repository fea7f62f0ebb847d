"""A blog of any size in which every trait of real posts occurs: what the fixtures of dialects hold.

Posts of a collection that grows for years have metadata of several kinds, dates in all forms, links
to each other by path and by address, and pictures that are there, missing or on the web.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from PIL import Image

FIXTURES = Path(__file__).parents[1] / "tests" / "markdown"
_FENCE = "`" * 8
_EXAMPLE = re.compile(rf"^{_FENCE} example[^\n]*\n(.*?)^\.\n", re.MULTILINE | re.DOTALL)
_PICTURES = 20
_FIRST_DAY = date(2009, 3, 1)
_METADATA = (
    "---\ntitle: {title}\ndate: {day}T09:30:00+09:00\ntags: [{tag}, notes]\n---\n\n",
    '---\nTitle: "{title}"\nDate: {day} 9:00:00 -5\ntag: {tag} notes\n'
    "permalink: /p/{number}/\n---\n\n",
    '+++\ntitle = "{title}"\ndate = {day}\n[taxonomies]\ntags = ["{tag}"]\n+++\n\n',
    "Title: {title}\nDate: {day}\nCategory: {tag}\n\n",
    "---\nlayout: post\ncategory: {tag}\n---\n\n# {title}\n\n",
)
_TAGS = ("AWS", "C++", "CI/CD", "CSS", "Go", "Kafka", "데이터베이스", "회고")


def write_blog(folder: Path, posts: int, *, seed: int = 0) -> None:
    """Write a blog; the same arguments give the same bytes.

    Args:
        folder: a new one, or empty.
        posts: how many.
        seed: another one gives another blog.
    """
    random = Random(seed)
    pieces = tuple(examples())
    images = folder / "images"
    images.mkdir(parents=True)
    for number in range(_PICTURES):
        Image.new("RGB", (64, 40), (number * 12, 90, 120)).save(images / f"{number}.png")
    for number in range(posts):
        day = _FIRST_DAY + timedelta(days=number)
        place = folder / f"{day:%Y}" / f"{day:%Y-%m-%d}-post-{number}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(_post(number, day, pieces, random), encoding="utf-8")


def examples() -> Iterator[str]:
    """Yield the source of every example that has no metadata block of its own."""
    for file in sorted(FIXTURES.glob("*.md")):
        for example in _EXAMPLE.finditer(file.read_text(encoding="utf-8")):
            if not example[1].startswith(("---", "+++")):
                yield example[1]


def _post(number: int, day: date, pieces: Sequence[str], random: Random) -> str:
    head = random.choice(_METADATA).format(
        title=f"Post {number}: 기록", day=day.isoformat(), tag=random.choice(_TAGS), number=number
    )
    other = random.randrange(number + 1)
    there = _FIRST_DAY + timedelta(days=other)
    links = (
        f"[An earlier post](../{there:%Y}/{there:%Y-%m-%d}-post-{other}.md), "
        f"[by its address](/p/{other}/), ![a picture](/images/{random.randrange(_PICTURES)}.png)"
    )
    body = "\n\n".join(random.choices(pieces, k=12))
    return f"{head}{links}\n\n{body}\n"
