"""Everything that the catalogue holds as one kind of thing: an entry with its versions, each with days, source and lines of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from soyte.catalogue import claims
from soyte.catalogue.cards import Line, disease_card, indicator_card, regime_card
from soyte.catalogue.measure_model import Measure
from soyte.catalogue.owners import Owner
from soyte.catalogue.terms import word
from soyte.catalogue.verdict_rules import VerdictRule, verdict_rules
from soyte.catalogue.versions import holds
from soyte.catalogue.whole import Whole

KINDS: Mapping[str, str] = {
    "indicator": "Chỉ tiêu",
    "measure": "Số đo",
    "disease": "Bệnh",
    "list": "Danh mục bệnh phải báo cáo",
    "regime": "Chế độ báo cáo",
    "owner": "Cơ quan",
    "unit": "Đơn vị tính",
    "verdict_rule": "Quy tắc đánh giá mức đạt",
    "claim_field": "Trường dữ liệu BHYT",
    "claim_code": "Bộ mã dữ liệu BHYT",
}
_ROLES = {
    "owns": "có số liệu",
    "sends": "gửi báo cáo",
    "receives": "nhận báo cáo",
    "sets_targets": "giao chỉ tiêu",
}
_AGGREGATES = {"sum": "cộng", "count": "đếm dòng", "distinct": "đếm giá trị khác nhau"}
_REQUIRED = {"yes": "bắt buộc", "conditional": "bắt buộc khi có", "no": "không bắt buộc"}
_UNITS = {
    "count": "đếm",
    "percent": "phần trăm",
    "per_thousand": "phần nghìn",
    "density": "mật độ",
    "ratio": "tỷ số",
    "money": "tiền",
    "score": "điểm",
    "level": "mức",
    "rank": "hạng",
    "amount": "lượng",
    "duration": "thời gian",
}


@dataclass(frozen=True)
class Version:
    """What held from a day to a day. `lines` are what a person reads; `body` is what a catalogue file would say."""

    valid_from: date | None
    valid_to: date | None
    name: str
    legal_source: str
    certainty: str
    lines: tuple[Line, ...]
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """A thing of the catalogue, by kind and id, with its versions, oldest first."""

    kind: str
    id: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """The version that holds on a day."""
        return next((one for one in self.versions if holds(one, day)), None)

    @property
    def newest(self) -> Version:
        """The last version."""
        return self.versions[-1]


def entries(whole: Whole, kind: str) -> tuple[Entry, ...]:
    """The entries of a kind (of KINDS), in the order of the catalogue."""
    return tuple(_MAKERS[kind](whole))


def _versioned(
    kind: str, versions: Mapping[str, Iterable[Any]], lines: Callable[[Any], Iterable[Line]]
) -> Iterator[Entry]:
    for identifier, several in versions.items():
        yield Entry(kind, identifier, tuple(_version(one, one.name_vi, lines(one)) for one in several))


def _version(one: Any, name: str, lines: Iterable[Line], source: str | None = None) -> Version:
    return Version(
        getattr(one, "valid_from", None),
        getattr(one, "valid_to", None),
        name,
        source if source is not None else getattr(one, "legal_source", ""),
        getattr(one, "certainty", ""),
        tuple(lines),
        one.model_dump(mode="json", exclude_defaults=True, by_alias=True),
    )


def _measure_lines(whole: Whole, one: Measure) -> Iterator[Line]:
    yield "Đơn vị tính", one.unit
    yield "Cách tính", f"{_AGGREGATES[one.aggregate]} cột {one.of} của bảng {one.table}"
    yield "Theo thời gian", "lấy kỳ cuối có báo cáo" if one.over_time == "last" else "cộng các kỳ"
    if one.breakdowns:
        yield "Phân tổ", ", ".join(whole.measures.breakdowns[key].name_vi for key in one.breakdowns)
    yield "Căn cứ", one.legal_source


def _owner_lines(one: Owner) -> Iterator[Line]:
    yield "Vai trò", ", ".join(_ROLES[role] for role in one.roles)
    yield "Căn cứ", one.legal_source
    if one.note:
        yield "Ghi chú", one.note


def _diseases(whole: Whole) -> Iterator[Entry]:
    for identifier, one in whole.diseases.all.items():
        last = one.listed[-1] if one.listed else None
        source = whole.diseases.lists[last.list].legal_source if last else ""
        certainty = (last.certainty or whole.diseases.lists[last.list].certainty) if last else ""
        made = _version(one, one.name_vi, disease_card(whole, one), source)
        yield Entry(
            "disease",
            identifier,
            (Version(None, None, made.name, source, certainty, made.lines, made.body),),
        )


def _lists(whole: Whole) -> Iterator[Entry]:
    for identifier, one in whole.diseases.lists.items():
        lines = [
            ("Ca nghi ngờ", f"báo trong {one.suspected_within_hours} giờ"),
            ("Ca tử vong", f"báo trong {one.death_within_hours} giờ"),
            ("Số bệnh", str(sum(any(li.list == identifier for li in d.listed) for d in whole.diseases.all.values()))),
            *([("Ghi chú", one.note)] if one.note else []),
        ]
        yield Entry("list", identifier, (_version(one, one.name_vi, lines),))


def _units(whole: Whole) -> Iterator[Entry]:
    for one in whole.tables.units.values():
        base = [("Cơ số", str(one.base))] if one.base else []
        lines = [("Loại", word(_UNITS, one.kind)), *base, *([("Ghi chú", one.note)] if one.note else [])]
        yield Entry("unit", one.unit, (_version(one, one.unit, lines),))


def _rules(_: Whole) -> Iterator[Entry]:
    yield Entry("verdict_rule", "nearly_met", tuple(map(_rule, verdict_rules())))


def _rule(one: VerdictRule) -> Version:
    percent = f"{one.nearly_met * 100:f}".rstrip("0").rstrip(".").replace(".", ",")
    jump = f"{one.jump * 100:f}".rstrip("0").rstrip(".").replace(".", ",")
    lines = [
        ("Cơ bản đạt", f"khi thực hiện từ {percent}% mức giao trở lên mà chưa đạt"),
        ("Nhắc xem lại chỉ tiêu", f"khi mức giao lệch hơn {jump}% so với thực hiện năm trước"),
    ]
    return _version(one, "Ngưỡng cơ bản đạt và ngưỡng nhắc xem lại", lines)


def _claim_fields(_: Whole) -> Iterator[Entry]:
    for table in claims.tables():
        found: dict[str, list[Version]] = {}
        for one in claims.fields(table.table):
            length = [("Dài nhất", f"{one.max_length} ký tự")] if one.max_length else []
            code = [("Bộ mã", one.code_list)] if one.code_list else []
            lines = [
                ("Bảng", f"{table.table}: {table.label}"),
                ("Kiểu", one.type),
                *length,
                ("Ghi", _REQUIRED[one.required]),
            ]
            found.setdefault(one.name, []).append(
                _version(one, one.label, [*lines, *code, ("Căn cứ", one.legal_source)])
            )
        for name, versions in found.items():
            yield Entry(
                "claim_field", f"{table.table}.{name}", tuple(sorted(versions, key=lambda v: v.valid_from or date.min))
            )


def _claim_codes(_: Whole) -> Iterator[Entry]:
    for name in claims.code_lists():
        days = sorted({one.valid_from for one in claims.codes_of(name)})
        versions = []
        for first, following in zip(days, [*days[1:], None], strict=True):
            known = claims.code_list(name, first)
            last = date.fromordinal(following.toordinal() - 1) if following else None
            some = next(iter(known.values()))
            lines = tuple((one.code, one.label) for one in known.values())
            versions.append(Version(first, last, f"{len(known)} mã", some.legal_source, some.certainty, lines, {}))
        yield Entry("claim_code", name, tuple(versions))


_MAKERS: Mapping[str, Callable[[Whole], Iterable[Entry]]] = {
    "indicator": lambda whole: _versioned(
        "indicator", whole.catalogue.versions, lambda one: indicator_card(whole, one)
    ),
    "measure": lambda whole: _versioned("measure", whole.measures.versions, lambda one: _measure_lines(whole, one)),
    "disease": _diseases,
    "list": _lists,
    "regime": lambda whole: _versioned("regime", whole.regimes.versions, lambda one: regime_card(whole.owners, one)),
    "owner": lambda whole: _versioned("owner", whole.owners.versions, _owner_lines),
    "unit": _units,
    "verdict_rule": _rules,
    "claim_field": _claim_fields,
    "claim_code": _claim_codes,
}
