"""Changing keys: everything stays readable, and the old key goes when nothing needs it."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

from soyte.ledger.vault import IdentityKind, Reader, Vault, VaultError
from soyte.ledger.vault.files import locked
from soyte.ledger.vault.keyring import Keyring

PERSON, CARD = IdentityKind.PERSON, IdentityKind.CARD
NAMES = pa.array(["Trần Văn Thử", "Lê Thị Mẫu"])


def loaded(vault: Vault, submission: str = "s1") -> list[str]:
    made = vault.pseudonyms(PERSON, NAMES)
    vault.keep_identities(submission, PERSON, made, NAMES)
    pseudonyms: list[str] = made.to_pylist()
    return pseudonyms


def sealed(vault: Vault) -> set[str]:
    return {path.name[-7:] for path in vault.folder.glob("*/*/*.age")}


def versions(vault: Vault, *where: str) -> list[int]:
    part = json.loads(vault.keys.read_text())
    for step in where:
        part = part[step]
    return [key["version"] for key in part]


# -------------------------------------------------------------------------------------------------- the storage key


def test_everything_is_encrypted_anew_and_reads_as_before(vault: Vault, lan: Reader) -> None:
    kept = [vault.keep_bytes(bytes([n]) * n * 50_000) for n in range(4)]
    pseudonyms = loaded(vault)
    seen: list[tuple[int, int]] = []
    vault.rotate_storage_key(lambda done, total: seen.append((done, total)))
    assert seen == [(n, 5) for n in range(1, 6)]
    assert sealed(vault) == {".k2.age"}
    assert versions(vault, "storage") == [2]
    assert versions(vault, "retired") == [1]
    assert vault.verify() == []
    assert vault.reveal(PERSON, pseudonyms, lan) == dict(zip(pseudonyms, NAMES.to_pylist(), strict=True))
    for n, original in enumerate(kept):
        with vault.open_original(original.sha256, lan) as file:
            assert file.read() == bytes([n]) * n * 50_000
    assert not vault.keep_bytes(b"").new


def test_another_process_notices_the_new_key(vault: Vault, lan: Reader) -> None:
    other = Vault.open(vault.folder)
    kept = vault.keep_bytes(b"1")
    vault.rotate_storage_key()
    with other.open_original(kept.sha256, lan) as file:
        assert file.read() == b"1"
    other.keep_bytes(b"2")
    assert sealed(vault) == {".k2.age"}


def test_a_change_that_was_interrupted_goes_on_with_the_same_key(vault: Vault, lan: Reader) -> None:
    kept = vault.keep_bytes(b"1")
    pseudonyms = loaded(vault)
    vault._home.change_keys(Keyring.with_storage_key)
    newer = vault.keep_bytes(b"2")
    loaded(vault, "s2")
    assert sealed(vault) == {".k1.age", ".k2.age"}
    for original in (kept, newer):
        with vault.open_original(original.sha256, lan) as file:
            assert file.read()
    assert len(vault.reveal(PERSON, pseudonyms, lan)) == 2
    vault.rotate_storage_key()
    assert sealed(vault) == {".k2.age"}
    assert versions(vault, "storage") == [2]


def test_an_older_seal_never_wins_over_a_newer_one(vault: Vault, lan: Reader) -> None:
    """A killed run may leave both; the older one knows less."""
    loaded(vault)
    [old] = vault.folder.glob("identities/*/*")
    before = old.read_bytes()
    vault._home.change_keys(Keyring.with_storage_key)
    vault.rotate_pseudonym_key(PERSON)
    assert not old.exists()
    old.write_bytes(before)
    vault.rotate_storage_key()
    assert len(vault.reveal(PERSON, vault.pseudonyms(PERSON, NAMES).to_pylist(), lan)) == 2
    assert sealed(vault) == {".k2.age"}


def test_a_damaged_file_keeps_the_old_key_alive_and_is_named(vault: Vault, lan: Reader) -> None:
    bad, good = vault.keep_bytes(b"bad" * 100), vault.keep_bytes(b"good" * 100)
    [path] = vault.folder.glob(f"originals/*/{bad.sha256}*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(VaultError, match=rf"1 tệp không mã hóa lại được, khóa cũ vẫn được giữ[\s\S]*{path.name}"):
        vault.rotate_storage_key()
    assert versions(vault, "storage") == [1, 2]
    path.write_bytes(whole)
    vault.rotate_storage_key()
    assert versions(vault, "storage") == [2]
    for original in (bad, good):
        with vault.open_original(original.sha256, lan):
            pass


def test_two_changes_at_a_time_are_refused(vault: Vault) -> None:
    with locked(vault.folder / "rotation.lock"), pytest.raises(VaultError, match="Đang có một lệnh khác thay khóa"):
        vault.rotate_storage_key()


# ------------------------------------------------------------------------------------------------ the pseudonym keys


def test_old_pseudonyms_are_mapped_to_new_ones(vault: Vault) -> None:
    old = loaded(vault)
    assert loaded(vault, "s2") == old
    table = vault.rotate_pseudonym_key(PERSON)
    assert table.schema == pa.schema({"old": pa.string(), "new": pa.string()})
    new = vault.pseudonyms(PERSON, NAMES).to_pylist()
    assert {value[:3] for value in new} == {"n2:"}
    assert dict(zip(*(column.to_pylist() for column in table.columns), strict=True)) == dict(zip(old, new, strict=True))
    assert vault.rotations() == {PERSON}


def test_both_are_revealed_until_the_change_is_finished(vault: Vault, lan: Reader) -> None:
    old = loaded(vault)
    vault.rotate_pseudonym_key(PERSON)
    new = loaded(vault, "s2")
    assert len(vault.reveal(PERSON, [*old, *new], lan)) == 4
    vault.finish_rotation(PERSON)
    assert vault.reveal(PERSON, old, lan) == {}
    assert vault.reveal(PERSON, new, lan) == dict(zip(new, NAMES.to_pylist(), strict=True))
    assert vault.rotations() == frozenset()
    assert versions(vault, "pseudonym", "person") == [2]
    vault.finish_rotation(PERSON)


def test_asked_again_the_mapping_is_the_same(vault: Vault) -> None:
    loaded(vault)
    table = vault.rotate_pseudonym_key(PERSON)
    loaded(vault, "s2")
    assert Vault.open(vault.folder).rotate_pseudonym_key(PERSON) == table
    vault.finish_rotation(PERSON)
    assert vault.rotate_pseudonym_key(PERSON)["old"].to_pylist() == sorted(table["new"].to_pylist())


def test_other_kinds_keep_their_pseudonyms(vault: Vault) -> None:
    cards = pa.array(["DN4790000000001"])
    before = vault.pseudonyms(CARD, cards)
    vault.keep_identities("s1", CARD, before, cards)
    vault.rotate_pseudonym_key(PERSON)
    vault.finish_rotation(PERSON)
    assert vault.pseudonyms(CARD, cards) == before


def test_a_vault_without_people_changes_its_key_as_well(vault: Vault) -> None:
    assert len(vault.rotate_pseudonym_key(CARD)) == 0
    vault.finish_rotation(CARD)
    assert versions(vault, "pseudonym", "card") == [2]


def test_a_load_that_began_before_the_change_is_refused(vault: Vault) -> None:
    before = vault.pseudonyms(PERSON, NAMES)
    vault.rotate_pseudonym_key(PERSON)
    with pytest.raises(VaultError, match=r"Khóa mã thay thế của họ và tên vừa được thay.*nạp lại"):
        vault.keep_identities("s1", PERSON, before, NAMES)


def test_a_finish_that_was_interrupted_must_be_taken_up(
    vault: Vault, lan: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(vault)
    loaded(vault, "s2")
    vault.rotate_pseudonym_key(PERSON)
    [path] = vault.folder.glob("identities/person/s2.*")
    whole = path.read_bytes()
    path.write_bytes(b"")
    with pytest.raises(VaultError, match="bị hỏng"):
        vault.finish_rotation(PERSON)
    path.write_bytes(whole)
    with pytest.raises(VaultError, match="đang ở bước hoàn tất"):
        vault.rotate_pseudonym_key(PERSON)
    vault.finish_rotation(PERSON)
    assert len(vault.reveal(PERSON, vault.pseudonyms(PERSON, NAMES).to_pylist(), lan)) == 2
    assert vault.verify() == []
