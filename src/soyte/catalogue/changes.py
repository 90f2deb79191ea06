"""What changed between two catalogues, or between two days of one, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from soyte.catalogue.terms import (
    CERTAINTIES,
    DEADLINES,
    DIRECTIONS,
    FREQUENCIES,
    ROLLUPS,
    days,
    word,
)
from soyte.catalogue.versions import holds, on_day
from soyte.catalogue.whole import Whole
from soyte.periods.printing import date_vi

KINDS = {
    "indicator": "Chỉ tiêu",
    "measure": "Số đo",
    "list": "Danh mục bệnh",
    "disease": "Bệnh",
    "regime": "Chế độ báo cáo",
    "owner": "Cơ quan",
    "unit": "Đơn vị tính",
    "domain": "Lĩnh vực",
}
KEYS = {
    "name_vi": "tên",
    "name_en": "tên tiếng Anh",
    "unit": "đơn vị tính",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "direction": "chiều đánh giá",
    "rollup": "cách tổng hợp",
    "multiplier": "hệ số nhân",
    "formula": "công thức",
    "legal_source": "căn cứ",
    "certainty": "mức chắc chắn",
    "frequency": "kỳ báo cáo",
    "breakdowns": "phân tổ",
    "owner": "cơ quan có số liệu",
    "seen_in": "báo cáo đã nêu",
    "note": "ghi chú",
    "example": "ví dụ",
    "valid_from": "ngày bắt đầu hiệu lực",
    "valid_to": "ngày hết hiệu lực",
    "band": "khoảng giá trị thường gặp",
    "units": "cách gọi khác của đơn vị",
    "labels": "cụm từ nhận biết trong báo cáo",
    "group": "nhóm bệnh",
    "groups": "nhóm bệnh",
    "deadline": "thời hạn",
    "stricter": "mốc nhắc sớm hơn",
    "icd10": "mã ICD-10",
    "list": "danh mục phải báo cáo",
    "listed": "danh mục phải báo cáo",
    "sender": "nơi gửi",
    "recipient": "nơi nhận",
    "roles": "vai trò",
    "domain": "lĩnh vực",
    "forms": "biểu mẫu",
    "kind": "loại",
    "base": "cơ số",
}
_CODES = {**DIRECTIONS, **ROLLUPS, **CERTAINTIES, **FREQUENCIES, **DEADLINES}
_Key = tuple[str, str, str]  # kind, id, first day of the version


@dataclass(frozen=True)
class Change:
    """One thing that changed: a whole definition came or went (`key` is empty), or one key of it."""

    kind: str
    id: str
    name: str
    since: str
    key: str
    before: Any
    after: Any

    @property
    def words(self) -> str:
        """One sentence."""
        head = f"{KINDS[self.kind]} {self.id} ({self.name})" + (f", bản {self.since}" if self.since else "")
        if not self.key:
            return f"{head}: {'bỏ' if self.after is None else 'mới có'}."
        called = KEYS.get(self.key, self.key)
        if self.before in (None, [], ""):
            return f"{head}: thêm {called} {_said(self.after)}."
        if self.after in (None, [], ""):
            return f"{head}: bỏ {called} {_said(self.before)}."
        return f"{head}: {called} từ {_said(self.before)} thành {_said(self.after)}."


def between_catalogues(old: Whole, new: Whole) -> tuple[Change, ...]:
    """What changed from one folder to another, version by version."""
    return tuple(_changes(_versions(old), _versions(new)))


def between_days(whole: Whole, first: date, last: date) -> tuple[Change, ...]:
    """What of a catalogue held otherwise on two days."""
    return tuple(_changes(_holding(whole, first), _holding(whole, last)))


def _changes(old: Mapping[_Key, dict[str, Any]], new: Mapping[_Key, dict[str, Any]]) -> Iterator[Change]:
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        kind, identifier, since = key
        name = str((after or before or {}).get("name_vi") or identifier)
        if before is None or after is None:
            yield Change(kind, identifier, name, since, "", before, after)
            continue
        for field in dict.fromkeys([*before, *after]):
            if before.get(field) != after.get(field):
                yield Change(kind, identifier, name, since, field, before.get(field), after.get(field))


def _versions(whole: Whole) -> dict[_Key, dict[str, Any]]:
    found: dict[_Key, dict[str, Any]] = {}
    for kind, versions in _versioned(whole).items():
        for name, several in versions.items():
            for one in several:
                said = _dump(one)
                if kind == "indicator":
                    said["domain"] = whole.catalogue.domains[name]
                found[kind, name, days(getattr(one, "valid_from", None), None)] = said
    for name, disease in whole.diseases.all.items():
        found["disease", name, ""] = _dump(disease)
    for asked in whole.diseases.lists.values():
        found["list", asked.id, ""] = _dump(asked)
    return found | _tables(whole)


def _holding(whole: Whole, day: date) -> dict[_Key, dict[str, Any]]:
    found: dict[_Key, dict[str, Any]] = {}
    for kind, versions in _versioned(whole).items():
        for name, several in versions.items():
            one = on_day(several, day)
            if one is not None:
                said = _dump(one)
                found[kind, name, ""] = {key: said[key] for key in said if key not in ("valid_from", "valid_to")}
    for name in whole.diseases.all:
        known = whole.diseases.disease(name, day)
        if known.group or known.list:
            found["disease", name, ""] = {
                "name_vi": known.name_vi,
                "icd10": list(known.icd10),
                "group": known.group,
                "deadline": known.deadline,
            }
    for asked in whole.diseases.lists.values():
        if holds(asked, day):
            found["list", asked.id, ""] = _dump(asked)
    return found


def _versioned(whole: Whole) -> dict[str, Mapping[str, Iterable[Any]]]:
    return {
        "indicator": whole.catalogue.versions,
        "measure": whole.measures.versions,
        "regime": whole.regimes.versions,
        "owner": whole.owners.versions,
    }


def _tables(whole: Whole) -> dict[_Key, dict[str, Any]]:
    units: dict[_Key, dict[str, Any]] = {("unit", one.unit, ""): _dump(one) for one in whole.tables.units.values()}
    return units | {("domain", one.id, ""): _dump(one) for one in whole.tables.domains.values()}


def _dump(one: BaseModel) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def _said(value: Any) -> str:
    """A value as a reader would write it."""
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value) or "không có gì"
    if isinstance(value, dict):
        return "(" + ", ".join(f"{KEYS.get(key, key)}: {_said(one)}" for key, one in value.items()) + ")"
    text = str(value)
    if len(text) == 10 and text[4] == text[7] == "-":
        return date_vi(date.fromisoformat(text))
    return f"“{word(_CODES, text)}”" if isinstance(value, str) else text
