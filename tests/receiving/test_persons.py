"""Persons in a table: the ledger sees a pseudonym that is the same for the same person, the vault knows who it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import WITH_PERSONS, hand_in, mapping, stored, table

from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import IdentityKind, Reader

HEADER = "tinh,thang,so_ca,cccd"
SOMEBODY, SOMEBODY_ELSE = "001099000001", "001099000002"  # invented


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "home")
    desk = tmp_path / "desk"
    desk.mkdir()
    path = table(
        desk,
        f"Thái Nguyên,T1/2024,1,{SOMEBODY}",
        f"Thái Nguyên,T2/2024,1,{SOMEBODY}",
        f"Thái Nguyên,T2/2024,1,{SOMEBODY_ELSE}",
        header=HEADER,
    )
    hand_in(ledger, path, mapping=mapping(desk, WITH_PERSONS))
    return ledger


def test_no_identifier_stands_in_any_column_of_the_ledger(ledger: Ledger) -> None:
    for name in ("observation", "quarantine", "definition"):
        assert SOMEBODY not in str(stored(ledger, name).to_pylist())


def test_one_person_has_one_pseudonym_and_two_have_two(ledger: Ledger) -> None:
    first, again, other = stored(ledger, "observation")["person"].to_pylist()
    assert first == again != other


def test_the_vault_tells_who_it_is_and_writes_down_that_it_was_asked(ledger: Ledger) -> None:
    first = stored(ledger, "observation")["person"].to_pylist()[0]
    known = ledger.vault.reveal(IdentityKind.CITIZEN, [first], Reader("bác sĩ dịch tễ", "điều tra ca bệnh"))
    assert known == {first: SOMEBODY}
    assert any(record.purpose == "điều tra ca bệnh" for record in ledger.vault.access_log())
