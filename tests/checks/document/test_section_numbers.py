"""Numbers of sections: which sequences are faults, and which only look like one."""

from __future__ import annotations

import pytest
from document_examples import judged, read
from hypothesis import given
from hypothesis import strategies as st

from soyte.checks.document.markers import from_roman, read_marker, to_roman
from soyte.checks.document.numbering import judge_numbering


def outline(*markers: str) -> str:
    return "\n".join(f"{marker} Nội dung công tác" for marker in markers)


SOUND = {
    "roman": ("I.", "II.", "III.", "IV."),
    "decimal": ("1.", "1.1.", "1.2.", "1.2.1.", "1.2.2.", "2.", "2.1."),
    "letters of the Vietnamese alphabet": ("a)", "b)", "c)", "d)", "đ)", "e)", "g)"),
    "letters without đ": ("a)", "b)", "c)", "d)", "e)"),
    "capitals that are Roman numbers too": ("G.", "H.", "I.", "K."),
    "a new section counts anew": ("I.", "1.", "2.", "II.", "1.", "2.", "3."),
    "a list inside a list, counted alike": ("1.", "2.", "1.", "2.", "3.", "3.", "4."),
    "brackets inside points": ("1.", "1)", "2)", "2.", "1)"),
    "ten follows nine": ("3.8.", "3.9.", "3.10.", "3.11."),
    "a year at the start of a line": ("1.", "2.", "24."),
    "sections of section III": ("III.", "3.1.", "3.2."),
}

FAULTY = {
    "Roman number left out": (("I.", "II.", "IV."), "IV.", "III"),
    "decimal left out": (("3.", "3.1.", "3.2.", "3.4."), "3.4.", "3.3"),
    "first one left out": (("3.", "3.2."), "3.2.", "3.1"),
    "letter left out": (("a)", "b)", "d)"), "d)", "c"),
    "number twice": (("I.", "II.", "II.", "III."), "II.", "III"),
    "step back": (("1.", "2.", "3.", "2."), "2.", "4"),
    "two styles": (("1.", "2)", "3."), "3.", ""),
    "parts in words and digits": (("Phần thứ nhất", "Phần thứ 2"), "Phần thứ 2", "Phần thứ hai"),
}


@pytest.mark.parametrize("markers", SOUND.values(), ids=SOUND)
def test_a_sound_sequence_is_passed_over(markers: tuple[str, ...]) -> None:
    assert judged(judge_numbering, read(outline(*markers))) == []


@pytest.mark.parametrize(("markers", "claimed", "expected"), FAULTY.values(), ids=FAULTY)
def test_a_fault_is_named_with_the_number_that_belongs_there(
    markers: tuple[str, ...], claimed: str, expected: str
) -> None:
    (finding,) = judged(judge_numbering, read(outline(*markers)))
    assert (finding.kind, finding.verdict, finding.severity) == ("section_numbering", "ambiguous", "note")
    assert (finding.claimed, finding.recomputed) == (claimed, expected)


def test_the_finding_points_at_the_marker() -> None:
    (finding,) = judged(judge_numbering, read(outline("I.", "III.")))
    assert finding.quote == "III."
    assert "Sau mục I là mục III, không có mục II" in finding.message


def test_many_faults_become_one_note() -> None:
    findings = judged(judge_numbering, read(outline("1.", "3.", "5.", "7.", "9.", "11.")))
    assert len(findings) == 1
    assert "5 chỗ" in findings[0].message


@given(st.integers(1, 39))
def test_roman_numbers_are_read_as_they_are_written(number: int) -> None:
    assert from_roman(to_roman(number)) == number


@given(st.text(max_size=12))
def test_any_marker_is_a_number_or_none(marker: str) -> None:
    mark = read_marker(marker)
    assert mark is None or (mark.value > 0 and mark.label(mark.value))
