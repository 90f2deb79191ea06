"""How many targets were missed, met and exceeded, and whose they are: misses first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from soyte.measures.targets.model import MARK_WORDS, Body, Judgement, Mark
from soyte.reports.linked.model import PrintedFigure
from soyte.reports.scorecard.figures import count_figure
from soyte.reports.scorecard.lines import Line, joined
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.words import BODY_ORDER, MARK_ORDER, body_text


def judged(scorecard: Scorecard, *marks: Mark) -> list[tuple[Row, Judgement]]:
    """Every judgement with its row; with `marks`, only those, in the order of the marks."""
    found = [(row, one) for section in scorecard.sections for row in section.rows for one in row.judgements]
    return found if not marks else [pair for mark in marks for pair in found if pair[1].mark is mark]


def count_figures(scorecard: Scorecard) -> Iterator[PrintedFigure]:
    """The numbers that the summary prints."""
    for line in [total_line(scorecard), *body_lines(scorecard)]:
        yield from (piece for piece in line if isinstance(piece, PrintedFigure))


def total_line(scorecard: Scorecard) -> Line:
    """All judged targets together, empty when there is none."""
    marks = Counter(one.mark for _, one in judged(scorecard))
    if not marks:
        return ()
    whole = count_figure("tat_ca", marks.total())
    return ("Đã đánh giá ", whole, " chỉ tiêu giao: ", *_numbers(marks, "tat_ca"), ".")


def body_lines(scorecard: Scorecard) -> list[Line]:
    """One sentence for each body that assigned targets."""
    lines: list[Line] = []
    for body in BODY_ORDER:
        marks = Counter(one.mark for _, one in judged(scorecard) if one.target.body is body)
        if marks:
            said = body_text(body, scorecard.parent)
            whose = f"Chỉ tiêu do {said} giao" if said else "Chỉ tiêu chưa rõ cơ quan giao"
            whole = count_figure(_scope(body), marks.total())
            alone = (f" chỉ tiêu, {MARK_WORDS[next(iter(marks))]}.",)
            several = (" chỉ tiêu, trong đó ", *_numbers(marks, _scope(body)), ".")
            lines.append((f"{whose}: ", whole, *(alone if marks.total() == 1 else several)))
    return lines


def unreported(scorecard: Scorecard) -> list[Row]:
    """Rows without a result."""
    rows = [row for section in scorecard.sections for row in section.rows]
    return [row for row in rows if row.result is None or row.result.value is None]


def headline(scorecard: Scorecard) -> str:
    """What is the matter, in one line: `2 chỉ tiêu không đạt, 1 cơ bản đạt, 9 đạt, 3 vượt`."""
    marks = Counter(one.mark for _, one in judged(scorecard))
    if not marks:
        return "Chưa có chỉ tiêu giao nào để đánh giá"
    parts = [f"{marks[mark]} {MARK_WORDS[mark]}" for mark in MARK_ORDER if marks[mark]]
    first, _, rest = parts[0].partition(" ")
    return ", ".join([f"{first} chỉ tiêu {rest}", *parts[1:]])


def _numbers(marks: Counter[Mark], scope: str) -> Line:
    parts = [
        (count_figure(f"{scope}_{mark.value}", marks[mark]), f" {MARK_WORDS[mark]}")
        for mark in MARK_ORDER
        if marks[mark]
    ]
    return joined(parts, ", ")


def _scope(body: Body) -> str:
    return f"giao_{body.value}"
