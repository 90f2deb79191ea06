"""Vietnamese words of a scorecard: numbers, bodies, verdicts, changes, places. The same in every rendering."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from soyte.measures.targets.model import MARK_WORDS, Body, Judgement, Mark, Operator, Result, Status, Target
from soyte.measures.wording import rounded
from soyte.quantities import write_number
from soyte.quantities.writing import write_at
from soyte.reports.safe_text import one_line

NOT_REPORTED = "chưa báo cáo"
NO_FIGURE = "…"  # as statistical yearbooks write what nobody collected; `-` would mean that nothing happened
OPERATOR_SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.EQUAL: "="}
OPERATOR_WORDS = {Operator.AT_LEAST: "từ", Operator.AT_MOST: "không quá", Operator.EQUAL: "bằng"}
STATUS_WORDS = {Status.FINAL: "", Status.ESTIMATE: "ước", Status.PROVISIONAL: "sơ bộ"}
CAUSE_WORDS = {"subjective": "chủ quan", "objective": "khách quan"}
SHAPES = {
    Mark.EXCEEDED: "▲",
    Mark.MET: "●",
    Mark.NEARLY_MET: "◆",
    Mark.MISSED: "✕",
    Mark.NO_DATA: "○",
    Mark.INCOMPARABLE: "≠",
}
MARK_ORDER = (Mark.MISSED, Mark.NEARLY_MET, Mark.NO_DATA, Mark.INCOMPARABLE, Mark.MET, Mark.EXCEEDED)
_BODIES = {Body.MINISTRY: "Bộ Y tế", Body.DEPARTMENT: "Sở Y tế"}
_LOCAL_BODIES = {
    "tỉnh": {Body.PARTY: "Tỉnh ủy", Body.COUNCIL: "HĐND tỉnh", Body.COMMITTEE: "UBND tỉnh"},
    "thành phố": {Body.PARTY: "Thành ủy", Body.COUNCIL: "HĐND thành phố", Body.COMMITTEE: "UBND thành phố"},
}
BODY_ORDER = (Body.PARTY, Body.COUNCIL, Body.COMMITTEE, Body.MINISTRY, Body.DEPARTMENT, Body.UNKNOWN)
_CHANGE = Decimal("0.01")
_ATTACHED = ("%", "‰", "/")


def operator_sign(target: Target) -> str:
    """`≥`, `≤`, `=`; `<`, `>` where the bound itself is outside (“dưới 10%”); empty for an interval and for words."""
    sign = OPERATOR_SIGNS.get(target.operator, "")
    return {"≥": ">", "≤": "<"}.get(sign, sign) if target.strict else sign


def number_text(value: Decimal | None, step: Decimal | None = None, status: Status = Status.FINAL) -> str:
    """`ước 95,2`, `sơ bộ 1.234`, `chưa báo cáo`. What nobody printed is rounded once, here, as `soyte figures` rounds it."""
    if value is None or not value.is_finite():
        return NOT_REPORTED
    exact = step is not None and step > 0 and value % step == 0
    written = write_at(value, step) if exact and step is not None else write_number(rounded(value))
    return f"{STATUS_WORDS[status]} {written}".lstrip()


def change_text(change: Decimal, *steps: Decimal | None) -> str:
    """The size of a change, to the places that its two values are printed with: no finer than anybody can read them."""
    known = [step for step in steps if step is not None]
    size = abs(change)
    if not known:
        size = size.quantize(_CHANGE, rounding=ROUND_HALF_UP) if size >= _CHANGE / 2 else Decimal(0)
    return number_text(size, min(known, default=None))


def unit_tail(unit: str | None) -> str:
    """The unit as it follows a number in a sentence, with its blank: `%`, ` giường/10.000 dân`."""
    unit = one_line(unit or "", 60)
    return unit if not unit or unit.startswith(_ATTACHED) else f" {unit}"


def difference_unit(unit: str | None) -> str:
    """The unit of a difference: percentages differ by percentage points."""
    return {"%": " điểm phần trăm", "‰": " điểm phần nghìn"}.get(unit or "", unit_tail(unit))


def change_verb(change: Decimal) -> str:
    """`tăng`, `giảm`, `không đổi`."""
    return "không đổi" if change == 0 else "tăng" if change > 0 else "giảm"


def mark_text(judgement: Judgement) -> str:
    """`đạt`, or `tạm đánh giá: đạt` when it rests on an estimate."""
    word = MARK_WORDS[judgement.mark]
    return f"tạm đánh giá: {word}" if judgement.provisional else word


def locality(parent: str) -> str:
    """`tỉnh` or `thành phố`, by the name of the body above."""
    return "thành phố" if "thành phố" in parent.casefold() else "tỉnh"


def body_text(body: Body, parent: str) -> str:
    """Who assigned a target, as the province says it; empty when nobody knows."""
    return _BODIES.get(body) or _LOCAL_BODIES[locality(parent)].get(body, "")


def whose(target: Target, parent: str) -> str:
    """`chỉ tiêu do HĐND tỉnh giao`, `chỉ tiêu nêu tại “Nghị quyết số 12/NQ-HĐND”, chưa rõ cơ quan giao`."""
    body = body_text(target.body, parent)
    document = one_line(target.source.document or "", 120)
    if body:
        return f"chỉ tiêu do {body} giao"
    return f"chỉ tiêu nêu tại “{document}”, chưa rõ cơ quan giao" if document else "chỉ tiêu chưa rõ cơ quan giao"


def scope(target: Target, year: int) -> str:
    """The target's period where it is not the year of the scorecard: `giai đoạn 2021-2025`."""
    period = target.period
    return "" if (period.first_year, period.year) == (year, year) else period.phrase_vi


def place_of_issue(place_name: str) -> str:
    """The place before the date: `Thái Nguyên`; a city named after a person keeps its kind."""
    bare = place_name
    for kind in ("tỉnh ", "thành phố ", "tp. ", "tp "):
        if place_name.casefold().startswith(kind):
            bare = place_name[len(kind) :]
            break
    return "Thành phố Hồ Chí Minh" if "hồ chí minh" in bare.casefold() else bare


def official_date(day: date) -> str:
    """`ngày 05 tháng 02 năm 2025`: days below 10 and the first two months have a zero before them."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date | None) -> str:
    """`31/12/2024`."""
    return day.strftime("%d/%m/%Y") if day is not None else ""


def initials(name: str) -> str:
    """`Sở Y tế` gives `SYT`."""
    return "".join(word[0] for word in name.upper().split() if word[0].isalpha())


def result_words(result: Result | None) -> str:
    """A result as printed, without unit."""
    return NOT_REPORTED if result is None else number_text(result.value, result.step, result.status)


def sentence(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]
