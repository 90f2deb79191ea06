"""The examples of rules about form: what the layouts decide of columns, and what reading set aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dossier_pieces import tables

from soyte.catalogue.claims.rules import Example, Rule, rules
from soyte.checks.dossiers import Checker, filled
from soyte.checks.dossiers.asides import RULES
from soyte.intake.claims import read_claims
from soyte.intake.claims.says import SAYS

CASES = [
    pytest.param(rule, example, expected, id=f"{rule.id}-{place}-{word}{number}")
    for place, rule in enumerate(rule for rule in rules() if rule.form)
    if rule.examples
    for word, some in (("passes", rule.examples.passes), ("fails", rule.examples.fails))
    for number, example in enumerate(some, 1)
    for expected in [0 if word == "passes" else example.finds]
]


def found(rule: Rule, example: Example, folder: Path) -> list[dict[str, Any]]:
    checker = Checker([rule])
    if example.file is None:
        return list(checker.check(tables(example.dossiers)).to_pylist())
    path = folder / "vi-du.xml"
    path.write_text(example.file, encoding="utf-8")
    reading = read_claims(path)
    findings = []
    for batch in reading.batches():
        findings += [*checker.check(batch.tables).to_pylist(), *checker.set_aside(batch.asides).to_pylist()]
    return findings + checker.set_aside(reading.seen.miscounted).to_pylist()


@pytest.mark.parametrize(("rule", "example", "expected"), CASES)
def test_an_example_says_what_the_rule_finds(rule: Rule, example: Example, expected: int, tmp_path: Path) -> None:
    findings = found(rule, example, tmp_path)
    assert len(findings) == expected, findings
    for finding in findings:
        assert "{" not in filled(rule, finding["details"])


def test_all_that_reading_sets_aside_belongs_to_a_rule_of_the_envelope_except_what_was_sent_again() -> None:
    assert set(SAYS) - set(RULES) == {"sent_again"}
