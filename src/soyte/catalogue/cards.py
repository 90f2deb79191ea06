"""A definition as lines of words: what a person reads of it on a screen or in the manual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from soyte.catalogue.disease_model import Disease
from soyte.catalogue.formula_words import formula_words, scaled
from soyte.catalogue.measure_load import Measures
from soyte.catalogue.model import Change, Indicator, Ratio, Relation, Subset, Sum
from soyte.catalogue.owners import Owners
from soyte.catalogue.regime_model import Regime
from soyte.catalogue.regimes import rule_in_words
from soyte.catalogue.terms import (
    CALENDARS,
    CERTAINTIES,
    DEADLINES,
    DIRECTIONS,
    FREQUENCIES,
    KINDS,
    ROLLUPS,
    days,
    grouped,
    word,
)
from soyte.catalogue.whole import Whole

Line = tuple[str, str]


def indicator_card(whole: Whole, one: Indicator) -> Iterator[Line]:
    """What to say of an indicator: title and words of each line."""
    yield "Đơn vị tính", one.unit
    yield "Tử số" if one.denominator else "Số đếm", one.numerator
    if one.denominator:
        yield "Mẫu số", one.denominator
    yield "Công thức", formula_in_words(one, whole.measures)
    if one.example:
        parts = f"{grouped(one.example.numerator)} ÷ {grouped(one.example.denominator)}"
        yield (
            "Ví dụ",
            f"{parts}{scaled(one.multiplier)} = {one.example.value.replace('.', ',')}{'' if one.unit in '%‰' else ' '}{one.unit}",
        )
    yield "Chiều đánh giá", word(DIRECTIONS, one.direction)
    yield "Tổng hợp", word(ROLLUPS, one.rollup)
    if one.frequency:
        yield "Kỳ báo cáo", word(FREQUENCIES, one.frequency)
    if one.breakdowns:
        yield "Phân tổ", ", ".join(one.breakdowns)
    if one.owner:
        body = whole.owners.name(one.owner.body)
        yield "Cơ quan có số liệu", f"{body} ({word(CERTAINTIES, one.owner.certainty)})"
    yield "Căn cứ", sourced(one.legal_source, one.certainty)
    if one.valid_from or one.valid_to:
        yield "Hiệu lực", days(one.valid_from, one.valid_to)
    if one.band:
        yield "Giá trị thường gặp", f"{_number(one.band.low)} đến {_number(one.band.high)} ({one.band.basis})"
    for relation in whole.catalogue.relations:
        said = relation_in_words(whole, relation, one.id)
        if said:
            yield "Kiểm tra", said
    if one.seen_in:
        yield "Đã thấy trong", "; ".join(whole.tables.reports[name].name_vi for name in one.seen_in)
    if one.note:
        yield "Ghi chú", one.note


def disease_card(whole: Whole, one: Disease, on: date | None = None) -> Iterator[Line]:
    """What to say of a disease: all its days, or one."""
    yield "Tên tiếng Anh", one.name_en
    yield "Loại", word(KINDS, one.kind)
    if one.part_of:
        yield "Thuộc", whole.diseases.name(one.part_of)
    parts = whole.diseases.parts(one.id)
    if parts:
        yield "Gồm", ", ".join(whole.diseases.name(name) for name in parts)
    for codes in one.icd10:
        if on is None or (codes.valid_from or date.min) <= on <= (codes.valid_to or date.max):
            yield "Mã ICD-10", _dated(", ".join(codes.codes), codes.valid_from, codes.valid_to)
    for group in one.groups:
        if on is None or group.valid_from <= on <= (group.valid_to or date.max):
            said = f"{group.group} ({word(CERTAINTIES, group.certainty)}; {group.legal_source})"
            yield "Nhóm", _dated(said, group.valid_from, group.valid_to)
    for listing in one.listed:
        asked = whole.diseases.lists[listing.list]
        if on is None or asked.valid_from <= on <= (asked.valid_to or date.max):
            said = f"{word(DEADLINES, listing.deadline)} ({sourced(asked.legal_source, listing.certainty or asked.certainty)})"
            yield "Báo cáo", _dated(said, asked.valid_from, asked.valid_to)
    if one.note:
        yield "Ghi chú", one.note


def regime_card(owners: Owners, one: Regime) -> Iterator[Line]:
    """What to say of a reporting regime."""
    recipients = ", ".join(owners.name(name) for name in (one.recipient, *one.also_to))
    yield "Gửi", f"{owners.name(one.sender)} → {recipients}"
    yield "Kỳ", ", ".join(word(FREQUENCIES, name) for name in one.frequency)
    if one.calendar:
        yield "Lịch", word(CALENDARS, one.calendar)
    stricter = f"; nhắc theo mốc sớm hơn: {rule_in_words(one.stricter)}" if one.stricter else ""
    yield "Thời hạn", rule_in_words(one.deadline) + stricter
    if one.forms:
        yield "Biểu mẫu", one.forms
    yield "Căn cứ", sourced(one.legal_source, one.certainty)
    if one.valid_from or one.valid_to:
        yield "Hiệu lực", days(one.valid_from, one.valid_to)
    if one.note:
        yield "Ghi chú", one.note


def formula_in_words(one: Indicator, measures: Measures) -> str:
    """How an indicator is computed: from measures where they give it, else from numerator and denominator."""
    if one.formula:
        named = {leaf.measure or "": measures.measure(leaf.measure or "") for leaf in one.formula.leaves}
        return formula_words(one.formula, named, measures.breakdowns, one.multiplier)
    if one.rollup == "external":
        return "lấy nguyên số của cơ quan có số liệu"
    return f"tử số ÷ mẫu số{scaled(one.multiplier)}" if one.denominator and one.multiplier else "số đếm như trên"


def relation_in_words(whole: Whole, relation: Relation, of: str) -> str:
    """What must hold between an indicator and others; empty where the relation is not about it."""

    def name(identifier: str) -> str:
        return f"“{whole.catalogue.indicator(identifier).name_vi}”"

    if isinstance(relation, Ratio):
        if relation.rate != of:
            return ""
        return f"bằng {name(relation.numerator)} ÷ {name(relation.denominator)}{scaled(relation.multiplier)}"
    if isinstance(relation, Change):
        return f"bằng mức tăng, giảm của {name(relation.of)}" if relation.change == of else ""
    if of != relation.whole:
        return ""
    parts = ", ".join(name(part) for part in relation.parts)
    if isinstance(relation, Sum):
        return f"bằng tổng của {parts}"
    return f"không nhỏ hơn {parts}" if isinstance(relation, Subset) else f"nằm giữa {parts}"


def sourced(legal_source: str, certainty: str) -> str:
    """A legal source with how well it is known."""
    return f"{legal_source} [{word(CERTAINTIES, certainty)}]"


def _dated(words: str, valid_from: date | None, valid_to: date | None) -> str:
    span = days(valid_from, valid_to)
    return f"{words}, {span}" if span else words


def _number(value: float) -> str:
    return f"{value:,g}".replace(",", " ").replace(".", ",").replace(" ", ".") if value < 1e6 else grouped(int(value))
