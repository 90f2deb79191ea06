"""Our own figures of a place as results: whatever the ledger's rows give for the years asked, by the one figures function."""

from __future__ import annotations

from soyte.catalogue import load_catalogue
from soyte.catalogue.formula import Formula
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.compute import figures
from soyte.measures.figure import Figure, Presence
from soyte.measures.targets.model import Result, Source, Status


def computed_results(
    ledger: Ledger, place: str, first: int, last: int, as_of: AsOf = None, only: str | None = None
) -> list[Result]:
    """A result for each indicator with a formula (or just one), each year and each source of rows that has answered."""
    names = [name for name in _answerable(ledger, as_of) if only in (None, name)]
    if not names:
        return []
    found = figures(ledger, names, by=("year",), place=place, period=f"{first}..{last}", as_of=as_of)
    return [_result(figure) for figure in found.computed if figure.state is Presence.REPORTED]


def _answerable(ledger: Ledger, as_of: AsOf) -> list[str]:
    """Indicators of whose measures, and of whose diseases, there are rows at all: the others need not be asked."""
    counted = ledger.view(as_of).derived("observation_by_place").distinct("measure", "disease")
    known = {(row["measure"], row["disease"]) for row in ledger.engine.collect(counted.steps).to_pylist()}
    measures = {measure for measure, _ in known}

    def has_rows(leaf: Formula) -> bool:
        diseases = leaf.conditions.get("disease")
        if diseases is None:
            return leaf.measure in measures
        return any((leaf.measure, disease) in known for disease in diseases)

    return [
        indicator.id
        for indicator in load_catalogue()
        if indicator.formula is not None and all(map(has_rows, indicator.formula.leaves))
    ]


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
