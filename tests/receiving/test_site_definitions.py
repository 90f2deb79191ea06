"""Definitions of an installation lie over the shipped ones, from the moment they were taken in until they are withdrawn."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from handed_in import hand_in, mapping, table, write

from soyte.catalogue.files import CatalogueError
from soyte.ledger.ledger import Ledger
from soyte.measures import Figure, figures

OWN = """\
definitions:
  - kind: indicator
    name: dengue_cases
    body:
      domain: preventive
      name_vi: Số ca sốt xuất huyết theo cách tính của tỉnh
      unit: ca
      numerator: Ca mắc
      direction: lower_better
      rollup: sum
      formula: {sum: [{measure: cases, where: {disease: dengue}}, {measure: cases, where: {disease: dengue}}]}
      legal_source: Quyết định của tỉnh (ví dụ)
      certainty: memory
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "home")
    hand_in(ledger, table(tmp_path, "Thái Nguyên,T1/2024,5"), mapping=mapping(tmp_path))
    return ledger


def dengue(ledger: Ledger, as_of: int | None = None) -> Figure:
    return figures(ledger, "dengue_cases", place="19", period="2024", as_of=as_of).computed[0]


def test_a_definition_counts_from_when_it_was_taken_in_and_each_figure_says_which_it_used(
    ledger: Ledger, tmp_path: Path
) -> None:
    shipped = dengue(ledger)
    before = ledger.state().head
    hand_in(ledger, write(tmp_path / "dinh-nghia.yaml", OWN), definitions=True)
    own = dengue(ledger)
    assert (shipped.value, own.value, dengue(ledger, before).value) == (Decimal(5), Decimal(10), Decimal(5))
    assert shipped.definition_hash != own.definition_hash
    assert dengue(ledger, before).definition_hash == shipped.definition_hash


def test_a_withdrawn_definition_gives_the_shipped_one_back(ledger: Ledger, tmp_path: Path) -> None:
    act = hand_in(ledger, write(tmp_path / "dinh-nghia.yaml", OWN), definitions=True).act
    ledger.withdraw(act.submission_id, actor="người thử", reason="nhầm")
    assert dengue(ledger).value == Decimal(5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x: [", "không phải YAML"),
        ("definitions: []", "definitions"),
        ("definitions: [{kind: indicator}]", "kind, name, body"),
        (OWN.replace("measure: cases", "measure: casez"), "casez"),
        (OWN.replace("kind: indicator", "kind: wish"), "wish"),
    ],
)
def test_a_wrong_definition_is_refused_as_a_whole(ledger: Ledger, tmp_path: Path, text: str, words: str) -> None:
    head = ledger.state().head
    with pytest.raises(CatalogueError, match=words):
        hand_in(ledger, write(tmp_path / "dinh-nghia.yaml", text), definitions=True)
    assert ledger.state().head == head
