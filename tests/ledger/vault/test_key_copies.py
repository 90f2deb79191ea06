"""The copy of the keyring that is kept apart, under a passphrase. Slow on purpose: guessing has to be slow."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ledger.vault.secrets_seen import assert_shows_no_secret
from soyte.ledger.vault import Reader, Vault, VaultError

PHRASE = "một mật khẩu đủ dài"


@pytest.mark.slow
def test_an_exported_keyring_opens_the_vault_again(vault: Vault, tmp_path: Path, lan: Reader) -> None:
    kept = vault.keep_bytes(b"1")
    copy = tmp_path / "khóa.age"
    vault.export_keys(copy, PHRASE)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert_shows_no_secret(copy.read_bytes().decode("latin-1"), vault.keys.read_text())
    vault.keys.unlink()
    again = Vault.import_keys(vault.folder, copy, PHRASE)
    with again.open_original(kept.sha256, lan) as file:
        assert file.read() == b"1"
    assert [record.action for record in again.access_log()] == ["export_keys", "open"]


@pytest.mark.slow
def test_an_export_opens_by_its_passphrase_only(vault: Vault, tmp_path: Path) -> None:
    copy = tmp_path / "khóa.age"
    vault.export_keys(copy, PHRASE)
    vault.keys.unlink()
    with pytest.raises(VaultError, match="mật khẩu không đúng hoặc tệp bị hỏng"):
        Vault.import_keys(vault.folder, copy, PHRASE + "?")
    assert not vault.keys.exists()


@pytest.mark.slow
def test_the_export_of_another_vault_is_refused(vault: Vault, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "khác")
    other.export_keys(tmp_path / "khóa.age", PHRASE)
    vault.keys.unlink()
    with pytest.raises(VaultError, match="không phải của kho bảo mật"):
        Vault.import_keys(vault.folder, tmp_path / "khóa.age", PHRASE)
    assert not vault.keys.exists()


def test_a_keyring_that_is_there_is_not_replaced(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="Đã có tệp khóa"):
        Vault.import_keys(vault.folder, tmp_path / "khóa.age", PHRASE)


def test_a_missing_export_is_named(vault: Vault, tmp_path: Path) -> None:
    vault.keys.unlink()
    with pytest.raises(VaultError, match=r"Không thấy bản xuất khóa .*khóa\.age"):
        Vault.import_keys(vault.folder, tmp_path / "khóa.age", PHRASE)


def test_a_short_passphrase_is_refused(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="ít nhất 14 ký tự"):
        vault.export_keys(tmp_path / "khóa.age", "ngắn")
    assert not (tmp_path / "khóa.age").exists()
