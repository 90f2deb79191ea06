"""Units: rates without one, and densities of one thing over different bases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from soyte.catalogue import Catalogue, Indicator
from soyte.catalogue.units import compatible, dimensions
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed, stated
from soyte.statements import ClaimKind, Finding, Role, Statement

_STATING = (Role.ACTUAL, Role.TARGET, Role.PREVIOUS)
_RATE_WORDS = re.compile(r"tỷ lệ|tỷ suất|mật độ|tỷ trọng|trên 10+\.?0*|/10+\.?0*|tần suất")
_SIGN = re.compile(r"%|‰|phần trăm|phần nghìn")
_SHARED = re.compile(r"\s*(?:-|đến|và|,|;)?\s*[\d.,]*\s*(?:%|‰|phần trăm|phần nghìn)")  # `từ 90 đến 95%`
_DENSITY = re.compile(r"(?P<noun>[^/]*)/(?P<base>1[.\d]*)\s+(?P<people>.+)")
_MOST = 3


def judge_missing_units(sheet: Sheet) -> Iterator[Finding]:
    """A rate, density or percentage printed as a bare number."""
    bare = [(s, i) for s in sheet.figures if (i := _unclear(sheet, s)) is not None]
    if len(bare) > _MOST:
        names = listed([f"{i.name_vi} ({stated(s)})" for s, i in bare], _MOST)
        message = (
            f"{len(bare)} tỷ lệ không có đơn vị: {names}. Ghi rõ đơn vị sau từng số (%, ‰ hay trên bao nhiêu dân)."
        )
        one = bare[0][0]
        yield sheet.mark(
            one.start, one.end, "unit_missing", stated(one), "", message, statements=tuple(s.number for s, _ in bare)
        )
        return
    for statement, indicator in bare:
        message = (
            f"“{stated(statement)}” không có đơn vị: {indicator.name_vi} thường tính bằng {indicator.unit}. "
            f"Ghi rõ đơn vị ngay sau số{_example(statement, indicator)}."
        )
        yield sheet.note((statement,), "unit_missing", stated(statement), "", message)


def _example(statement: Statement, indicator: Indicator) -> str:
    if "/" not in indicator.unit:
        return f", ví dụ {stated(statement)}{indicator.unit}" if indicator.unit in "%‰" else ""
    return f", ví dụ {stated(statement)} {indicator.unit}"


def _unclear(sheet: Sheet, statement: Statement) -> Indicator | None:
    """The indicator of a bare figure that could as well be per cent as per 10.000; None when nothing is missing."""
    indicator = sheet.indicator(statement)
    if indicator is None or statement.unit is not None or statement.role not in _STATING:
        return None
    if (indicator.unit not in {"%", "‰"} and "/1" not in indicator.unit) or "trẻ gái" in indicator.unit:
        return None
    before, headers = sheet.before(statement), sheet.headers(statement)
    if not _RATE_WORDS.search(f"{statement.subject} {before} {headers}"):
        return None
    if _SIGN.search(before) or _SIGN.search(headers) or "/1" in headers or "trên 1" in headers:
        return None
    return None if _SHARED.match(sheet.after(statement, 20)) else indicator


def judge_unit_consistency(sheet: Sheet) -> Iterator[Finding]:
    """Densities of one noun over two bases, and one indicator in units that cannot be compared."""
    yield from _two_bases(sheet)
    yield from _two_dimensions(sheet)


def _two_bases(sheet: Sheet) -> Iterator[Finding]:
    known = _bases(sheet.catalogue)
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in sheet.figures:
        match = _DENSITY.fullmatch(statement.unit or "")
        if (
            match
            and len(known.get(match["noun"], ())) == 1
            and statement.number not in sheet.claimed[ClaimKind.TARGET_ATTAINMENT]
        ):
            found[match["noun"]][match["base"]].append(statement)
    for noun, by_base in found.items():
        usual = by_base.pop(next(iter(known[noun])), [])
        odd = [s for group in by_base.values() for s in group]
        if not usual or not odd:
            continue
        message = (
            f"Mật độ {noun} được tính trên hai mẫu số khác nhau: {listed([stated(s) for s in odd])} ({sheet.where(odd[0])}), "
            f"nơi khác là {stated(usual[0])} ({sheet.where(usual[0])}). Quy về cùng một mẫu số hoặc sửa đơn vị ghi nhầm."
        )
        yield sheet.note((*odd, usual[0]), "unit_consistency", stated(odd[0]), "", message)


def _bases(catalogue: Catalogue) -> dict[str, set[str]]:
    """For each noun the bases over which the catalogue counts it: `giường` over `10.000`."""
    known: dict[str, set[str]] = defaultdict(set)
    for indicator in catalogue:
        if match := _DENSITY.fullmatch(indicator.unit):
            known[match["noun"]].add(match["base"])
    return known


def _two_dimensions(sheet: Sheet) -> Iterator[Finding]:
    groups: dict[str, list[Statement]] = defaultdict(list)
    for s in sheet.figures:
        if s.indicator and s.unit and s.role in _STATING and s.number not in sheet.claimed[ClaimKind.TARGET_ATTAINMENT]:
            groups[s.indicator].append(s)
    for identifier, group in groups.items():
        indicator = sheet.catalogue.indicators.get(identifier)
        rates = [s for s in group if s.unit in {"%", "‰"} or "/1" in str(s.unit)]
        if indicator is None or len(rates) < 2:
            continue
        own = dimensions(indicator.unit).union(*(dimensions(unit) for unit in indicator.units))
        odd = [s for s in rates if not compatible(dimensions(str(s.unit)), own)]
        fine = [s for s in rates if s not in odd]
        if odd and fine:
            message = (
                f"{indicator.name_vi} được ghi bằng hai đơn vị không so sánh được: {stated(odd[0])} ({sheet.where(odd[0])}) "
                f"và {stated(fine[0])} ({sheet.where(fine[0])}). Kiểm tra đơn vị hoặc tên chỉ tiêu."
            )
            yield sheet.note((odd[0], fine[0]), "unit_consistency", stated(odd[0]), "", message)
