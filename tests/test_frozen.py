"""Values that are frozen to whoever checks types."""

import pickle
from dataclasses import asdict, field, replace

from bookc.frozen import frozen


@frozen
class Place:
    """A place in a file."""

    file: str
    line: int = 1
    notes: tuple[str, ...] = field(default=(), compare=False)


def test_it_is_a_dataclass() -> None:
    place = Place("a.md", 3, ("short",))
    assert asdict(replace(place, line=4)) == {"file": "a.md", "line": 4, "notes": ("short",)}
    assert repr(place) == "Place(file='a.md', line=3, notes=('short',))"


def test_what_has_the_same_fields_is_the_same() -> None:
    assert {Place("a.md"), Place("a.md", notes=("other",)), Place("b.md")} == {
        Place("a.md"),
        Place("b.md"),
    }


def test_a_worker_gets_it_whole() -> None:
    place = Place("a.md", 3, ("short",))
    sent = pickle.loads(pickle.dumps(place))
    assert (sent, sent.notes) == (place, ("short",))


def test_it_has_no_other_attributes() -> None:
    assert not hasattr(Place("a.md"), "__dict__")


def test_mypy_refuses_to_set_a_field() -> None:
    place = Place("a.md")
    place.line = 2  # type: ignore[misc]  # which mypy would call unused if it did not refuse
    assert place == Place("a.md", 2)
