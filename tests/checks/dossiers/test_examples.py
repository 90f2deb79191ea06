"""The examples in the files of the rules: what must pass passes, what must fail is found once, at the field it names."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest
from dossier_pieces import tables

from soyte.catalogue.claims.rules import Example, Rule, rules
from soyte.checks.dossiers import Across, Checker, Extractor, filled

ALL = [pytest.param(rule, id=f"{rule.id}-{place}") for place, rule in enumerate(rules()) if not rule.form]


def examples(rule: Rule) -> Iterator[tuple[str, Example, int]]:
    """Each with what to call it and how often the rule must find something."""
    assert rule.examples
    for word, some in (("passes", rule.examples.passes), ("fails", rule.examples.fails)):
        for number, example in enumerate(some, 1):
            yield f"{word} {number}", example, 0 if word == "passes" else example.finds


def between(rule: Rule, batch: dict[str, pa.Table]) -> pa.Table:
    with Across([rule]) as across:
        across.add(Extractor([rule]).extracts(batch))
        return across.findings()


@pytest.mark.parametrize("rule", ALL)
def test_the_examples_of_a_rule_say_what_it_finds(rule: Rule) -> None:
    checker = Checker([rule])
    for name, example, expected in examples(rule):
        batch = tables(example.dossiers)
        lists = {key: pa.Table.from_pylist(rows) for key, rows in example.lists.items()}
        asked = Checker([rule], lists) if lists else checker
        found = (between(rule, batch) if rule.across else asked.check(batch)).to_pylist()
        assert len(found) == expected, (name, found)
        for finding in found:
            assert finding["field"] in (rule.fails or [rule.field]), name
            assert "{" not in filled(rule, finding["details"]), name
