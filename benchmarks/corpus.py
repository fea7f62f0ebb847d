"""The corpus: any number of posts that look like notes from conferences, with their pictures.

The same arguments give the same text on any machine, and the same pictures wherever Pillow codes
them alike. Posts are Korean, as a GitBook export leaves them: headings whose anchors repeat from
post to post, spacer paragraphs, nested lists, terms in bold that touch a particle, links to others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

NOUNS = (
    *("강연", "개발자", "경험", "관찰", "구조", "기록", "기술", "단계", "데이터", "도구", "로그"),
    *(
        "메시지",
        "모니터링",
        "문서",
        "배포",
        "병목",
        "복구",
        "부하",
        "비용",
        "사례",
        "서비스",
        "설계",
    ),
    *(
        "성능",
        "세션",
        "스토리지",
        "실험",
        "아키텍처",
        "역할",
        "요청",
        "운영",
        "자동화",
        "장애",
        "정책",
    ),
    *("지표", "질문", "처리량", "캐시", "커뮤니티", "클라우드", "트랜잭션", "파이프라인", "확장성"),
)
TERMS = (
    *("AWS", "CQRS", "DynamoDB", "gRPC", "Kafka", "Kubernetes", "Lambda", "OpenTelemetry"),
    *("PostgreSQL", "Python", "Redis", "Rust", "S3", "Saga", "Terraform"),
)
PARTICLES = ("을", "를", "은", "는", "이", "가", "에서", "으로", "와", "")
ENDINGS = ("했다.", "한다.", "이다.", "있었다.", "보았다.")
TAGS = ("Conference", "Meetup", "Retrospective", "Workshop")
CODE = """\
```python
def handler(event, context):
    return {'statusCode': 200, 'body': event['x']}
```"""

PICTURE_PX = (1600, 900)
HEADINGS = 6
STRETCHES = 3
"""Runs of a picture, a paragraph, a list and something else below each heading."""
YEAR = 2023


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus holds."""

    posts: int
    pictures: int = 12
    """Pictures a post, at most; 0 makes it text only."""


def write_corpus(corpus: Corpus, folder: Path) -> None:
    """Write a corpus with its `book.toml` into a folder."""
    names = [post_name(number) for number in range(corpus.posts)]
    for number in range(corpus.posts):
        write_post(folder, number, names, pictures=corpus.pictures)
    settings = f'[book]\ntitle = "컨퍼런스 노트 {YEAR}"\nauthors = ["bookc"]\nlanguage = "ko"\n\n'
    settings += '[content]\npath = "."\n'
    (folder / "book.toml").write_text(settings, encoding="utf-8")


def post_name(number: int) -> str:
    """Return the folder of a post; its day comes first, and days repeat after a year's worth."""
    return f"{_day(number)}-conf-{number:05d}"


def write_post(folder: Path, number: int, names: list[str], *, pictures: int) -> None:
    """Write one post with its pictures.

    Args:
        folder: of the corpus.
        number: of the post; decides all that is in it.
        names: folders of all posts, for links.
        pictures: how many it has at most.
    """
    chance = Random(f"post {number}")
    post = folder / post_name(number)
    (post / "img").mkdir(parents=True, exist_ok=True)
    blocks = [_metadata(chance, number)]
    drawn = 0
    for heading in range(HEADINGS):
        blocks.append(_heading(chance, heading))
        for _ in range(STRETCHES):
            if drawn < pictures and chance.random() < 0.8:
                blocks.append(_picture(chance, post / "img", drawn))
                drawn += 1
            blocks += [_paragraph(chance), "&#x20;", _list(chance), *_extra(chance, heading, names)]
    (post / "index.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _day(number: int) -> str:
    return f"{YEAR}-{number % 12 + 1:02d}-{number % 27 + 1:02d}"


def _metadata(chance: Random, number: int) -> str:
    title = f"{chance.choice(TERMS)} 컨퍼런스 {number}"
    tag = chance.choice(TAGS)
    return f'---\ntitle: {title}\ndate: "{_day(number)}T12:00:00.000Z"\ntags:\n  - "{tag}"\n---'


def _heading(chance: Random, number: int) -> str:
    anchor = f'<a href="#headerid_{number}" id="headerid_{number}"></a>'
    return f"### {_phrase(chance, 20)} {anchor}"


def _phrase(chance: Random, letters: int) -> str:
    """Return the beginning of a sentence, without what Markdown would read as markup."""
    return _sentence(chance).replace("*", "")[:letters].strip()


def _sentence(chance: Random) -> str:
    words = [_word(chance) for _ in range(chance.randint(6, 16))]
    if chance.random() < 0.15:
        words[0] = f"**{chance.choice(NOUNS)}({chance.choice(TERMS)})**은"
    return f"{' '.join(words)} {chance.choice(ENDINGS)}"


def _word(chance: Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(TERMS)
    return chance.choice(NOUNS) + chance.choice(PARTICLES)


def _paragraph(chance: Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))


def _list(chance: Random) -> str:
    nested = [f"    * {_sentence(chance)}" for _ in range(2)]
    items = [f"* {_sentence(chance)}" for _ in range(2)]
    more = [f"    * {_sentence(chance)}" for _ in range(2)]
    opening, closing = (f"* **{_phrase(chance, 12)}**" for _ in range(2))
    return "\n".join([opening, *nested, *items, closing, *more])


def _extra(chance: Random, heading: int, names: list[str]) -> Iterator[str]:
    """Yield what only some stretches have: code, a table, a quotation, a note, a link."""
    dice = chance.random()
    if dice < 0.2:
        yield CODE
    elif dice < 0.35:
        rows = [f"| {chance.choice(NOUNS)} | {chance.randint(1, 99)} |" for _ in range(4)]
        yield "\n".join(["| 항목 | 값 |", "|---|---:|", *rows])
    elif dice < 0.5:
        yield f"> {_sentence(chance)}"
    elif dice < 0.6:
        label = f"[^{chance.randint(1, 9999)}]" if heading == 0 else ""
        yield _paragraph(chance) + label
        if label:
            yield f"{label}: {_sentence(chance)}"
    elif dice < 0.65:
        yield f"[지난 글](../{chance.choice(names)}/index.md)에서 이어진다."


def _picture(chance: Random, folder: Path, number: int) -> str:
    is_photo = number % 3 == 0
    name = f"img_{number}.{'jpg' if is_photo else 'png'}"
    if is_photo:
        _photo(chance).save(folder / name, quality=90)
    else:
        _slide(chance).save(folder / name)
    return f"![{name}](img/{name})"


def _photo(chance: Random) -> Image.Image:
    """Return soft light with grain, which compresses as a photographed stage does."""
    light = Image.radial_gradient("L").resize(PICTURE_PX)
    width, height = PICTURE_PX

    def channel() -> Image.Image:
        grain = Image.frombytes("L", PICTURE_PX, chance.randbytes(width * height))
        return Image.blend(light, grain, chance.uniform(0.02, 0.1))

    return Image.merge("RGB", [channel() for _ in range(3)])


def _slide(chance: Random) -> Image.Image:
    """Return boxes on a plain ground, as a screenshot of a slide has them."""
    image = Image.new("RGB", PICTURE_PX, _colour(chance))
    draw = ImageDraw.Draw(image)
    for _ in range(24):
        x, y = chance.randint(0, 1400), chance.randint(0, 760)
        box = (x, y, x + chance.randint(60, 200), y + chance.randint(40, 140))
        draw.rounded_rectangle(box, 12, fill=_colour(chance))
    return image


def _colour(chance: Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)
