"""Values that travel down the line."""

from bookc.model import PackedText, pack


def test_a_text_comes_out_as_it_was_packed() -> None:
    text = '<p data-line="3">밤비가 &amp; \U0001f327 rain</p>\n' * 500
    assert pack(text).text == text
    assert len(pack(text).packed) < len(text) / 50


def test_equal_texts_are_equal_packed() -> None:
    assert pack("a") == pack("a") != pack("b")
    assert PackedText(pack("a").packed) == pack("a")


def test_digest_of_a_text_is_the_same_packed_or_not() -> None:
    one = pack("비" * 100)
    digest = one.digest
    packed = one.packed
    assert PackedText(packed).digest == digest == pack("비" * 100).digest
    assert pack("물").digest != digest
