"""Keys for comparing words: the spellings of one word have one key, two words have two."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import soyte.quantities
from soyte.text import fold, fold_in_place, strip_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà", "hòa"),
        ("HOÀ", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("uỷ", "ủy"),
        ("khoá", "khóa"),
        ("xoá", "xóa"),
        ("bác sỹ", "bác sĩ"),
        ("tỉ lệ", "tỷ lệ"),
        ("kĩ thuật", "kỹ thuật"),
        ("quí", "quý"),
        ("qúy", "quý"),
        ("kì", "kỳ"),
        ("lí do", "lý do"),
        ("xẩy ra", "xảy ra"),
        ("ho\u0300a", "hòa"),  # decomposed
    ],
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hóa"),
        ("ma", "má"),
        ("dân", "đân"),
        ("tỷ", "ty"),
        ("hoàn", "hòa"),
        ("mùa", "muà "),
        ("sĩ", "sí"),
    ],
)
def test_two_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["của", "mùa", "chùa", "lúa", "quả", "quý", "hoàn", "thuế", "nghĩa", "trẻ", "giường"])
def test_words_in_their_usual_spelling_are_their_own_key(word: str) -> None:
    assert fold(word) == word


def test_words_of_the_grammar_are_their_own_keys() -> None:
    """What the productions compare with a folded word must be folded itself."""
    strange = []
    for path in Path(soyte.quantities.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Set | ast.Tuple):
                words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
                strange += [
                    (path.name, w) for w in words if re.fullmatch(r"[^\W\d_]+", w) and w.islower() and fold(w) != w
                ]
    assert strange == []


_WORDS = st.text("aăâeêioôơuưyAHKQđn\u0300\u0301\u0303\u0309\u0323 ", max_size=12)


@given(_WORDS)
def test_a_key_is_its_own_key(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=60))
def test_a_folded_text_has_the_same_offsets(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


def test_a_folded_text_is_one_line() -> None:
    assert fold_in_place("Bác sỹ\nkhoẻ, HOÀ 12.480") == "bác sĩ khoẻ, hoà 12.480"


@pytest.mark.parametrize(
    ("text", "plain"), [("Đắk Lắk", "dak lak"), ("THỪA THIÊN – HUẾ", "thua thien – hue"), ("đ", "d"), ("", "")]
)
def test_letters_without_marks(text: str, plain: str) -> None:
    assert strip_marks(text) == plain
