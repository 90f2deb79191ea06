"""What a signal was counted from: the dossiers, or the figure that can be traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from soyte.engine import Column, IsIn
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import CLAIMS, MAIN_CLAIMS
from soyte.surveillance.signals.making import Maker
from soyte.surveillance.signals.scope import Scope
from soyte.surveillance.signals.views import series_of

_COLUMNS = ("submission_id", "row_key", "block", "facility", "NGAY_VAO_day", "MA_BENH_CHINH")


@dataclass(frozen=True)
class Dossier:
    """A dossier without anything that tells who it is about: its key, and where it stands in which file."""

    key: str
    facility: str
    came: date
    icd10: str
    submission: int
    file: str
    number: int | None


def dossiers(ledger: Ledger, keys: Sequence[str], as_of: AsOf = None) -> tuple[Dossier, ...]:
    """The dossiers of these keys that count, by day."""
    if not keys:
        return ()
    view = ledger.view(as_of)
    rows = view.rows(CLAIMS[MAIN_CLAIMS].name).filter(IsIn(Column("row_key"), tuple(keys))).select(*_COLUMNS)
    found = []
    for row in ledger.engine.collect(rows.steps).to_pylist():
        act = view.state.accepted[row["submission_id"]]
        where = (act.seq, act.name, row["block"])
        found.append(Dossier(row["row_key"], row["facility"], row["NGAY_VAO_day"], row["MA_BENH_CHINH"], *where))
    return tuple(sorted(found, key=lambda one: (one.came, one.facility, one.key)))


def counted_in(scope: Scope, source: str, disease: str, level: str, place: str) -> tuple[tuple[str, ...], str | None]:
    """Of the last step of a series: the keys of its dossiers, and the address of the figure that it is; neither without such a series."""
    found = series_of(scope, source, level, disease)
    if found is None or place not in found[1].units:
        return (), None
    feed, at, made = found
    maker, last = Maker(scope, feed, disease, at), made.grid.last
    rows = maker.rows((at.units.index(place),), last.start, last.end)
    return rows, maker.figure(place, last, last.start, last.end)
