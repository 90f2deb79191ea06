"""A mapping as a person makes it on a screen: column by column. It becomes a mapping, and a mapping becomes one again."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from soyte.intake.counts.mapping import Mapping

BREAKDOWNS = ("facility", "disease", "sex", "age_group", "category")
IDENTITIES = ("citizen", "card", "patient", "person", "phone", "address", "text")
TIMES = ("year", "month", "quarter", "week", "period", "end")
ROLES: Dict[str, str] = {
    "ignore": "không dùng",
    "place": "địa bàn",
    "year": "năm",
    "month": "tháng",
    "quarter": "quý",
    "week": "tuần",
    "period": "kỳ, viết trong một ô (T1/2024, ngày đầu kỳ)",
    "end": "ngày cuối kỳ",
    "measure": "số đo (chữ trong cột nói đếm cái gì)",
    "status": "tính chất: chính thức, ước, sơ bộ",
    "disease": "bệnh",
    "sex": "giới",
    "age_group": "nhóm tuổi",
    "category": "phân loại khác",
    "facility": "cơ sở",
    "value": "số liệu",
    "citizen": "số định danh cá nhân (cất riêng)",
    "card": "số thẻ BHYT (cất riêng)",
    "patient": "mã người bệnh (cất riêng)",
    "person": "họ và tên (cất riêng)",
    "phone": "điện thoại (cất riêng)",
    "address": "địa chỉ (cất riêng)",
    "text": "ghi chú tự do (cất riêng)",
}
TRANSLATED = ("measure", "status", "disease", "sex", "age_group", "category")
TOTAL = "-"  # stands for "not broken down": a row of totals


@dataclass(frozen=True)
class DraftColumn:
    """What one column means. `words` translates its words to codes (roles of TRANSLATED); a word without a code is left out.

    A column of values may say a `measure`, and of which breakdown (`dimension`, `code`) its numbers are.
    """

    head: str
    role: str = "ignore"
    measure: str = ""
    dimension: str = ""
    code: str = ""
    words: Dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """Everything that a screen says of a table. `same` holds what is one and the same for the whole file, by key: measure,
    place, period, status and breakdowns. `cells`: words in place of numbers, with the state that they mean."""

    dataset: str = ""
    title: str = ""
    owner: str = ""
    grain: str = "month"
    level: str = "commune"
    columns: tuple[DraftColumn, ...] = ()
    same: Dict[str, str] = field(default_factory=dict)
    cells: Dict[str, str] = field(default_factory=dict)
    numbers: str = "vi"
    whole: bool = True
    within: str = ""
    codes: bool = False
    boundaries: str = "start"
    calendar: str = ""
    form: str = ""
    frame: str = "vn"
    valid_from: date | None = None
    valid_to: date | None = None
    sheet: str = ""
    header_row: int | None = None
    header_rows: int = 1
    delimiter: str = "auto"
    names: Dict[str, str] = field(default_factory=dict)
    expected: Dict[str, Any] | None = None
    basis: str = ""

    def of(self, role: str) -> list[DraftColumn]:
        """The columns of a role."""
        return [column for column in self.columns if column.role == role]

    def first(self, role: str) -> str | None:
        """The head of the first column of a role."""
        return next((column.head for column in self.of(role)), None)


def draft_of(mapping: Mapping, heads: tuple[str, ...], renamed: Dict[str, str] | None = None) -> Draft:
    """A mapping as a draft over these heads; `renamed` gives the new head of columns that are called otherwise now."""
    from soyte.intake.counts.texts import key  # noqa: PLC0415 (one function)

    meant = {key((renamed or {}).get(head, head)): column for head, column in _meanings(mapping).items()}
    columns = []
    for head in heads:
        column = meant.get(key(head))
        columns.append(DraftColumn(head) if column is None else _under(column, head))
    place, when, dimensions = mapping.place, mapping.period, mapping.dimensions
    same = {
        "measure": mapping.measure if isinstance(mapping.measure, str) else None,
        "status": mapping.status if isinstance(mapping.status, str) else None,
        "place": place.value,
        "period": when.value,
        **{name: source.value for name in BREAKDOWNS if (source := getattr(dimensions, name))},
    }
    return Draft(
        mapping.dataset,
        mapping.title,
        mapping.owner,
        mapping.grain,
        place.level,
        tuple(columns),
        {name: value for name, value in same.items() if value},
        {word: state for state in STATES for word in getattr(mapping.cells, state)},
        mapping.value.numbers,
        mapping.value.whole,
        place.within or "",
        place.codes,
        place.boundaries,
        when.calendar or "",
        when.form or "",
        mapping.frame,
        mapping.valid_from,
        mapping.valid_to,
        mapping.sheet or "",
        mapping.header_row,
        mapping.header_rows,
        mapping.delimiter,
        dict(place.names),
        mapping.expected.model_dump(mode="json", by_alias=True, exclude_defaults=True) if mapping.expected else None,
        mapping.basis or "",
    )


STATES = ("not_reported", "none", "not_applicable")


def _under(column: DraftColumn, head: str) -> DraftColumn:
    return DraftColumn(head, column.role, column.measure, column.dimension, column.code, column.words)


def _meanings(mapping: Mapping) -> dict[str, DraftColumn]:
    """What each column that a mapping names means, by its head."""
    when = mapping.period
    found: dict[str, DraftColumn] = {}

    def put(head: str | None, role: str, **said: Any) -> None:
        if head:
            found[head] = DraftColumn(head, role, **said)

    put(mapping.place.column, "place")
    for role in ("year", "month", "quarter", "week", "end"):
        put(getattr(when, role), role)
    put(when.column, "period")
    for role in ("measure", "status"):
        said = getattr(mapping, role)
        if said is not None and not isinstance(said, str):
            put(said.column, role, words=dict(said.values))
    for name in BREAKDOWNS:
        source = getattr(mapping.dimensions, name)
        if source and source.column:
            words = {word: code or TOTAL for word, code in (source.values or {}).items()}
            put(source.column, name, words=words)
    for identity in mapping.identities.values():
        put(identity.column, identity.kind)
    put(mapping.value.column, "value")
    wide = mapping.unpivot
    for head, target in (wide.targets if wide else {}).items():
        if wide and wide.dimension == "measure":
            put(head, "value", measure=target.to)
        elif wide:
            put(head, "value", measure=target.measure or "", dimension=wide.dimension, code=target.to)
    return found
