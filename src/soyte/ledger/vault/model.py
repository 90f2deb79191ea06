"""The words of the vault: kinds of identifiers, who reads and why, what is kept, what is damaged, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_LONGEST = 500

Progress = Callable[[int, int], None]
"""Called with how many files are done and how many there are."""


class VaultError(Exception):
    """What the vault cannot do. The message is Vietnamese, holds no secret and says what to do."""


class IdentityKind(StrEnum):
    """What can tell who somebody is. Each kind has a pseudonym key of its own."""

    CITIZEN = "citizen"
    CARD = "card"
    PATIENT = "patient"
    PERSON = "person"
    PHONE = "phone"
    ADDRESS = "address"
    TEXT = "text"

    @property
    def label(self) -> str:
        """What a Vietnamese reader calls it."""
        return _LABELS[self]

    @property
    def letter(self) -> str:
        """The first letter of its pseudonyms."""
        return _LETTERS[self]


_LABELS = {
    IdentityKind.CITIZEN: "số định danh cá nhân",
    IdentityKind.CARD: "số thẻ bảo hiểm y tế",
    IdentityKind.PATIENT: "mã người bệnh tại cơ sở",
    IdentityKind.PERSON: "họ và tên",
    IdentityKind.PHONE: "số điện thoại",
    IdentityKind.ADDRESS: "địa chỉ",
    IdentityKind.TEXT: "nội dung ghi tự do",
}
_LETTERS = {
    IdentityKind.CITIZEN: "c",
    IdentityKind.CARD: "k",
    IdentityKind.PATIENT: "p",
    IdentityKind.PERSON: "n",
    IdentityKind.PHONE: "t",
    IdentityKind.ADDRESS: "a",
    IdentityKind.TEXT: "x",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who opens the vault and what for. Both are written to the access log, so neither may be blank."""

    actor: str
    purpose: str

    def __post_init__(self) -> None:
        for name, value in (("người truy cập", self.actor), ("mục đích", self.purpose)):
            if not value.strip():
                raise VaultError(f"Thiếu {name}. Mỗi lần mở kho bảo mật phải ghi rõ ai mở và để làm gì.")
            if len(value) > _LONGEST:
                raise VaultError(f"Phần {name} dài {len(value)} ký tự. Hãy rút gọn còn nhiều nhất {_LONGEST} ký tự.")


@dataclass(frozen=True, slots=True)
class Kept:
    """An original in the vault: the hash and size in bytes of its plain content, and whether this call put it there."""

    sha256: str
    size: int
    new: bool


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the vault that is not what it should be: its path within the vault and, in Vietnamese, why."""

    path: Path
    message: str
