"""A finding says where it stands, which figures it used, and how grave it is; the same in every spelling of the text."""

from __future__ import annotations

import unicodedata

import pytest

from soyte.checks.claims import judge_claims
from soyte.statements import Verdict
from written import HEAD, audit, catalogue, judged, read

REPORT = (
    "- Luỹ tích 120 ca sốt xuất huyết (02 ca tử vong), tăng 30 ca (20%) so với năm 2023 (100 ca).\n"
    "- Tỷ lệ tiêm chủng đầy đủ đạt 94,2%, vượt KH giao (95%).\n"
    "- Khám 1.240 lượt người, trong đó có 310 lượt người nội trú, chiếm 25%.\n"
    "- Tổng số 180 lượt (nội trú: 60; ngoại trú 130); đã triển khai tại cả 14/15 xã.\n"
    "- Sàng lọc trước sinh: đạt kế hoạch giao: 60%.\n"
)
SPELLINGS = {
    "as written": REPORT,
    "decomposed": unicodedata.normalize("NFD", REPORT),
    "hard blanks": REPORT.replace(" ", "\u00a0"),
    "carriage returns": REPORT.replace("\n", "\r\n"),
    "broken lines": REPORT.replace(" so với", "\nso với")
    .replace(", trong đó", ",\ntrong đó")
    .replace(", vượt", ",\nvượt"),
    "missing blanks": REPORT.replace(", ", ",").replace(" (", "(").replace(": ", ":"),
}


def verdicts(text: str) -> list[str]:
    return sorted(line.partition(":")[0] for line in judged(text))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_verdicts_do_not_depend_on_the_spelling(spelling: str) -> None:
    assert verdicts(SPELLINGS[spelling]) == verdicts(REPORT)
    assert [line.split()[1] for line in verdicts(REPORT)].count("wrong") == 4


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_finding_quotes_the_text_from_its_first_figure_to_its_last(spelling: str) -> None:
    reading = read(SPELLINGS[spelling])
    for finding in judge_claims(reading, catalogue()):
        assert reading.text[finding.start : finding.end] == finding.quote
        used = [reading.statements[number] for number in finding.statements]
        assert finding.start == min(statement.start for statement in used)
        assert finding.end == max(statement.end for statement in used)


def test_what_is_wrong_is_an_error_and_what_changes_a_verdict_is_told_apart() -> None:
    graves = {finding.verdict: set[str]() for finding in audit(REPORT)}
    for finding in audit(REPORT):
        graves[finding.verdict].add(finding.severity)
        assert finding.message.endswith(".")
        assert finding.claimed
    assert graves[Verdict.OK] == {"ok"}
    assert graves[Verdict.AMBIGUOUS] == {"note"}
    assert graves[Verdict.WRONG] == {"error", "verdict"}


def test_a_report_without_figures_has_no_findings() -> None:
    assert audit("Công tác y tế ổn định.") == []
    assert audit("", HEAD) == []


def test_each_claim_is_judged_by_its_own_line() -> None:
    """The order of the lines changes nothing."""
    lines = REPORT.splitlines()
    assert verdicts("\n".join(reversed(lines))) == verdicts(REPORT)
