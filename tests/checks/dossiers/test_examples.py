"""The examples in the files of the rules: what must pass passes, what must fail is found once, at the field it names."""

from __future__ import annotations

import pyarrow as pa
import pytest

from dossier_pieces import tables
from soyte.catalogue.claims.rules import Example, Rule, rules
from soyte.checks.dossiers import Across, Checker, Extractor, filled

ALL = [rule for rule in rules() if not rule.form]
CASES = [
    pytest.param(rule, example, expected, id=f"{rule.id}-{place}-{word}{number}")
    for place, rule in enumerate(ALL)
    if rule.examples
    for word, some in (("passes", rule.examples.passes), ("fails", rule.examples.fails))
    for number, example in enumerate(some, 1)
    for expected in [0 if word == "passes" else example.finds]
]


def found(rule: Rule, example: Example) -> pa.Table:
    batch = tables(example.dossiers)
    if rule.across:
        with Across([rule]) as across:
            across.add(Extractor([rule]).extracts(batch))
            return across.findings()
    lists = {name: pa.Table.from_pylist(rows) for name, rows in example.lists.items()}
    return Checker([rule], lists).check(batch)


@pytest.mark.parametrize(("rule", "example", "expected"), CASES)
def test_an_example_says_what_the_rule_finds(rule: Rule, example: Example, expected: int) -> None:
    findings = found(rule, example).to_pylist()
    assert len(findings) == expected, findings
    for finding in findings:
        assert finding["field"] in (rule.fails or [rule.field])
        assert "{" not in filled(rule, finding["details"])
