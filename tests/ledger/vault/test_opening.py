"""Making a vault, opening it, and everything that can be wrong with its keyring."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from ledger.vault.secrets_seen import assert_shows_no_secret
from soyte.ledger.vault import Reader, Vault, VaultError


def test_a_vault_is_made_once(vault: Vault) -> None:
    with pytest.raises(VaultError, match="Đã có kho bảo mật"):
        Vault.create(vault.folder)


def test_a_keyring_is_never_overwritten(vault: Vault, tmp_path: Path) -> None:
    before = vault.keys.read_bytes()
    with pytest.raises(VaultError, match="Đã có tệp khóa"):
        Vault.create(tmp_path / "khác", vault.keys)
    assert vault.keys.read_bytes() == before


def test_what_a_lost_file_of_the_vault_leaves_is_not_made_anew(vault: Vault) -> None:
    """Fresh keys over sealed files would lock them for ever."""
    vault.keep_bytes(b"1")
    for path in (vault.folder / "vault.json", vault.keys):
        path.unlink()
        with pytest.raises(VaultError, match="Đã có kho bảo mật"):
            Vault.create(vault.folder)


def test_a_vault_on_a_disk_that_is_only_read_is_verified_but_not_opened(
    vault: Vault, lan: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = vault.keep_bytes(b"1")
    really = os.open

    def only_read(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system")
        return really(path, flags, mode)

    monkeypatch.setattr(os, "open", only_read)
    again = Vault.open(vault.folder)
    assert again.holds(kept.sha256)
    assert again.verify() == []
    with pytest.raises(VaultError, match="Không có quyền đọc hoặc ghi"), again.open_original(kept.sha256, lan):
        pytest.fail("handed out without a line in the log")
    with pytest.raises(VaultError, match="Không có quyền đọc hoặc ghi"):
        again.keep_bytes(b"2")


def test_the_keyring_lies_inside_or_where_it_is_said_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Vault.create(tmp_path / "1").keys == tmp_path / "1" / "keys.json"
    assert Vault.create(tmp_path / "2", tmp_path / "k2").keys == tmp_path / "k2"
    monkeypatch.setenv("SOYTE_VAULT_KEYS", str(tmp_path / "k2"))
    assert Vault.open(tmp_path / "2").keys == tmp_path / "k2"
    with pytest.raises(VaultError, match="không phải của kho bảo mật"):
        Vault.open(tmp_path / "1")


def test_a_folder_without_a_vault_is_named(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="không có kho bảo mật"):
        Vault.open(tmp_path)


def test_a_missing_keyring_says_where_to_look(vault: Vault) -> None:
    vault.keys.unlink()
    with pytest.raises(VaultError, match=r"Không thấy tệp khóa .*SOYTE_VAULT_KEYS.*bản xuất khóa"):
        Vault.open(vault.folder)


@pytest.mark.parametrize("cut", [0, 1, 100, -3])
def test_a_damaged_keyring_is_said_to_be_damaged_and_shows_nothing(vault: Vault, cut: int) -> None:
    whole = vault.keys.read_text()
    vault.keys.write_text(whole[:cut])
    with pytest.raises(VaultError, match="bị hỏng") as caught:
        Vault.open(vault.folder)
    assert_shows_no_secret(str(caught.value), whole)


@pytest.mark.parametrize("change", [{"log": "zz" * 32}, {"storage": []}, {"pseudonym": {}}, {"format": 2}, {"more": 1}])
def test_a_keyring_that_lacks_something_is_damaged(vault: Vault, change: dict[str, object]) -> None:
    whole = vault.keys.read_text()
    vault.keys.write_text(json.dumps({**json.loads(whole), **change}))
    with pytest.raises(VaultError, match="bị hỏng") as caught:
        Vault.open(vault.folder)
    assert_shows_no_secret(str(caught.value), whole)


def test_a_keyring_that_others_can_read_is_refused(vault: Vault) -> None:
    vault.keys.chmod(0o640)
    with pytest.raises(VaultError, match="chmod 600"):
        Vault.open(vault.folder)


def test_the_keyring_of_another_vault_is_refused(vault: Vault, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "khác")
    with pytest.raises(VaultError, match="không phải của kho bảo mật"):
        Vault.open(vault.folder, other.keys)


def test_a_keyring_from_before_a_change_of_keys_is_refused(vault: Vault) -> None:
    old = vault.keys.read_bytes()
    vault.rotate_storage_key()
    vault.keys.write_bytes(old)
    with pytest.raises(VaultError, match="cũ hơn kho bảo mật"):
        Vault.open(vault.folder)


def test_what_a_vault_remembers_of_itself_can_be_damaged(vault: Vault) -> None:
    (vault.folder / "vault.json").write_text("{}")
    with pytest.raises(VaultError, match=r"vault\.json bị hỏng"):
        Vault.open(vault.folder)


# ----------------------------------------------------------------------------------------------------------- secrets


def test_nothing_printed_shows_a_secret(vault: Vault) -> None:
    home = vault._home
    shown = [repr(x) + str(x) for x in (vault, home, home.keys, home.keys.read(), home.keys.read().storage[0])]
    assert_shows_no_secret("\n".join(shown), vault.keys.read_text())


def test_no_file_of_the_vault_but_the_keyring_holds_a_secret(vault: Vault) -> None:
    whole = vault.keys.read_text()
    vault.keep_bytes(b"1")
    vault.rotate_storage_key()
    for path in vault.folder.rglob("*"):
        if path.is_file() and path != vault.keys:
            assert_shows_no_secret(path.read_bytes().decode("latin-1"), whole)
