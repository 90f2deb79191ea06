"""What reports claim: their statements as figures of kind `stated`, beside the computed ones and never mixed with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from soyte.measures import spans
from soyte.measures.address import Address
from soyte.measures.errors import MeasureError
from soyte.measures.figure import Figure, Presence
from soyte.measures.question import Conditions, Cut, Scope
from soyte.measures.statements import statements
from soyte.measures.targets.amounts import in_unit
from soyte.measures.values import plain
from soyte.measures.wording import number
from soyte.periods import Period

if TYPE_CHECKING:
    from soyte.measures.compute import Asker

# A target is assigned and a change is a difference: neither says what the value is.
_OF_A_VALUE = frozenset({"actual", "previous", "numerator", "denominator", "share"})
_QUALIFIERS = {
    "approx": "khoảng",
    "over": "trên",
    "under": "dưới",
    "at_least": "ít nhất",
    "at_most": "không quá",
    "range": "từ … đến …",
}


def figures(asker: Asker, identifier: str, scope: Scope, cut: Cut, conditions: Conditions) -> Iterator[Figure]:
    """The statements of an indicator that speak of just these places and periods. Nobody states breakdowns."""
    if cut.breakdowns or conditions or identifier not in asker.definitions.catalogue:
        return
    for row in _statements(asker, [identifier]):
        period = _period(row["period"])
        place = _place(asker, row["place"], period)
        if period is None or place is None or not _asked(asker, scope, cut, place, period):
            continue
        bucket = next((b for b in scope.buckets if (b.start, b.end) == (period.start, period.end)), None)
        if bucket is not None:
            yield stated_figure(asker, identifier, row, place, bucket)


def compared(figure: Figure, computed: Iterable[Figure]) -> Figure:
    """What a report states, with how far it is from what each source gives for the same place and period."""
    notes = list(figure.notes)
    for one in computed:
        same = (one.indicator, one.place, one.period) == (figure.indicator, figure.place, figure.period)
        if not same or one.value is None or figure.value is None:
            continue
        ours = in_unit(one.value, one.unit, figure.unit)
        if ours is None:
            continue
        off = figure.value - ours
        told = f"số tính từ tập số liệu {one.dataset} ({number(plain(ours))})"
        notes.append(f"Lệch {'+' if off > 0 else ''}{number(plain(off))} so với {told}" if off else f"Khớp với {told}")
    return replace(figure, notes=tuple(notes))


def address_of(asker: Asker, submission_id: str, number: int) -> Address | None:
    """The address of figure `number` of a submission; None if it does not count or says of nothing what it is."""
    for row in statements(asker.ledger, asker.as_of):
        if (row["submission_id"], row["number"]) != (submission_id, number) or not row["indicator"]:
            continue
        period = _period(row["period"])
        place = _place(asker, row["place"], period)
        if period is not None and place is not None:
            statement = f"{submission_id}-{row['row_no']}"
            return Address(row["indicator"], place, period, "", asker.view.state.head, {}, None, statement)
    return None


def span(asker: Asker, identifiers: Sequence[str]) -> list[tuple[date, date]]:
    """The periods of which statements speak."""
    found = [_period(row["period"]) for row in _statements(asker, identifiers)]
    return [(period.start, period.end) for period in found if period is not None]


def _statements(asker: Asker, identifiers: Sequence[str]) -> list[dict[str, Any]]:
    wanted = frozenset(identifiers)
    known = statements(asker.ledger, asker.as_of)
    return [row for row in known if row["indicator"] in wanted and row["role"] in _OF_A_VALUE]


def _period(written: str | None) -> Period | None:
    try:
        return spans.parse(written.replace("/", "..")) if written else None
    except MeasureError:
        return None


def _place(asker: Asker, written: str | None, period: Period | None) -> str | None:
    named = written or asker.ledger.home.place
    if named is None or period is None:
        return None
    try:
        return asker.geography.find(named, period.start)
    except MeasureError:
        return None


def _asked(asker: Asker, scope: Scope, cut: Cut, place: str, period: Period) -> bool:
    if cut.place is None:
        return place == scope.place
    above = asker.geography.above(place, period.start)
    return asker.geography.level(place) == scope.level and scope.place in above.values()


def stated_figure(asker: Asker, identifier: str, row: dict[str, Any], place: str, bucket: Period) -> Figure:
    """A row of the table of statements as a figure."""
    state = asker.view.state
    act = state.accepted[row["submission_id"]]
    definition = asker.definitions.on(identifier, bucket.start)
    statement = f"{row['submission_id']}-{row['row_no']}"
    notes = [f"Nêu trong {act.name}: “{row['value_text']}”"]
    if row["corrected"]:
        notes.append(f"Cách đọc đã được người dùng sửa ({', '.join(row['corrected'])})")
    if row["qualifier"] in _QUALIFIERS:
        notes.append(f"Văn bản ghi “{_QUALIFIERS[row['qualifier']]}”")
    return Figure(
        str(Address(identifier, place, bucket, "", state.head, {}, None, statement)),
        identifier,
        asker.definitions.name(identifier),
        place,
        asker.geography.name(place, bucket.start),
        bucket,
        (),
        plain(row["value"]),
        row["unit"] or "",
        Presence.REPORTED,
        "estimate" if row["estimate"] else None,
        None,
        None,
        None,
        state.head,
        state.recorded_at,
        definition.hash if definition else "",
        act.sender or act.owner or "",
        "",
        asker.geography.breaks(place, bucket.start, bucket.end),
        tuple(notes),
        "stated",
        act.submission_id,
    )
