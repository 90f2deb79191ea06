"""The invented province's feed: every analysis column-wise gives what loops over its rows give; what was planted is seen."""

from __future__ import annotations

from typing import Any

import pytest

from measures.care.plain_care import Plain
from soyte.cli.handing_in import handed_in
from soyte.intake.claims import looks_like_claims
from soyte.ledger.ledger import Ledger
from soyte.measures.care import Answer, Scope
from soyte.measures.care.births import births
from soyte.measures.care.diseases import diseases
from soyte.measures.care.drugs import drugs, prescribing
from soyte.measures.care.followups import followups
from soyte.measures.care.notifiable import notifiable
from soyte.measures.care.stays import stays
from soyte.measures.care.techniques import techniques
from soyte.measures.care.timeliness import timeliness
from soyte.measures.care.transfers import transfers
from soyte.receiving import Order, receive
from soyte.sample.claims import Batch, ClaimOrder, Pack, write_claims

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("province")
    write_claims(folder / "feed", ClaimOrder(1500, 2025, seed=5, pack=Pack.ZIP, batch=Batch.WEEK))
    made = Ledger.create(folder / "kho", place="99")
    for handed in handed_in([folder / "feed"], []):
        with handed.laid_out() as path:
            if looks_like_claims(path):
                receive(made, Order(path, "người thử"))
    return made


@pytest.fixture(scope="module")
def plain(ledger: Ledger) -> Plain:
    return Plain(ledger)


def by(answer: Answer, keys: tuple[str, ...], *names: str) -> dict[Any, Any]:
    found = {tuple(row[key] for key in keys): tuple(row[name] for name in names) for row in answer.records()}
    return {
        (key if len(keys) > 1 else key[0]): (values if len(names) > 1 else values[0]) for key, values in found.items()
    }


def test_diseases_and_stays(ledger: Ledger, plain: Plain) -> None:
    for inpatient in (True, False):
        answer = diseases(ledger, level="code", inpatient=inpatient, top=1000)
        assert by(answer, ("code",), "visits", "cost") == plain.diseases(inpatient)
    assert by(stays(ledger), ("facility",), "stays", "mean", "median") == plain.stays()


def test_transfers_with_their_cost(ledger: Ledger, plain: Plain) -> None:
    answer = transfers(ledger, top=1000)
    assert {key: n for key, n in by(answer, ("origin", "destination"), "papers").items() if n} == plain.transfers()
    costs = {key: cost for key, cost in by(answer, ("origin", "destination"), "cost").items() if cost}
    assert costs == plain.transfer_costs()


def test_births_and_drugs(ledger: Ledger, plain: Plain) -> None:
    children = by(births(ledger), ("facility",), "boys", "girls")
    assert {code: found for code, found in children.items() if any(found)} == plain.births()
    assert by(drugs(ledger, top=1000), ("drug", "unit"), "quantity", "rows", "cost") == plain.drugs()
    shares = by(prescribing(ledger), ("facility",), "with_antibiotic")
    assert {code: n for code, n in shares.items() if n} == plain.with_antibiotic()


def test_techniques_timeliness_and_appointments(ledger: Ledger, plain: Plain) -> None:
    found = by(techniques(ledger, Scope.of("2025-09..2025-12"), least=1, top=10_000), ("facility", "service"), "first")
    assert set(found) == plain.techniques("2025-09")
    counts = timeliness(ledger)
    expected = plain.timeliness()
    told = {
        (row["facility"], name): row[name]
        for row in counts.records()
        for name in ("on_time", "next_day", "within_7", "later")
        if row[name]
    }
    assert told == expected
    kept = by(followups(ledger), ("facility",), "kept")
    assert {code: n for code, n in kept.items() if n} == plain.followups(7)


def test_the_outbreak_that_was_planted_is_the_first_commune(ledger: Ledger, plain: Plain) -> None:
    communes = by(notifiable(ledger, disease="dengue", by="residence"), ("residence",), "visits")
    assert communes == plain.dengue()
    assert next(iter(communes)) == "99046"  # Khe Biếc
