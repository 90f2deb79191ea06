"""Pseudonyms of the tables of many dossiers at once are those of each value by itself."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from soyte.ledger.vault import IdentityKind, Vault, patient_values
from soyte.receiving.hiding import Hidden, Hiding

TABLES = {
    "XML1": pa.table(
        {
            "row_key": ["hs:1", "hs:2", "hs:3"],
            "facility": ["99001", "99002", "99001"],
            "MA_BN": ["A", "A", "B"],
            "HO_TEN": ["NGUYỄN VĂN THỬ", "Nguyễn Văn  Thử", "-"],
            "SO_CCCD": pa.array([None, "", "099080000001"]),
            "MA_THE_BHYT": ["GD4990000000001; hs4990000000002", "GD4990000000001", None],
            "DU_PHONG": pa.nulls(3, pa.string()),
        }
    ),
    "XML2": pa.table(
        {"row_key": ["hs:1", "hs:1", "hs:3"], "MA_BAC_SI": ["GPHN.099080000001", None, "001234/HNO-CCHN"]}
    ),
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.create(tmp_path / "kho")


@pytest.fixture
def hidden(vault: Vault) -> Hidden:
    made: Hiding = pickle.loads(pickle.dumps(Hiding(vault.pseudonymising())))
    return made(TABLES)


def plain(vault: Vault, kind: IdentityKind, *values: str | None) -> list[str | None]:
    made: list[str | None] = vault.pseudonyms(kind, pa.array(values, pa.string())).to_pylist()
    return made


def test_each_value_becomes_what_it_becomes_alone(vault: Vault, hidden: Hidden) -> None:
    main, drugs = (hidden.tables[name].to_pydict() for name in ("XML1", "XML2"))
    numbers = patient_values(pa.array(["99001", "99002", "99001"]), pa.array(["A", "A", "B"])).to_pylist()
    assert main["MA_BN"] == plain(vault, IdentityKind.PATIENT, *numbers)
    assert main["HO_TEN"] == plain(vault, IdentityKind.PERSON, "nguyễn văn thử", "nguyễn văn thử", "-")
    assert main["SO_CCCD"] == plain(vault, IdentityKind.CITIZEN, None, None, "099080000001")
    first, last = plain(vault, IdentityKind.CARD, "GD4990000000001", "HS4990000000002")
    assert main["MA_THE_BHYT"] == [first, first, None]
    assert main["MA_THE_BHYT_last"] == [last, None, None]
    assert main["MA_THE_BHYT_head"] == ["GD499;HS499", "GD499", None]
    number, nobody, licence = drugs["MA_BAC_SI"]
    assert number.startswith("GPHN.id-") and (nobody, licence) == (None, "001234/HNO-CCHN")
    assert "DU_PHONG" not in main  # nothing stands there


def test_who_is_behind_each_pseudonym_comes_along_once(vault: Vault, hidden: Hidden) -> None:
    pairs = {kind: sorted(zip(*table.to_pydict().values(), strict=True)) for kind, table in hidden.pairs.items()}
    spelled = ["NGUYỄN VĂN THỬ", "Nguyễn Văn  Thử", "-"]
    assert pairs[IdentityKind.PERSON] == sorted(zip(plain(vault, IdentityKind.PERSON, *spelled), spelled, strict=True))
    assert len(pairs[IdentityKind.PATIENT]) == 3
    assert [value for _, value in pairs[IdentityKind.CITIZEN]] == ["099080000001"]
    assert IdentityKind.TEXT not in pairs
