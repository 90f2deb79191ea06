"""From a document to its statements: every figure with value, unit, qualifier, role, period, place and indicator."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from soyte import periods
from soyte.catalogue import Catalogue, load_catalogue
from soyte.intake.documents.model import Document
from soyte.intake.statements.captions import is_caption
from soyte.intake.statements.context import Frame, frame_of, plans, proposes
from soyte.intake.statements.figures import Figure, Sentence, sentences
from soyte.intake.statements.matching import FigureContext, Matcher
from soyte.intake.statements.outline import Outline, Segment, outline
from soyte.intake.statements.partners import find_partners
from soyte.intake.statements.roles import assign_roles
from soyte.intake.statements.shapes import claims_of, completed, list_sums, paragraph_claims
from soyte.intake.statements.tables.cell import give_roles, in_cell, units_in_cell
from soyte.intake.statements.tables.claims import table_claims
from soyte.intake.statements.tables.context import CellContext, TableMap
from soyte.intake.statements.tables.naming import Namer
from soyte.intake.statements.units import unit_of
from soyte.intake.statements.when import Clock, label
from soyte.intake.statements.where import Map
from soyte.periods import Period
from soyte.quantities import NO_UNIT, Quantity, Scan, Unit, UnitKind, scan
from soyte.statements import Claim, ClaimKind, Line, Qualifier, Reading, Role, Statement
from soyte.text import fold, fold_in_place

_RECIPIENTS = re.compile(r"nơi nhận\b|\S{0,3}nơi nhận\b")
_ROUND = str.maketrans("[]", "()")  # brackets within brackets: (giảm 184 lượt so cùng kỳ [5.420 lượt])
_LINKS = re.compile(
    r"chia sẻ\s*:|lượt xem|(?:các )?tin (?:liên quan|khác|cùng chuyên mục|mới)|xem thêm|đọc thêm|\(?\d*\)? ?bình luận|từ khoá|tags?\b|nguồn:"
)
_PAIRS = re.compile(r"(?:số )?(?:ca )?mắc\s*/\s*(?:số )?(?:ca )?(?:tử vong|chết)|ca\s*/\s*tử vong|mắc\s*-\s*chết")


def read_statements(
    document: Document, catalogue: Catalogue | None = None, heard: Callable[[int, int], None] | None = None
) -> Reading:
    """Every statement and claim of `document`; offsets are code points of `document.text`.

    `heard` is told before each sentence how many code points are read and how many there are; what it raises ends the reading.
    """
    lines = outline(document)
    text = lines.normal.text
    folded = fold_in_place(text).translate(_ROUND)
    frame = frame_of(lines, folded)
    found = scan(text, frame.mentions)
    reader = _Reader(lines, folded, found, frame, Matcher(catalogue or load_catalogue()))
    reader.run(heard)
    ignored = tuple((*lines.normal.original_span(i.start, i.end), i.kind) for i in found.ignored)
    return Reading(
        document.name, document.text, tuple(reader.statements), tuple(reader.claims), ignored,
        tuple(_line(lines, segment) for segment in lines.segments), label(frame.period), reader.map.home,
    )  # fmt: skip


def _line(lines: Outline, segment: Segment) -> Line:
    start, end = lines.normal.original_span(segment.start, segment.end)
    body = lines.normal.original_span(segment.body, segment.body)[0]
    cell = segment.cell
    place = (cell.table, cell.row, cell.column) if cell else (None, 0, 0)
    return Line(start, end, body, segment.depth, segment.marker, segment.heading, segment.block, *place)


@dataclass
class _Section:
    """What the nearest headings say about the figures below: are they targets, or demands?"""

    plan: bool
    proposal: bool


class _Reader:
    def __init__(self, lines: Outline, folded: str, found: Scan, frame: Frame, matcher: Matcher) -> None:
        self.lines, self.folded, self.found, self.frame, self.matcher = lines, folded, found, frame, matcher
        self.clock = Clock(frame.mentions, folded, frame.period)
        self.map = Map(lines.normal.text, folded)
        self.tables = TableMap(lines, folded, self.clock, plan=frame.plan)
        self.namer = Namer(matcher)
        self.cells: list[tuple[Segment, CellContext, list[Statement]]] = []
        self.announced = [i for i in found.ignored if i.kind == "unit"]
        self.cases_deaths = bool(_PAIRS.search(folded))
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []
        self._sections: dict[tuple[str, ...], _Section] = {}
        self._last_segment, self._apart_until = -1, 0
        self._places: dict[int, tuple[Sentence, int]] = {}
        self._carried: tuple[int, Period | None] = (-1, None)

    def run(self, heard: Callable[[int, int], None] | None) -> None:
        for sentence in sentences(self.lines, self.folded, self.found):
            if heard is not None:
                heard(sentence.start, len(self.folded))
            apart = self._apart(sentence)
            if not sentence.figures:
                self._carry(sentence)
                continue
            if sentence.segment.cell is not None:
                self._read_cell(sentence)
                continue
            if apart or is_caption(self.lines, sentence, self.folded):
                continue
            self._read(sentence)
            self._carry(sentence)
        across = self._paragraph_claims()
        self.claims += across
        self.claims += table_claims(self.cells)

    @cached_property
    def _section_of(self) -> dict[int, tuple[str, ...]]:
        """The headings that each block stands under, list lines aside."""
        listed = {self.lines.title_of(s) for s in self.lines.segments if s.depth >= 50 and s.cell is None}
        return {
            s.block: s.parents[-4:] if s.depth < 50 else tuple(p for p in s.parents if p not in listed)[-4:]
            for s in self.lines.segments
        }

    def _paragraph_claims(self) -> list[Claim]:
        """Claims across the sentences of each paragraph."""
        shares = {
            claim.one("share") for claim in self.claims if claim.kind is ClaimKind.RATIO and "linked" in claim.traits
        }
        claimed = {number for number in shares if number is not None}
        found: list[Claim] = []
        unfinished = [c for c in self.claims if c.kind is ClaimKind.COMPARISON and c.one("actual") is None]
        self.claims = [c for c in self.claims if c not in unfinished]
        for _, group in groupby(self.statements, key=lambda statement: self._section_of.get(statement.block, ())):
            found += paragraph_claims(list(group), claimed, self._figure_of)
        for _, group in groupby(self.statements, key=lambda statement: statement.block):
            paragraph = list(group)
            found += [done for c in unfinished if (done := completed(c, paragraph)) is not None]
        return [*found, *list_sums(self.lines.segments, self.statements)]

    def _figure_of(self, statement: Statement) -> Figure | None:
        """The figure in running text that a statement was made of, with the words around it."""
        place = self._places.get(statement.number)
        return place[0].figures[place[1]] if place else None

    def _apart(self, sentence: Sentence) -> bool:
        """Lists of recipients and links of a stored page say nothing about health."""
        words = self.folded[sentence.segment.body : sentence.segment.body + 60]
        if sentence.segment.start != self._last_segment:
            self._last_segment = sentence.segment.start
            if _RECIPIENTS.match(words):
                self._apart_until = 12
            self._apart_until -= 1
        return bool(_LINKS.match(words)) or (
            self._apart_until > 0 and sentence.segment.end - sentence.segment.start < 120
        )

    def _carry(self, sentence: Sentence) -> None:
        """A period stated in one sentence holds for the next ones of the same paragraph."""
        stated = self.clock.stated(sentence.start, sentence.end)
        if stated:
            self._carried = (sentence.segment.start, stated[-1].period)

    def _read(self, sentence: Sentence) -> None:
        section = self._section(sentence)
        assign_roles(sentence, plan=section.plan, cases_deaths=self.cases_deaths)
        if section.proposal:
            _demands(sentence)
        find_partners(sentence)
        carried = self._carried[1] if self._carried[0] == sentence.segment.start else None
        first = len(self.statements)
        units = self._units(sentence)
        made = [self._statement(sentence, i, units, carried, first, section) for i in range(len(sentence.figures))]
        made = self._with_indicators(sentence, made)
        claims = claims_of(sentence, made)
        _settle_ratio_roles(sentence, claims, first)
        self.statements += [replace(statement, role=sentence.figures[i].role) for i, statement in enumerate(made)]
        self.claims += claims
        for i in range(len(made)):
            self._places[first + i] = (sentence, i)

    def _read_cell(self, sentence: Sentence) -> None:
        """A table cell: its headers take the place of the words of a sentence."""
        context = self.tables.context(sentence.segment)
        if context.skip:
            return
        if context.prose:
            self._read(sentence)
            return
        give_roles(context, sentence)
        first = len(self.statements)
        section = _Section(plan=False, proposal=False)
        units = units_in_cell(context, sentence, self._units(sentence))
        made = [
            self._statement(sentence, i, units, context.period, first, section) for i in range(len(sentence.figures))
        ]
        made = self.namer.name(context, sentence, [in_cell(context, statement) for statement in made])
        self.statements += made
        self.cells.append((sentence.segment, context, made))

    def _units(self, sentence: Sentence) -> list[Unit]:
        units: list[Unit] = []
        for index in range(len(sentence.figures)):
            units.append(unit_of(sentence, index, self.announced, sentence.segment.parents, units))
        return units

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document for a span of the normalised text."""
        return self.lines.normal.original_span(start, end)

    def _statement(
        self, sentence: Sentence, index: int, units: list[Unit], carried: Period | None, first: int, section: _Section
    ) -> Statement:
        figure = sentence.figures[index]
        quantity = figure.quantity
        period, as_of = self.clock.of(sentence, index, carried, section.plan)
        start, end = self.original(quantity.start, quantity.end)
        value, high = _plain(_whole_if_counted(quantity, units[index])), quantity.high
        return Statement(
            number=first + index,
            start=start,
            end=end,
            quote=self.lines.document.text[start:end],
            value=value,
            value_text=quantity.digits,
            precision=Decimal(1) if value != quantity.value else quantity.precision,
            unit=units[index].name or None,
            qualifier=Qualifier(quantity.qualifier),
            role=figure.role,
            period=label(period),
            as_of=as_of,
            place=self.map.place_of(sentence, index),
            indicator=None,
            subject=_subject(figure, sentence),
            block=sentence.segment.block,
            sentence=sentence.number,
            high=_plain(high) if high is not None else None,
            estimate=quantity.estimate,
            readings=tuple(_plain(r) for r in quantity.readings) if len(quantity.readings) > 1 else (),
        )

    def _with_indicators(
        self, sentence: Sentence, made: list[Statement], headers: tuple[str, ...] = ()
    ) -> list[Statement]:
        """Match each figure; one that modifies another is matched after it and may inherit its indicator."""
        order = sorted(range(len(made)), key=lambda i: sentence.figures[i].partner is not None)
        found: dict[int, str | None] = {}
        for index in order:
            figure = sentence.figures[index]
            partner = figure.partner
            context = FigureContext(
                before=self._before(sentence, index),
                after=figure.post,
                line=self.lines.normal.text[sentence.start : sentence.end],
                headings=headers + sentence.segment.parents,
                unit=made[index].unit,
                role=figure.role.value,
                inherited=found.get(partner) if partner is not None else None,
                at=figure.quantity.start - sentence.start,
            )
            match = self.matcher.match(context)
            found[index] = match.indicator if match else None
        return [replace(statement, indicator=found[i]) for i, statement in enumerate(made)]

    def _before(self, sentence: Sentence, index: int) -> str:
        left = sentence.figures[index - 1].quantity.end if index else sentence.start
        return self.lines.normal.text[left : max(left, sentence.figures[index].quantity.start)]

    def _section(self, sentence: Sentence) -> _Section:
        key = (*sentence.segment.parents, sentence.segment.marker if sentence.segment.heading else "")
        if key not in self._sections:
            plan: bool | None = None
            proposal = False
            for parent in sentence.segment.parents:
                folded = fold(parent)
                plan = plans(folded, self.clock_periods(parent), self.frame.period, plan=self.frame.plan)
                proposal = proposal or proposes(folded)
                if plan is not None:
                    break
            self._sections[key] = _Section(self.frame.plan if plan is None else plan, proposal)
        section = self._sections[key]
        if section.plan or not self.frame.period:
            return section
        stated = self.clock.stated(sentence.start, sentence.figures[0].quantity.start)
        report = self.frame.period
        ahead = any(
            m.period and m.kind in ("year", "quarter", "months") and m.period.start.year > report.end.year
            for m in stated
        )
        return _Section(True, section.proposal) if ahead else section

    def clock_periods(self, text: str) -> list[Period]:
        """Periods that a heading names, resolved by the report's own."""
        return [
            m.period for m in periods.find(text, anchor=self.frame.period) if m.period and m.kind in ("year", "years")
        ]


def _whole_if_counted(quantity: Quantity, unit: Unit) -> Decimal:
    """A number whose label names a thing of counting has no fraction: `Số bệnh nhân: 86.450`."""
    if (
        unit.kind is UnitKind.COUNT
        and quantity.unit is NO_UNIT
        and quantity.value != quantity.value.to_integral_value()
    ):
        return next((r for r in quantity.readings if r == r.to_integral_value()), quantity.value)
    return quantity.value


def _demands(sentence: Sentence) -> None:
    """Under proposals and tasks a rate that is to be reached is a target."""
    for figure in sentence.figures:
        if figure.role is Role.ACTUAL and figure.quantity.qualifier in ("at_least", "under", "over"):
            figure.role = Role.TARGET


def _subject(figure: Figure, sentence: Sentence) -> str:
    words = figure.gap or " ".join(sentence.folded.split())[:80]
    return words[-160:].strip(" :(,;-+*")


def _plain(value: Decimal) -> Decimal:
    """1100000.0 as 1100000: digits behind the point are kept only while they are printed ones."""
    return (
        value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < Decimal(10) ** 20 else value
    )


def _settle_ratio_roles(sentence: Sentence, claims: list[Claim], first: int) -> None:
    """Figures that a firmly worded ratio connects are its numerator, denominator and share."""
    for claim in claims:
        if claim.kind is ClaimKind.RATIO and "linked" in claim.traits and "plan" not in claim.traits:
            for part, number in claim.operands:
                figure = sentence.figures[number - first]
                if figure.role is Role.ACTUAL:
                    figure.role = Role(part)
