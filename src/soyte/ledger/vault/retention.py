"""How long things are kept: dated data with legal sources, and one question."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from soyte.ledger.vault.model import VaultError

SHIPPED = Path(__file__).with_name("retention.yaml")


class RetainedKind(StrEnum):
    """What has a time of its own."""

    ORIGINAL = "original"
    IDENTITY = "identity"
    ACCESS_LOG = "access_log"


class RetentionPolicy(BaseModel):
    """At least how many months one kind of thing is kept, from when to when that is in force, and who says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: RetainedKind
    months: int | None = Field(ge=0)
    valid_from: date
    valid_to: date | None
    source: str = Field(min_length=1)
    certainty: Literal["L", "M", "?"]
    note: str = ""


def policies(path: Path = SHIPPED) -> tuple[RetentionPolicy, ...]:
    """The policies of a file. Raises VaultError that names file, line of the list, key and what was expected."""
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        return tuple(TypeAdapter(list[RetentionPolicy]).validate_python(content))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise VaultError(
            f"Không đọc được tệp thời hạn lưu giữ {path}. Hãy kiểm tra tệp (dạng YAML, mã UTF-8)."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = " › ".join(f"mục {step + 1}" if isinstance(step, int) else step for step in first["loc"]) or "cả tệp"
        raise VaultError(
            f"Tệp thời hạn lưu giữ {path}, {where}: không dùng được ({first['type']}). "
            "Mỗi mục cần kind, months, valid_from, valid_to, source, certainty (L, M hoặc ?)."
        ) from None


def due(kind: RetainedKind, received: date, today: date, known: Sequence[RetentionPolicy]) -> bool:
    """Whether a thing received on a day may be deleted today.

    The policies in force today decide, the longest of them. Without a policy, without a limit, or with one that is not
    certain, nothing is ever due.
    """
    live = [
        p for p in known if p.kind == kind and p.valid_from <= today and (p.valid_to is None or today <= p.valid_to)
    ]
    return bool(live) and all(
        p.certainty == "L" and p.months is not None and today >= _later(received, p.months) for p in live
    )


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
