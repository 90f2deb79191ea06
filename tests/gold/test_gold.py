"""How well reports are read, measured on gold that was made by hand: the real reports, and invented texts of our own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from score import Row, Score, Tally, score

from soyte.reports.audit import audit_file
from soyte.reports.audit.render_jsonl import render_figures_jsonl, render_findings_jsonl

GOLD = Path(__file__).parent
THAI_NGUYEN = "002_65f8aa47b2c67ecc"


def rows(jsonl: str) -> list[Row]:
    return [json.loads(line) for line in jsonl.splitlines()]


@cache
def measured(gold: Path, texts: Path) -> Score:
    """The audit of every text that has gold, compared with it."""
    stems = sorted(path.name.removesuffix(".figures.jsonl") for path in gold.glob("*.figures.jsonl"))
    audited = [audit_file(texts / f"{stem}.txt") for stem in stems]
    return score(gold, rows(render_figures_jsonl(audited)), rows(render_findings_jsonl(audited)), texts)


def at_least(result: Score, **least: float) -> None:
    """Every named tally reaches its rate; all that do not are listed with their misses."""
    tallies: dict[str, Tally] = {name: getattr(result, name) for name in least}
    low = [f"{name}: {tally} < {least[name]:.1%}" for name, tally in tallies.items() if tally.rate < least[name]]
    assert not low, "\n".join([*low, *result.misses])


def test_the_real_reports_are_read_as_a_careful_person_reads_them(seeds: Path) -> None:
    result = measured(GOLD / "seeds", seeds)
    at_least(result, precision=0.99, recall=0.99, unit=0.99, role=0.99, qualifier=0.99, period=0.98, place=0.99)
    at_least(result, indicator=0.99)
    assert result.indicator_right >= 0.9 * (result.indicator_right + result.indicator_null + result.indicator_wrong)


def test_both_wrong_claims_of_the_real_reports_are_called_wrong_and_no_other(seeds: Path) -> None:
    result = measured(GOLD / "seeds", seeds)
    assert (result.wrong_claims.right, result.wrong_claims.of) == (2, 2), result.misses
    assert result.false_accusations == 0, result.misses
    wrong = [f.quote for f in audit_file(seeds / f"{THAI_NGUYEN}.txt").findings if f.verdict == "wrong"]
    assert any("0,39" in quote for quote in wrong), wrong
    assert any("90,4" in quote for quote in wrong), wrong


def test_true_claims_of_the_real_reports_are_recomputed(seeds: Path) -> None:
    result = measured(GOLD / "seeds", seeds)
    assert result.true_claims.right >= 30, "\n".join([str(result.true_claims), *result.misses])


@pytest.mark.parametrize("folder", ["dev", "held", "blind"])
def test_invented_texts_are_read_nearly_as_well(folder: str) -> None:
    """`dev` served the development; `held` and `blind` were measured unseen first (what that gave is in docs/architecture.md)
    and their misses looked at later, so today all three are for regression."""
    texts = GOLD / "texts" / folder
    result = measured(texts, texts)
    at_least(result, precision=0.99, recall=0.99, unit=0.985, role=0.98, qualifier=0.99, period=0.96, place=0.98)
    at_least(result, indicator=0.96, true_claims=0.78, wrong_claims=0.85)
    assert result.false_accusations == 0, result.misses
