"""Our own figures of a place as results: whatever the ledger's rows give for the years asked, by the one figures function."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from weakref import WeakKeyDictionary

from soyte.catalogue import load_catalogue
from soyte.catalogue.formula import Formula
from soyte.catalogue.measure_load import load_measures
from soyte.engine import Column, Max, Min
from soyte.ledger.acts import ActKind
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.state import State
from soyte.measures.compute import figures
from soyte.measures.figure import Figure, Presence
from soyte.measures.seen import claims_measured
from soyte.measures.targets.model import Result, Source, Status

_MOST = 64
# The results of a ledger, by what was asked and the last act that could change them.
_known: WeakKeyDictionary[Ledger, OrderedDict[tuple[object, ...], list[Result]]] = WeakKeyDictionary()
_keeping = Lock()
# What is accepted under these names brings neither rows of counts nor another way to read or reckon them.
_WITHOUT_COUNTS = frozenset({"event", "report", "targets"})


def computed_results(
    ledger: Ledger, place: str, first: int, last: int, as_of: AsOf = None, only: str | None = None
) -> list[Result]:
    """A result for each indicator with a formula (or just one), each year and each source of rows that has answered.

    They are reckoned as of the last act that could change them and then remembered: an approval, an explanation or a report
    that comes in later changes none of them.
    """
    seq = _last_of_counts(ledger.state(as_of))
    key = (place, first, last, seq, only)
    with _keeping:
        known = _known.setdefault(ledger, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return list(known[key])
    made = _reckoned(ledger, place, first, last, seq, only)
    with _keeping:
        known[key] = made
        while len(known) > _MOST:
            known.popitem(last=False)
    return list(made)


def _last_of_counts(state: State) -> int:
    for act in reversed(state.acts):
        idle = act.kind is ActKind.REJECTED or (act.kind is ActKind.ACCEPTED and act.what in _WITHOUT_COUNTS)
        if not idle:
            return act.seq
    return 0


def _reckoned(ledger: Ledger, place: str, first: int, last: int, seq: int, only: str | None) -> list[Result]:
    answerable, years = _answerable(ledger, seq)
    names = [name for name in answerable if only in (None, name)]
    # Years of which there are no rows at all answer nothing; without them the question is often one that was asked before.
    first, last = max(first, years[0]), min(last, years[1])
    if not names or first > last:
        return []
    found = figures(ledger, names, by=("year",), place=place, period=f"{first}..{last}", as_of=seq)
    return [_result(figure) for figure in found.computed if figure.state is Presence.REPORTED]


def _answerable(ledger: Ledger, as_of: AsOf) -> tuple[list[str], tuple[int, int]]:
    """Indicators of whose measures, and of whose diseases, there are rows at all, and the first and last year of any rows."""
    kept = ledger.view(as_of).derived("observation_by_place")
    first, last = Min(Column("period_start")), Max(Column("period_end"))
    rows = ledger.engine.collect(kept.group("measure", "disease", first=first, last=last).steps).to_pylist()
    known = {(row["measure"], row["disease"]) for row in rows}
    years = min((row["first"].year for row in rows), default=1), max((row["last"].year for row in rows), default=0)
    measures = {measure for measure, _ in known}
    view = ledger.view(as_of)
    dossiers = claims_measured(view, ledger.engine)
    if dossiers is not None:
        years = min(years[0] if rows else dossiers[0].year, dossiers[0].year), max(years[1], dossiers[1].year)
        measured = load_measures()
        measures |= {name for name in measured if measured.measure(name).claims is not None}

    def has_rows(leaf: Formula) -> bool:
        diseases = leaf.conditions.get("disease")
        if diseases is None:
            return leaf.measure in measures
        return any((leaf.measure, disease) in known for disease in diseases)

    found = [
        indicator.id
        for indicator in load_catalogue()
        if indicator.formula is not None and all(map(has_rows, indicator.formula.leaves))
    ]
    return found, years


def _result(figure: Figure) -> Result:
    """Figures of which reports are missing are provisional, whatever their rows say."""
    whole = figure.completeness is None or figure.completeness.whole
    status = Status(figure.status) if figure.status else Status.FINAL
    return Result(
        indicator=figure.indicator,
        value=figure.value,
        unit=figure.unit,
        period=figure.period,
        place=figure.place,
        status=status if whole or status is not Status.FINAL else Status.PROVISIONAL,
        computed=True,
        definition_hash=figure.definition_hash,
        source=Source(owner=figure.owner, document=figure.dataset, figure=figure.id),
    )
