"""The keyring: every secret of a vault in one small file, with versions and dates.

A storage key (age, X25519) encrypts files; while more than one is there, files are being encrypted anew. A pseudonym key
belongs to one kind of identifier. The log key seals the access log and tells which vault the ring belongs to.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from soyte.ledger.clock import now
from soyte.ledger.sealing import age
from soyte.ledger.vault.files import disk_errors, write_whole
from soyte.ledger.vault.model import IdentityKind, VaultError

SETTING = "SOYTE_VAULT_KEYS"
_MODEL = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
_PHRASE = 14


class Phase(StrEnum):
    """How far the change of a pseudonym key has come."""

    REWRITING = "rewriting"
    FINISHING = "finishing"


class Key(BaseModel):
    """One version of one secret."""

    model_config = _MODEL
    version: int = Field(ge=1)
    created: datetime
    secret: str = Field(repr=False, min_length=1)

    @property
    def raw(self) -> bytes:
        """The secret of a key that is not an age identity: 32 bytes."""
        return bytes.fromhex(self.secret)

    @property
    def recipient(self) -> str:
        """The public half of a storage key: what seals, and cannot open."""
        return age.recipient_of(self.secret)


class Retired(BaseModel):
    """A version that is gone: nothing in the vault needs it any more."""

    model_config = _MODEL
    name: str
    version: int
    created: datetime
    retired: datetime


class Keyring(BaseModel):
    """Every secret of a vault. Newest versions last."""

    model_config = _MODEL
    format: Literal[1] = 1
    vault: str
    generation: int = Field(ge=1)
    log: str = Field(repr=False, min_length=64, max_length=64)
    storage: tuple[Key, ...] = Field(min_length=1)
    pseudonym: dict[IdentityKind, tuple[Key, ...]]
    rotating: dict[IdentityKind, Phase] = {}
    retired: tuple[Retired, ...] = ()

    @property
    def log_key(self) -> bytes:
        """The key that seals the access log."""
        return bytes.fromhex(self.log)

    @property
    def check(self) -> str:
        """What the vault remembers of its keyring: it proves which one belongs to it and gives nothing away."""
        return hmac.digest(self.log_key, f"soyte vault {self.vault}".encode(), "sha256").hex()

    def with_storage_key(self) -> Keyring:
        """One storage key more; new files are encrypted with it."""
        key = _key(self.storage[-1].version + 1, age.new_identity())
        return self.model_copy(update={"storage": (*self.storage, key)})

    def without_old_storage_keys(self) -> Keyring:
        """Only the newest storage key."""
        gone = _retire("storage", self.storage[:-1])
        return self.model_copy(update={"storage": self.storage[-1:], "retired": (*self.retired, *gone)})

    def with_pseudonym_key(self, kind: IdentityKind) -> Keyring:
        """One key more for a kind; new pseudonyms are made with it."""
        keys = self.pseudonym[kind]
        grown = {**self.pseudonym, kind: (*keys, _key(keys[-1].version + 1, secrets.token_hex(32)))}
        return self.model_copy(update={"pseudonym": grown}).in_phase(kind, Phase.REWRITING)

    def in_phase(self, kind: IdentityKind, phase: Phase) -> Keyring:
        """The same keys, further on."""
        return self.model_copy(update={"rotating": {**self.rotating, kind: phase}})

    def without_old_pseudonym_keys(self, kind: IdentityKind) -> Keyring:
        """Only the newest key of a kind, and no change under way."""
        keys = self.pseudonym[kind]
        return self.model_copy(
            update={
                "pseudonym": {**self.pseudonym, kind: keys[-1:]},
                "rotating": {other: phase for other, phase in self.rotating.items() if other != kind},
                "retired": (*self.retired, *_retire(f"pseudonym {kind}", keys[:-1])),
            }
        )


def new_keyring(vault: str) -> Keyring:
    """Fresh secrets for a new vault."""
    return Keyring(
        vault=vault,
        generation=1,
        log=secrets.token_hex(32),
        storage=(_key(1, age.new_identity()),),
        pseudonym={kind: (_key(1, secrets.token_hex(32)),) for kind in IdentityKind},
    )


def _key(version: int, secret: str) -> Key:
    return Key(version=version, created=now(), secret=secret)


def _retire(name: str, keys: tuple[Key, ...]) -> tuple[Retired, ...]:
    moment = now()
    return tuple(Retired(name=name, version=key.version, created=key.created, retired=moment) for key in keys)


def keyring_path(folder: Path, keys: Path | None) -> Path:
    """Where the keyring lies: as said, as the setting says, or in the folder of the vault."""
    return keys or (Path(named) if (named := os.environ.get(SETTING)) else folder / "keys.json")


class KeyringFile:
    """The keyring on disk. Another process may replace it, so it is looked at anew each time, and parsed when it changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._ring: Keyring | None = None

    def __repr__(self) -> str:
        return f"KeyringFile({str(self.path)!r})"

    def read(self) -> Keyring:
        """The keyring as it is now. Raises VaultError when missing, open to others, unreadable or damaged."""
        try:
            stat = self.path.stat()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if self._ring is None or seen != self._seen:
                if stat.st_mode & 0o077:
                    raise VaultError(
                        f"Tệp khóa {self.path}: người khác trên máy này đọc được. "
                        f"Hãy chạy `chmod 600 {self.path}` rồi làm lại."
                    )
                self._ring, self._seen = parse(self.path.read_bytes(), self.path), seen
        except FileNotFoundError:
            raise VaultError(
                f"Không thấy tệp khóa {self.path}. Nếu tệp khóa để ở nơi khác, hãy đặt biến {SETTING}; "
                "nếu đã mất, hãy nhập lại khóa từ bản xuất khóa dự phòng."
            ) from None
        except PermissionError:
            raise VaultError(
                f"Không được phép đọc tệp khóa {self.path}. Hãy chạy bằng tài khoản đã tạo kho bảo mật."
            ) from None
        except OSError as error:
            raise VaultError(f"Không đọc được tệp khóa {self.path}: {error.strerror}. Hãy kiểm tra ổ đĩa.") from None
        return self._ring

    def write(self, ring: Keyring) -> None:
        """Replace the keyring in one step."""
        with disk_errors(self.path):
            write_whole(self.path, dump(ring))

    def change(self, step: Callable[[Keyring], Keyring]) -> Keyring:
        """Take a step and count it, so that an outdated copy of the ring is known as such. The caller holds the lock."""
        ring = self.read()
        ring = step(ring).model_copy(update={"generation": ring.generation + 1})
        self.write(ring)
        return ring


def dump(ring: Keyring) -> bytes:
    """The keyring as JSON."""
    return (json.dumps(ring.model_dump(mode="json"), indent=1) + "\n").encode()


def parse(content: bytes, path: Path) -> Keyring:
    """Read what `dump` wrote. Raises VaultError that shows nothing of the content."""
    try:
        ring = Keyring.model_validate_json(content)
        for keys in ring.pseudonym.values():
            _ = [key.raw for key in keys]
        if set(ring.pseudonym) == set(IdentityKind) and all(ring.pseudonym.values()) and ring.log_key:
            return ring
    except (ValidationError, ValueError):
        pass
    raise VaultError(f"Tệp khóa {path} bị hỏng. Hãy nhập lại khóa từ bản xuất khóa dự phòng.") from None


def export(ring: Keyring, path: Path, phrase: str) -> None:
    """Write the keyring under a passphrase. Raises VaultError when the passphrase is short."""
    if len(phrase) < _PHRASE:
        raise VaultError(f"Mật khẩu bảo vệ bản xuất khóa ngắn quá. Hãy dùng ít nhất {_PHRASE} ký tự.")
    with disk_errors(path):
        write_whole(path, age.wrap(dump(ring), phrase))


def unwrap(path: Path, phrase: str) -> Keyring:
    """Read what `export` wrote. Raises VaultError when missing, when the passphrase is wrong, or when damaged."""
    with disk_errors(path):
        try:
            return parse(age.unwrap(path.read_bytes(), phrase), path)
        except FileNotFoundError:
            raise VaultError(f"Không thấy bản xuất khóa {path}. Hãy kiểm tra lại đường dẫn.") from None
        except age.CannotUnseal:
            raise VaultError(
                f"Không mở được bản xuất khóa {path}: mật khẩu không đúng hoặc tệp bị hỏng. "
                "Hãy gõ lại mật khẩu; nếu vẫn không được, hãy dùng bản xuất khác."
            ) from None
