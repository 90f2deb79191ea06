"""The audit of the sample reports finds the slips that were planted in them, and accuses nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pytest

from soyte.reports.audit import audit_file
from soyte.sample import REPORTS, SLIPS, Slip
from soyte.statements import Finding, Verdict


@cache
def accused(document: str) -> Sequence[Finding]:
    """Everything in the report that is called wrong."""
    return [f for f in audit_file(REPORTS / document).findings if f.verdict is Verdict.WRONG]


@cache
def places(document: str) -> dict[Slip, list[tuple[int, int]]]:
    """Where the words of each slip of a report stand in its extracted text (a short one may stand in several places)."""
    text = audit_file(REPORTS / document).document.text
    slips = [slip for slip in SLIPS if slip.document == document]
    return {slip: [m.span() for m in re.finditer(re.escape(slip.quote), text)] for slip in slips}


def is_about(finding: Finding, place: tuple[int, int]) -> bool:
    """Do the finding and the slip overlap?"""
    return finding.start < place[1] and place[0] < finding.end


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.document}:{slip.quote[:24]}")
def test_a_planted_slip_is_found(slip: Slip) -> None:
    spans = places(slip.document)[slip]
    assert spans, "the extracted text does not hold the quote in one piece"
    found = [f for f in accused(slip.document) if any(is_about(f, span) for span in spans)]
    assert slip.kind in {f.kind for f in found}, [f.message for f in accused(slip.document)]


@pytest.mark.parametrize("document", sorted({slip.document for slip in SLIPS}))
def test_nothing_but_the_slips_is_called_wrong(document: str) -> None:
    spans = [span for found in places(document).values() for span in found]
    assert [f.message for f in accused(document) if not any(is_about(f, span) for span in spans)] == []


@pytest.mark.parametrize("document", sorted({slip.document for slip in SLIPS}))
def test_a_slip_is_told_once(document: str) -> None:
    told = [(f.start, f.end, f.kind, f.message) for f in accused(document)]
    assert sorted(set(told)) == sorted(told)
