"""The examples of rules about form: what the layouts decide of columns, and what reading set aside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from dossier_pieces import tables

from soyte.catalogue.claims.rules import Example, rules
from soyte.checks.dossiers import Checker, filled
from soyte.intake.claims import read_claims
from soyte.intake.claims.says import SAYS
from soyte.receiving.claim_asides import RULES, aside_findings

FORM = [rule for rule in rules() if rule.form]
CASES = [
    pytest.param(place, example, expected, id=f"{rule.id}-{place}-{word}{number}")
    for place, rule in enumerate(FORM)
    if rule.examples
    for word, some in (("passes", rule.examples.passes), ("fails", rule.examples.fails))
    for number, example in enumerate(some, 1)
    for expected in [0 if word == "passes" else example.finds]
]


@cache
def checker() -> Checker:
    return Checker(FORM)


def found(example: Example, folder: Path) -> list[dict[str, Any]]:
    if example.file is None:
        return list(checker().check(tables(example.dossiers)).to_pylist())
    path = folder / "vi-du.xml"
    path.write_text(example.file, encoding="utf-8")
    reading = read_claims(path)
    findings: list[dict[str, Any]] = []
    for batch in reading.batches():
        findings += [*checker().check(batch.tables).to_pylist(), *aside_findings(batch.asides, FORM).to_pylist()]
    findings += aside_findings(reading.seen.miscounted, FORM).to_pylist()
    return findings


@pytest.mark.parametrize(("place", "example", "expected"), CASES)
def test_an_example_says_what_the_rule_finds(place: int, example: Example, expected: int, tmp_path: Path) -> None:
    findings = [one for one in found(example, tmp_path) if one["variant"] == place]
    assert len(findings) == expected, findings
    for finding in findings:
        assert "{" not in filled(FORM[place], finding["details"])


def test_all_that_reading_sets_aside_belongs_to_a_rule_of_the_envelope_except_what_was_sent_again() -> None:
    assert set(SAYS) - set(RULES) == {"sent_again"}
