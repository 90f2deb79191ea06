"""Targets with their verdicts as a table, and proposals in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from soyte.catalogue import load_catalogue
from soyte.measures.targets.model import Body, Judgement, Mark
from soyte.portal.drafts.models import Proposal
from soyte.portal.shell.addresses import indicator_address, trace_address
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.portal.shell.verdicts import verdict_of
from soyte.reports.scorecard.lines import plain
from soyte.reports.scorecard.misses import explanation_text, repair_text
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.summary import judged
from soyte.reports.scorecard.view import target_value, target_view
from soyte.reports.scorecard.words import CAUSE_WORDS, MARK_ORDER, result_words, unit_tail

COLUMNS = (
    Column("Mức đạt", width=16),
    Column("Chỉ tiêu", width=50),
    Column("Cơ quan giao", width=14),
    Column("Văn bản giao", width=24),
    Column("Mức giao", "number", width=14),
    Column("Thực hiện", "number", width=16),
    Column("Khoảng cách", width=26),
    Column("Giải trình", width=60),
)
MISSED = (Mark.MISSED, Mark.NEARLY_MET)


@dataclass(frozen=True)
class Wanted:
    """What the address keeps: targets of one body, or with one verdict."""

    body: str = ""
    mark: str = ""

    def holds(self, one: Judgement) -> bool:
        """Whether a target is listed."""
        return self.body in ("", one.target.body.value) and self.mark in ("", one.mark.value)


Pending = Mapping[tuple[str, str], int]
"""How many proposals are under way, by kind and indicator."""


def target_table(card: Scorecard, wanted: Wanted, may_enter: bool, waiting: Pending) -> Table:
    """One line a target, the worst first."""
    pairs = [(row, one) for row, one in judged(card, *MARK_ORDER) if wanted.holds(one)]
    rows = [_line(card, row, one, may_enter, waiting) for row, one in pairs]
    return Table(
        COLUMNS,
        rows,
        f"Chỉ tiêu giao năm {card.year}, {card.place_name}",
        "Không có chỉ tiêu giao nào như vậy.",
        (
            f"{card.issuer}, chỉ tiêu giao năm {card.year} của {card.place_name}, theo sổ đến lần ghi số {card.as_of_seq}",
        ),
        f"chi-tieu-giao-{card.place}-{card.year}",
    )


def _line(card: Scorecard, row: Row, one: Judgement, may_enter: bool, waiting: Pending) -> Sequence[Cell]:
    view, result = target_view(row, one, card), row.result
    known = result is not None and result.value is not None
    about: dict[str, str | int] = {"chi-tieu": row.indicator, "dia-ban": card.place, "nam": card.year}
    history = f"{reverse('target-history')}?{urlencode(about)}"
    explained = waiting.get((Proposal.Kind.EXPLANATION, row.indicator), 0)
    said = _explained(one, about, may_enter, explained) if one.mark in MISSED else None
    changed = "mức giao mới chờ duyệt" if waiting.get((Proposal.Kind.TARGET, row.indicator)) else ""
    return [
        verdict_of(one.mark, provisional=one.provisional),
        Cell(row.name, href=indicator_address(row.indicator, **{"dia-ban": card.place, "nam": card.year})),
        Cell(view.body if not view.scope else f"{view.body}, {view.scope}"),
        Cell(one.target.source.document or "chưa rõ", href=history),
        Cell(
            one.target.value,
            words=plain(target_value(row, one.target, with_unit=True)),
            href=trace_address(one.target.source.figure),
        ),
        Cell(
            result.value if result is not None else None,
            words=f"{result_words(result)}{unit_tail(row.unit) if known else ''}",
            href=trace_address(result.source.figure) if result is not None else None,
            look="" if known else "missing",
        ),
        Cell(plain(view.distance) or one.reason or ""),
        said if said is not None else Cell(changed),
    ]


def _explained(one: Judgement, about: Mapping[str, str | int], may_enter: bool, waiting: int) -> Cell:
    if one.explanation is not None:
        return Cell(f"{explanation_text(one.explanation)} {repair_text(one.explanation)}".strip())
    if waiting:
        return Cell("giải trình chờ duyệt", href=reverse("proposals"))
    if not may_enter:
        return Cell("chưa giải trình", look="missing")
    return Cell("chưa giải trình", words="Giải trình…", href=f"{reverse('explanation-new')}?{urlencode(about)}")


def bodies_of(card: Scorecard) -> list[tuple[str, str]]:
    """The bodies that assigned something, for the filter."""
    found = {one.target.body: target_view(row, one, card).body for row, one in judged(card)}
    return [(body.value, found[body]) for body in Body if body in found]


def sign_of(cells: Mapping[str, str]) -> str:
    """The operator as it is printed."""
    return {">=": "≥", "<=": "≤"}.get(cells["operator"], cells["operator"] if cells["operator"] == "=" else "")


def proposed_words(proposal: Proposal) -> str:
    """What a proposal says, in one line."""
    body = proposal.body
    if proposal.kind == Proposal.Kind.TARGET:
        cells = body["cells"]
        unit = cells["unit"] or load_catalogue().indicator(proposal.indicator).unit
        amount = cells["value"] + (f" - {cells['high']}" if cells["high"] else "") + unit_tail(unit)
        value = "theo kế hoạch" if cells["operator"] == "theo kế hoạch" else f"{sign_of(cells)} {amount}".strip()
        return f"{value}; {cells['body'] or 'chưa rõ cơ quan'}, {cells['document']}"
    if proposal.kind == Proposal.Kind.EXPLANATION:
        return f"Nguyên nhân {CAUSE_WORDS.get(body['cause'], '')}: {body['text']}"
    return str(body.get("reason", ""))


def proposal_rows(found: Sequence[Proposal], name_of: Mapping[str, str]) -> Iterator[list[Cell]]:
    """Proposals as lines of a table."""
    catalogue = load_catalogue()
    for one in found:
        yield [
            Cell(str(one.pk), words=f"Số {one.pk}", href=reverse("proposal", args=[one.pk])),
            Cell(one.get_kind_display()),
            Cell(catalogue.indicator(one.indicator).name_vi if one.indicator in catalogue else one.indicator),
            Cell(f"{name_of[one.place]}, {one.year}"),
            Cell(proposed_words(one)),
            Cell(str(one.by)),
            Cell(one.made_at),
            Cell(one.get_state_display(), look=f"state-{one.state}"),
        ]
