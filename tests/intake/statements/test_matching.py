"""Which indicator a figure is about. `matching_examples.txt` holds invented lines of reports under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from patience import patience
from soyte.catalogue import load_catalogue
from soyte.intake.statements.matching import FigureContext, Matcher
from soyte.statements import Role

_MARK = re.compile(r"\{([^|}]*)\|([^|}]*)\|([^|}]*)(?:\|([^|}]*))?\}")
_MODIFIERS = ("target", "previous", "change")


@dataclass(frozen=True)
class Example:
    """A figure in its line, and the indicator it is about (none for an honest blank)."""

    name: str
    context: FigureContext
    indicator: str | None


def read_examples(path: Path) -> list[Example]:
    """Lines with `{number|unit|indicator|role}`; `# nearest heading < the one above` stands over the lines below it."""
    examples: list[Example] = []
    headings: tuple[str, ...] = ()
    for written in path.read_text(encoding="utf-8").splitlines():
        if written.startswith("#"):
            headings = tuple(part.strip() for part in written[1:].split(" < ") if part.strip())
        elif written:
            examples += _of_line(written, headings)
    return examples


def _of_line(written: str, headings: tuple[str, ...]) -> list[Example]:
    line = _MARK.sub(lambda m: m[1], written)
    made: list[Example] = []
    shift, previous = 0, 0
    result: str | None = None
    marks = list(_MARK.finditer(written))
    for mark in marks:
        number, unit, indicator, role = mark[1], mark[2] or None, mark[3] or None, mark[4] or "actual"
        at = mark.start() - shift
        shift += len(mark.group()) - len(number)
        behind = re.split(r"\d", line[at + len(number) :], maxsplit=1)[0]
        after = behind.removeprefix("%") if unit == "%" else behind.lstrip().removeprefix(unit or "")
        context = FigureContext(
            before=line[previous:at],
            after=after,
            line=line,
            headings=headings,
            unit=unit,
            role=Role(role),
            inherited=result if role in _MODIFIERS else None,
            at=at,
        )
        if role not in _MODIFIERS:
            result = indicator
        made.append(Example(f"{line[max(0, at - 30) : at]}[{number}]", context, indicator))
        previous = at + len(number)
    return made


EXAMPLES = read_examples(Path(__file__).with_name("matching_examples.txt"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_catalogue())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_figure_gets_the_indicator_that_its_words_name_or_none(matcher: Matcher, example: Example) -> None:
    match = matcher.match(example.context)
    assert (match.indicator if match else None) == example.indicator, match


def test_the_examples_reach_most_of_the_catalogue() -> None:
    named = {example.indicator for example in EXAMPLES}
    assert len(named) > 180


def match_of(matcher: Matcher, before: str, unit: str | None, after: str = "", **more: object) -> str | None:
    context = {"line": f"{before}12 {unit or ''}{after}", "headings": (), "role": "actual", "at": len(before)} | more
    found = matcher.match(FigureContext(before=before, after=after, unit=unit, **context))  # type: ignore[arg-type]
    return found.indicator if found else None


def test_a_percentage_is_never_a_count_and_a_count_never_a_percentage(matcher: Matcher) -> None:
    assert match_of(matcher, "Tổng số lượt khám bệnh đạt ", "%") is None
    assert match_of(matcher, "Tỷ lệ người dân tham gia bảo hiểm y tế là ", "người") is None


def test_a_percentage_of_the_plan_is_not_one_of_the_thing(matcher: Matcher) -> None:
    assert match_of(matcher, "Tỷ lệ bao phủ bảo hiểm y tế đạt ", "%") == "bhyt_coverage_rate"
    assert match_of(matcher, "Tỷ lệ bao phủ bảo hiểm y tế đạt ", "%", " kế hoạch năm") is None


def test_a_tie_is_no_match(matcher: Matcher) -> None:
    assert match_of(matcher, "Bệnh sởi và ho gà: ", "ca") is None


def test_a_target_belongs_to_its_result_even_in_another_unit(matcher: Matcher) -> None:
    found = match_of(
        matcher, "(chỉ tiêu: ", "bác sĩ/10.000 dân", ")", role="target", inherited="stations_with_doctor_rate"
    )
    assert found == "stations_with_doctor_rate"


def test_a_comparison_in_another_unit_is_named_by_its_unit(matcher: Matcher) -> None:
    found = match_of(matcher, "(cả nước: ", "giường/10.000 dân", role="previous", inherited="doctors_per_10000")
    assert found == "beds_per_10000"


def test_numerator_and_share_follow_the_ratio_they_belong_to(matcher: Matcher) -> None:
    assert (
        match_of(matcher, "(", "lượt", role="numerator", inherited="cccd_lookup_success_rate") == "cccd_lookups_success"
    )
    assert match_of(matcher, "(", "%", role="share", inherited="cccd_lookups_success") == "cccd_lookup_success_rate"


def test_the_heading_speaks_for_a_line_without_a_name(matcher: Matcher) -> None:
    headings = ("Tỷ lệ hộ gia đình có nhà tiêu hợp vệ sinh",)
    assert match_of(matcher, "Kết quả năm 2024 đạt ", "%", headings=headings) == "latrine_hygienic_rate"
    assert match_of(matcher, "Kết quả trồng rừng đạt ", "%", headings=headings) is None


def test_the_place_in_the_line_is_found_without_an_offset(matcher: Matcher) -> None:
    context = FigureContext(
        before="; ho gà ",
        after="",
        line="Sởi 12 ca; ho gà 3 ca.",
        headings=(),
        unit="ca",
        role="actual",
    )
    found = matcher.match(context)
    assert found is not None
    assert found.indicator == "pertussis_cases"


@pytest.mark.slow
def test_five_hundred_figures_do_not_blow_up(matcher: Matcher) -> None:
    contexts = [example.context for example in EXAMPLES] * 2
    with patience():
        for context in contexts[:500]:
            Matcher.match(matcher, context)
