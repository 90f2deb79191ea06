"""One plain copy of a text, and the way back to what was printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patience import patience
from soyte.text import normalise


@pytest.mark.parametrize(
    ("original", "plain"),
    [
        ("", ""),
        ("Sở Y tế: 12 ca", "Sở Y tế: 12 ca"),
        # blanks
        ("12\u00a0ca", "12 ca"),
        ("12\u2009ca\u3000mới\tnay", "12 ca mới nay"),
        ("12  ca", "12  ca"),
        # line ends
        ("a\r\nb", "a \nb"),
        ("a\x0bb\x0cc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        # dashes, slashes, quotes, signs
        ("2021–2025 — 5−3 ‑ \uf02d", "2021-2025 - 5-3 - -"),
        ("1⁄2 ∕ 3", "1/2 / 3"),
        ("“Đề án” ‘06’", "\"Đề án\" '06'"),
        ("95％ ⩾ 5 ⩽ 6 ≥ 7 ≤ 8", "95% ≥ 5 ≤ 6 ≥ 7 ≤ 8"),
        # letters
        ("Sở Y tế", "Sở Y tế"),
        ("\u00d0ạt \u0189ông", "Đạt Đông"),
        ("e\u0323\u0302", "ệ"),  # marks in either order
        ("e\u0302\u0323", "ệ"),
        ("ê\u0323", "ệ"),
        # invisible code points
        ("\ufeff12\u200b.480\u200d ca\u2060 b\u00adệnh", "12.480 ca bệnh"),
        ("\u200b", ""),
        ("e\u200b\u0323\u200b\u0302", "ệ"),  # also between a letter and its marks
        ("–\u0301", "-\u0301"),
        # a mark that has no letter stays
        ("\u0301", "\u0301"),
        ("5\u0301", "5\u0301"),
    ],
)
def test_the_plain_copy(original: str, plain: str) -> None:
    assert normalise(original).text == plain
    assert normalise(unicodedata.normalize("NFD", original)).text == plain


def test_spans_lead_back() -> None:
    original = "\ufeffTỷ lệ\u00a0đạt 95\u200b,5 %"
    normal = normalise(original)
    assert normal.text == "Tỷ lệ đạt 95,5 %"
    start = normal.text.index("95")
    assert original[slice(*normal.original_span(start, start + 4))] == "95\u200b,5"
    assert normal.original_span(0, 2) == (1, original.index(" "))
    assert normal.original_span(0, len(normal.text)) == (1, len(original))


def test_an_empty_span_is_a_place() -> None:
    normal = normalise("\u200ba\u0302b")
    assert normal.text == "âb"
    assert normal.original_span(1, 1) == (3, 3)
    assert normal.original_span(2, 2) == (4, 4)


_LETTERS = st.sampled_from([*"aêđơỗỳ 12.%\n-–\u00a0\u200b\u00ad\u0301\u0323\u0302\u031b\ufeff\r", "ệ", "e\u0323\u0302"])
_LATIN = st.characters(max_codepoint=0x036F) | st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)
texts = st.lists(_LETTERS | st.characters(), max_size=40).map("".join)


@settings(max_examples=500)
@given(texts)
def test_the_map_covers_the_original_in_order(original: str) -> None:
    normal = normalise(original)
    origin = list(normal.origin)
    assert len(origin) == len(normal.text) + 1
    assert origin == sorted(origin)
    assert origin[-1] == len(original)
    assert all(0 <= position <= len(original) for position in origin)


@settings(max_examples=500)
@given(texts, st.data())
def test_every_span_quotes_what_it_came_from(original: str, data: st.DataObject) -> None:
    normal = normalise(original)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    quote = original[slice(*normal.original_span(start, end))]
    if not unicodedata.combining(normal.text[start : start + 1] or "x"):  # a letter is not cut in two
        assert normalise(quote).text.startswith(normal.text[start:end])


@settings(max_examples=500)
@given(texts)
def test_the_copy_is_plain_and_stays_so(original: str) -> None:
    plain = normalise(original).text
    again = normalise(plain)
    assert again.text == plain
    assert not set(plain) & set("\u00a0\u200b\ufeff\u00ad–—“”\t\r\u2028")


@settings(max_examples=500)
@given(st.lists(_LETTERS | _LATIN, max_size=40).map("".join))
def test_composed_and_decomposed_texts_have_one_copy(original: str) -> None:
    composed = normalise(unicodedata.normalize("NFC", original)).text
    assert composed == normalise(unicodedata.normalize("NFD", original)).text


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "ệ", "e\u0323\u0302", "\u0301", "\u200b", "\u00a0", "\r\n", "á\u200b"])
def test_a_megabyte_does_not_blow_up(unit: str) -> None:
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    with patience():
        normalise(text)
