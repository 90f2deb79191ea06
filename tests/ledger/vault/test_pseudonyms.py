"""Pseudonyms of columns."""

from __future__ import annotations

import hmac
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.ledger.vault import IdentityKind, Vault
from soyte.ledger.vault.keyring import Key
from soyte.ledger.vault.pseudonyms import pseudonyms


def test_the_same_identifier_gives_the_same_pseudonym(vault: Vault) -> None:
    written = pa.array(["001090012345", "001 090 012 345", None, "002090012345", ""])
    one, same, null, other, empty = vault.pseudonyms(IdentityKind.CITIZEN, written).to_pylist()
    assert one == same != other
    assert null is None
    assert empty is None
    again = Vault.open(vault.folder).pseudonyms(IdentityKind.CITIZEN, written)
    assert again.to_pylist() == [one, same, None, other, None]


def test_a_pseudonym_names_its_kind_and_key_and_nothing_else(vault: Vault) -> None:
    made = {kind: vault.pseudonyms(kind, pa.array(["0912345678"]))[0].as_py() for kind in IdentityKind}
    assert {value[:3] for value in made.values()} == {"c1:", "k1:", "p1:", "n1:", "t1:", "a1:", "x1:"}
    assert {len(value) for value in made.values()} == {35}
    assert len({value[3:] for value in made.values()}) == len(IdentityKind), "kinds can be linked"


def test_another_vault_gives_other_pseudonyms(vault: Vault, tmp_path: Path) -> None:
    name = pa.array(["Trần Văn Thử"])
    other = Vault.create(tmp_path / "khác")
    assert vault.pseudonyms(IdentityKind.PERSON, name) != other.pseudonyms(IdentityKind.PERSON, name)


@pytest.mark.parametrize("shape", [
    pa.chunked_array([["a", "b"], ["a", None]]),
    pa.chunked_array([], pa.string()),
    pa.array(["a", "b", "a", None]).dictionary_encode(),
    pa.chunked_array([["a", "b"], ["b"]]).dictionary_encode(),
    pa.array(["x", "a", "b"])[1:],
    pa.array(["a", "b"], pa.large_string()),
    pa.array([None, None]),
    pa.array([], pa.string()),
])  # fmt: skip
def test_every_shape_of_column_is_taken(vault: Vault, shape: pa.Array) -> None:
    single = {v: vault.pseudonyms(IdentityKind.TEXT, pa.array([v], pa.string()))[0].as_py() for v in ("a", "b", None)}
    made = vault.pseudonyms(IdentityKind.TEXT, shape)
    assert made.type == pa.string()
    assert made.to_pylist() == [single[v] for v in shape.to_pylist()]


@given(st.binary(min_size=32, max_size=32), st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_it_is_the_hmac_of_the_standard(secret: bytes, value: str) -> None:
    key = Key.model_validate({"version": 7, "created": "2026-01-01T00:00:00Z", "secret": secret.hex()})
    made = pseudonyms(IdentityKind.CARD, key, pa.array([f"A{value}"]))
    assert made[0].as_py()[:3] == "k7:"
    from soyte.ledger.vault.canonical import canonical  # noqa: PLC0415

    canon = canonical(IdentityKind.CARD, pa.array([f"A{value}"]))[0].as_py()
    assert made[0].as_py() == "k7:" + hmac.digest(secret, canon.encode(), "sha256").hex()[:32]


def test_each_kind_has_a_secret_of_its_own(vault: Vault) -> None:
    ring = json.loads(vault.keys.read_text())
    secrets = [key["secret"] for keys in ring["pseudonym"].values() for key in keys]
    assert len(secrets) == len(set(secrets)) == len(IdentityKind)
