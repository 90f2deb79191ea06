"""What was not reached, and what could not be judged: sentences with whose target it is, why, who mends it and by when."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.measures.targets.model import MARK_WORDS, Explanation, Judgement, Mark
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard import figures
from soyte.reports.scorecard.lines import Line
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.summary import judged
from soyte.reports.scorecard.view import target_value, target_view
from soyte.reports.scorecard.words import CAUSE_WORDS, mark_text, scope, sentence, short_date, unit_tail, whose


@dataclass(frozen=True)
class Miss:
    """An indicator that missed targets: the worst verdict, what came of it, each target, the explanations."""

    name: str
    mark: Mark
    result: Line
    targets: tuple[Line, ...]
    explanations: tuple[str, ...]


def misses(scorecard: Scorecard) -> list[Miss]:
    """Indicators that missed a target, then those that nearly met one."""
    found: dict[int, tuple[Row, list[Judgement]]] = {}
    for row, one in judged(scorecard, Mark.MISSED, Mark.NEARLY_MET):
        found.setdefault(id(row), (row, []))[1].append(one)
    return [_miss(row, several, scorecard) for row, several in found.values()]


def undecided(scorecard: Scorecard) -> list[Line]:
    """A sentence for every target without a verdict, with the reason."""
    lines: list[Line] = []
    for row, one in judged(scorecard, Mark.NO_DATA, Mark.INCOMPARABLE):
        reason = one_line(one.reason or "", 300).rstrip(".")
        why = f", vì {reason[:1].lower()}{reason[1:]}" if reason else ""
        said = f"{one_line(row.name, 300)} ({whose(one.target, scorecard.parent)}: "
        lines.append((said, *target_value(row, one.target, with_unit=True), f"): {MARK_WORDS[one.mark]}{why}."))
    return lines


def explanation_text(explanation: Explanation | None) -> str:
    """`Nguyên nhân khách quan: …`, or that nobody explained."""
    if explanation is None or not explanation.text.strip():
        return "Chưa có giải trình."
    cause = CAUSE_WORDS.get(explanation.cause or "")
    words = one_line(explanation.text, 1500).rstrip(".")
    return f"Nguyên nhân{f' {cause}' if cause else ''}: {words[:1].lower()}{words[1:]}."


def repair_text(explanation: Explanation | None) -> str:
    """`Trách nhiệm: Phòng Nghiệp vụ Y; thời hạn khắc phục: 30/06/2025.`"""
    if explanation is None:
        return ""
    parts = []
    if explanation.owner:
        parts.append(f"trách nhiệm: {one_line(explanation.owner, 200)}")
    if explanation.deadline:
        parts.append(f"thời hạn khắc phục: {short_date(explanation.deadline)}")
    return sentence("; ".join(parts)) + "." if parts else ""


def _miss(row: Row, several: list[Judgement], scorecard: Scorecard) -> Miss:
    said = [(explanation_text(one.explanation), repair_text(one.explanation)) for one in several]
    return Miss(
        name=one_line(row.name, 300),
        mark=several[0].mark,
        result=(f"Kết quả năm {scorecard.year}: ", figures.result_figure(row), unit_tail(row.unit), "."),
        targets=tuple(_against(row, one, scorecard) for one in several),
        explanations=tuple(dict.fromkeys(text for pair in said for text in pair if text)),
    )


def _against(row: Row, one: Judgement, scorecard: Scorecard) -> Line:
    """`So với chỉ tiêu do UBND tỉnh giao (≥ 90,4%): thấp hơn 6,8 điểm phần trăm, không đạt.`"""
    when = scope(one.target, scorecard.year)
    period = f" cho {when}" if when else ""
    value = target_value(row, one.target, with_unit=True)
    distance = target_view(row, one, scorecard).distance
    gap = (*distance, ", ") if distance else ()
    return (f"So với {whose(one.target, scorecard.parent)}{period} (", *value, "): ", *gap, f"{mark_text(one)}.")
