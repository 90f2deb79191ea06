"""What the submissions of a day brought, by facility: rows as they came, whether they still count or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import Column, Count, CountDistinct, Frame, IsIn, Not, equals
from soyte.ledger.acts import Act
from soyte.ledger.tables import QUARANTINE, SUPERSEDING
from soyte.measures.care.arrivals import UNINSURED
from soyte.measures.care.due import CLASSES, ON_TIME
from soyte.measures.care.feed import Feed
from soyte.measures.care.narrowing import day_of
from soyte.measures.care.refusals import KEPT
from soyte.measures.care.timeliness import classed

USUAL = timedelta(days=31)  # who sent within this time is expected to send
Counts = npt.NDArray[np.int64]


def arrived(feed: Feed, of_day: list[str], facility: str | None) -> dict[str, Counts]:  # fmt: skip
    """By facility: dossiers, those of them sent again, those on time, those that can be late."""
    if not of_day:
        return {}
    columns = ("row_key", "submission_id", "facility", "made_on", "MA_DOITUONG_KCB", "NGAY_RA_day")
    frame = _narrowed(feed.view.raw("xml1", of_day, *columns), facility)
    entries = feed.view.derived(SUPERSEDING.name).filter(equals("table", "xml1"))
    again = frame.join(entries.distinct("submission_id", "row_key"), ["submission_id", "row_key"], "semi")
    by = {"base": Column("NGAY_RA_day"), "who": Column("MA_DOITUONG_KCB")}
    found: dict[str, Counts] = {}
    for row in feed.collect(again.group("facility", n=Count())).to_pylist():
        found.setdefault(row["facility"], np.zeros(4, np.int64))[:2] += row["n"]
    first = frame.join(entries.distinct("submission_id", "row_key"), ["submission_id", "row_key"], "anti")
    groups = feed.collect(
        first.select("facility", "submission_id", "made_on", **by).group(
            "facility", "submission_id", "made_on", "base", "who", n=Count()
        )
    )
    if len(groups):
        timed = _timed(feed, groups)
        _, placed = classed(feed, timed, "file", None)
        insured = np.array([who != UNINSURED for who in groups["who"].to_pylist()])
        dated = insured & (placed < len(CLASSES))
        n = groups["n"].to_numpy()
        for at, code in enumerate(groups["facility"].to_pylist()):
            found.setdefault(code, np.zeros(4, np.int64))[:] += np.array(
                [n[at], 0, n[at] * (dated[at] and placed[at] == ON_TIME), n[at] * dated[at]], np.int64
            )
    return found


def _timed(feed: Feed, groups: pa.Table) -> pa.Table:
    """As `arrivals` gives them."""
    acts = feed.view.state.accepted
    numbers = pa.array([acts[name].seq for name in groups["submission_id"].to_pylist()], pa.int64())
    made = pc.strptime(groups["made_on"], format="%Y%m%d", unit="s", error_is_null=True).cast(pa.date32())
    return pa.table({"base": groups["base"], "seq": numbers, "made_on": made, "n": groups["n"]})


def errors_of(feed: Feed, of_day: list[str], facility: str | None) -> dict[str, dict[str, int]]:
    """Findings by facility and severity; under `faulty`, dossiers with a critical one."""
    if not of_day or not feed.brought("claim_finding"):
        return {}
    rows = _narrowed(feed.view.raw("claim_finding", of_day, "facility", "severity", "dossier_key"), facility)
    found: dict[str, dict[str, int]] = {}
    for row in feed.collect(rows.group("facility", "severity", n=Count())).to_pylist():
        found.setdefault(row["facility"] or "", {})[row["severity"]] = row["n"]
    critical = rows.filter(equals("severity", "C")).group("facility", n=CountDistinct(Column("dossier_key")))
    for row in feed.collect(critical).to_pylist():
        found.setdefault(row["facility"] or "", {})["faulty"] = row["n"]
    return found


def last_days(feed: Feed, acts: Mapping[str, Act], asked: date, facility: str | None) -> dict[str, date]:
    """The last day, up to the one asked about, on which each facility sent; those of `USUAL` only."""
    days = {name: day_of(act.recorded_at) for name, act in acts.items()}
    lately = [name for name, day in days.items() if asked - USUAL <= day <= asked]
    if not lately:
        return {}
    frame = _narrowed(feed.view.raw("xml1", lately, "facility", "submission_id"), facility)
    found: dict[str, date] = {}
    for row in feed.collect(frame.distinct("facility", "submission_id")).to_pylist():
        found[row["facility"]] = max(found.get(row["facility"], date.min), days[row["submission_id"]])
    return found


def set_aside(feed: Feed, of_day: list[str]) -> int:
    """Dossiers of these submissions that could not be taken in."""
    if not of_day:
        return 0
    rows = feed.view.raw(QUARANTINE.name, of_day, "submission_id", "block", "reason").filter(
        Not(IsIn(Column("reason"), KEPT))
    )
    found = feed.collect(rows.reported("block").group("submission_id", n=CountDistinct(Column("block"))))
    return int(pc.sum(found["n"]).as_py() or 0)


def _narrowed(frame: Frame, facility: str | None) -> Frame:
    return frame.filter(equals("facility", facility)) if facility else frame


__all__ = ["USUAL", "Counts", "arrived", "errors_of", "last_days", "set_aside"]
