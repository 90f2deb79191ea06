"""The period of a figure: from its own clause, its sentence, the lines above it, or the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from soyte import periods
from soyte.intake.statements.figures import Sentence
from soyte.periods import Mention, Period
from soyte.quantities import Form
from soyte.statements import Role

_COMPARED = re.compile(
    r"(?:\bso(?: (?:với|cùng))?(?: cùng)?(?: kỳ)?|cùng kỳ|(?:cao|thấp|nhiều|ít) hơn|(?:trẻ|em|lứa tuổi|người) sinh|bằng"
    r"|thay thế|kể từ|dự toán|nghị quyết|giai đoạn|nhiệm kỳ|luật \S+(?: \S+)?|\blần)(?: của)?\s*$"
)
_CUMULATIVE = re.compile(r"cộng dồn|l[uũ][yỹ] (?:tích|kế)|luỹ (?:tích|kế)|tích lu?[ỹy]|từ đầu năm")
_NOW = re.compile(r"\b(?:thì|hiện|đến) nay\b")
_LISTED = re.compile(r"\s*(?:[;,+=]|[;,]? ?và)\s*")
_ITS_UNIT = re.compile(r"(?:[^\W\d]+ ){0,2}\(")
_GLUED = ("year", "month", "quarter", "months", "week")
_DATED_KINDS = ("year", "months", "month", "quarter", "week", "as_of", "day_range", "day", "relative")


class Clock:
    """Finds the mentions that bear on a figure. Spans are in the normalised text."""

    def __init__(self, mentions: tuple[Mention, ...], folded: str, report: Period | None) -> None:
        self._mentions = mentions
        self._starts = [m.start for m in mentions]
        self._folded = folded
        self.report = report

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin within the span."""
        return list(self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def stated(self, start: int, end: int) -> list[Mention]:
        """Mentions of the span that date its own figures: no comparators, no spans of years, no dates of documents."""
        return [m for m in self.between(start, end) if self._dates_figures(m)]

    def _dates_figures(self, mention: Mention) -> bool:
        if mention.period is None or mention.kind not in _DATED_KINDS:
            return False
        before = self._folded[max(0, mention.start - 40) : mention.start]
        labelled = (
            self._folded[mention.end : mention.end + 2].strip() == ":"
            or self._folded[mention.end : mention.end + 2] == " :"
        )
        if labelled and before.rstrip().endswith(("(", ";")):
            return False  # (năm 2024: 36,1; …) dates only the figure behind it
        if _COMPARED.search(before) or self._alone_in_brackets(mention):
            return False
        if mention.kind == "relative":
            return bool(re.search(r"đầu năm|trong năm|năm nay|trong kỳ", self._folded[mention.start : mention.end]))
        if mention.kind in ("day", "day_range"):
            return not re.search(r"(?:số|-\S+|tw|ubnd|qh\d+|từ)\S*,?\s*$", before) and mention.kind == "day_range"
        return not (
            self.report
            and mention.period.start > self.report.end
            and mention.period.start.year > self.report.end.year + 1
        )

    def _base_of_change(self, mention: Mention) -> bool:
        return bool(re.search(r"\bso(?: với)?\s*$", self._folded[max(0, mention.start - 10) : mention.start]))

    def _alone_in_brackets(self, mention: Mention) -> bool:
        """`214 ca (2021)`, `QCVN 01 (2018)`: a year that dates the words before it and no figure behind it."""
        around = self._folded[max(0, mention.start - 1) : mention.end + 1]
        return around[:1] == "(" and around[-1:] == ")" and around[1:-1].isdigit()

    def of(
        self, sentence: Sentence, index: int, inherited: Period | None, next_year: bool
    ) -> tuple[Period | None, str | None]:
        """Period and as-of date of the figure at `index`."""
        figure = sentence.figures[index]
        if figure.quantity.form is Form.DENOMINATOR and index:
            return self.of(sentence, index - 1, inherited, next_year)
        if figure.role is Role.CHANGE and figure.partner is not None:
            return self.of(sentence, figure.partner, inherited, next_year)
        quantity = figure.quantity
        own = self._in_series(sentence, index) or self._its_own(sentence, index)
        if own is not None:
            return own.period, None
        left = sentence.figures[index - 1].quantity.end if index else sentence.start
        near = [m for m in self.between(left, quantity.start) if m.period]
        if figure.role is Role.PREVIOUS:
            if (
                index
                and not near
                and _LISTED.fullmatch(figure.gap)
                and sentence.figures[index - 1].role is Role.PREVIOUS
            ):
                return self.of(sentence, index - 1, inherited, next_year)
            cumulative = self._cumulative(sentence, quantity.start)
            if cumulative is not None:
                return cumulative.previous(), None
            return (
                near[-1].period if near else self._behind(sentence, index, compared=True)
            ) or self._year_before(), None
        if figure.role is Role.TARGET:
            due = [m for m in near if m.kind in ("year", "years", "months", "quarter") and not self._base_of_change(m)]
            due = due or self._ahead(sentence, index)
            if due:
                return due[-1].period, None
        cumulative = self._cumulative(sentence, quantity.start)
        if cumulative is not None:
            return cumulative, None
        stated = self.stated(sentence.start, quantity.start)
        if not stated:
            stated = self._behind_stated(sentence, index)
        if not stated:
            parent = self._parent(sentence, next_year)
            if parent is not None:
                return parent, None
            return inherited or self.report, None
        chosen = stated[-1]
        if _NOW.search(self._folded[chosen.end : quantity.start]) and self.report:
            return self.report, None
        if (
            chosen.kind == "year"
            and len(stated) > 1
            and stated[-2].kind == "as_of"
            and stated[-2].period
            and chosen.period
        ):
            chosen = stated[-2] if chosen.period.contains(stated[-2].period) else chosen
        if chosen.kind == "relative":  # "từ đầu năm" runs to the date that a line above gives
            return self._parent(sentence, next_year) or chosen.period, None
        as_of = chosen.as_of.isoformat() if chosen.as_of else None
        return chosen.period, as_of

    def _ahead(self, sentence: Sentence, index: int) -> list[Mention]:
        """Years and days after the report's end: what the targets of a list that follows them are set for."""
        first = index
        while first and sentence.figures[first - 1].role is Role.TARGET:
            first -= 1
        start = sentence.figures[first - 1].quantity.end if first else sentence.start
        mentions = self.between(start, sentence.figures[index].quantity.start)
        ahead = [m for m in mentions if m.period and self.report and m.period.start > self.report.end]
        return [m for m in ahead if m.kind in ("year", "years", "day")]

    def _in_series(self, sentence: Sentence, index: int) -> Mention | None:
        """`năm 2021, 2022, 2023 lần lượt là 36,2; 37,0 và 37,8`: each figure has the period of its turn."""
        first, figures = index, sentence.figures
        while first and _LISTED.fullmatch(figures[first].gap):
            first -= 1
        if "lần lượt" not in figures[first].gap:
            return None
        last = first + 1
        while last < len(figures) and _LISTED.fullmatch(figures[last].gap):
            last += 1
        start = figures[first - 1].quantity.end if first else sentence.start
        turns = [m for m in self.between(start, figures[first].quantity.start) if m.period and m.kind in _GLUED]
        return turns[index - first] if len(turns) == last - first > 1 else None

    def _its_own(self, sentence: Sentence, index: int) -> Mention | None:
        """A period glued to the figure: `12,1 năm 2025`, `72,5 tuổi (năm 2025)`, `năm 2021: 36,2`."""
        quantity = sentence.figures[index].quantity
        left = sentence.figures[index - 1].quantity.end if index else sentence.start
        right = sentence.figures[index + 1].quantity.start if index + 1 < len(sentence.figures) else sentence.end
        for mention in self.between(quantity.end, right)[:1]:
            between = self._folded[quantity.end : mention.start].strip()
            closed = self._folded[mention.end : mention.end + 1] == ")"
            if (
                mention.period
                and mention.kind in _GLUED
                and (between == "" or (_ITS_UNIT.fullmatch(between) and closed))
            ):
                return mention
        for mention in self.between(left, quantity.start)[-1:]:
            labels = self._folded[mention.end : quantity.start].strip() == ":"
            if mention.period and mention.kind in _GLUED and labels and self._folded[mention.start - 1] in "( ":
                inside = "(" in self._folded[left : mention.start] or ";" in self._folded[left : mention.start]
                return mention if inside else None
        return None

    def _cumulative(self, sentence: Sentence, position: int) -> Period | None:
        """`cộng dồn`, `lũy tích`: from 1 January to the end of the week or month that the report is about."""
        report = self.report
        if report is None or (report.end - report.start).days > 100:
            return None
        if not _CUMULATIVE.search(self._folded[sentence.start : position]):
            return None
        return periods.until(report.end)

    def _parent(self, sentence: Sentence, next_year: bool) -> Period | None:
        """The period that the nearest line above gives, a narrow one before the report's own."""
        for text in sentence.segment.parents:
            found = list(_periods_in(text, self.report))
            if self.report:
                found = [
                    p
                    for p in found
                    if p.start.year in (self.report.start.year, self.report.end.year + (1 if next_year else 0))
                ]
            if found:
                outside = self.report is not None and self.report in found and not self.report.contains(found[-1])
                return self.report if outside else found[-1]
        return None

    def _behind_stated(self, sentence: Sentence, index: int) -> list[Mention]:
        """A period behind the figure counts when only figures of the same list stand between."""
        figures = sentence.figures
        last = index
        while (
            last + 1 < len(figures)
            and len(figures[last + 1].gap) < 40
            and re.search(r"^(?:\S+ ){0,4}và$|^,?$", figures[last + 1].gap)
        ):
            last += 1
        end = figures[last + 1].quantity.start if last + 1 < len(figures) else sentence.end
        behind = [m for m in self.stated(figures[index].quantity.end, end) if m.kind not in ("as_of",)][:1]
        return [m for m in behind if self._within_reach(figures[last].quantity.end, m, sentence.end)]

    def _within_reach(self, start: int, mention: Mention, end: int) -> bool:
        """Behind a figure a period counts in the same clause, or as the last words of the sentence."""
        between = self._folded[start : mention.start]
        if between.strip() == "(" and self._folded[mention.end : mention.end + 2].strip().startswith(")"):
            return True
        if re.search(r"[;(]|\btừ\b", between):
            return False
        return "," not in between or mention.end >= end - 3

    def _behind(self, sentence: Sentence, index: int, *, compared: bool) -> Period | None:
        figures = sentence.figures
        end = figures[index + 1].quantity.start if index + 1 < len(figures) else sentence.end
        found = [m.period for m in self.between(figures[index].quantity.end, end) if m.period]
        return found[0] if found and compared else None

    def _year_before(self) -> Period | None:
        return self.report.previous() if self.report else None


@lru_cache(maxsize=4096)
def _periods_in(line: str, report: Period | None) -> tuple[Period, ...]:
    """The periods that a heading or an introducing line names."""
    return tuple(m.period for m in periods.find(line, anchor=report) if m.period and m.kind in _DATED_KINDS[:7])


def label(period: Period | None) -> str | None:
    """How figures name their period in data: `2024`, `2024-12`, `2024-01-01/2024-12-17`."""
    return period.iso if period else None
