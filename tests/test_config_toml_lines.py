import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from bookc.config.toml_lines import KeyPath, key_lines

# Each key names the line that it stands on.
NUMBERED = r"""# l1 = "a comment is no key"
l2 = 'its' # l2 = 3
l3.inner = 1.5
"l4" = QQQ
l5 = "a key inside of a string is text"
[l6]
quotes at the end: \"QQQ""
'l8' = [ # l8 = 1
  "l9 = 1", [1, 2], # ]
  { l10 = "}", deep = ["]"] },
]
l12 = 2023-05-07T09:00:00+09:00
l13 = { a.l13 = 1, "b]" = { c.l13 = [2] } }
l14 = QQQone \
  l15 = 2 QQQ
l16 = '''
l17 = "''"
''''
[l19]
l20 = -inf
  [l19."l21.l21"]  # [l21]
  l22 = "\"l22 = 1\""
[[l23]]
l24 = 1
[l23.l25]
l26 = 1
[[l23]]
l28 = [
]
[[l23.l30]]
""".replace("QQQ", '"' * 3)


def paths_in(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else items:
        yield from paths_in(item, (*path, key))


def test_every_key_that_tomllib_reads_has_a_line() -> None:
    assert set(key_lines(NUMBERED)) == set(paths_in(tomllib.loads(NUMBERED)))


def test_every_key_stands_on_the_line_that_it_names() -> None:
    numbered = {
        path: line
        for path, line in key_lines(NUMBERED).items()
        if str(path[-1]).startswith("l") and path.index(path[-1]) == len(path) - 1
    }
    assert len(numbered) > 15
    for path, line in numbered.items():
        assert str(path[-1]).split(".")[0] == f"l{line}"


def test_list_items_stand_on_lines_of_their_own() -> None:
    lines = key_lines('a = ["x",\n  """\n]\n""",\n\n  [1],\n]')
    assert [lines["a", index] for index in range(3)] == [1, 2, 6]


def test_key_in_an_inline_table_stands_where_the_table_does() -> None:
    assert key_lines('[book]\nseries = { name = "A" }')["book", "series", "name"] == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_counted_whatever_ends_them(newline: str) -> None:
    assert key_lines(newline.join(["", 's = """', '"""', "b = 1"]))["b",] == 4


def test_long_strings_take_no_longer_than_their_length_asks() -> None:
    backslashes = "\\\\" * 300_000
    text = f'a = """{backslashes}"""\nb = "{"[" * 300_000}"'
    assert key_lines(text)["b",] == 2
