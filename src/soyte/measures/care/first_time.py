"""Right at the first sending: dossiers whose first submission had no finding of severity C."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import Coalesce, Column, Compare, Count, Frame, equals
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import ROWS
from soyte.measures.care.arrivals import UNINSURED, first_submissions
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope, apart_from

CRITICAL = "C"
FINDINGS = "claim_finding"
_NAMES = {"row_key": "dossier_key", "submission_id": "submission_id"}


def faulty_at_first(feed: Feed, scope: Scope, findings: pa.Table) -> Counter[str]:
    """Dossiers with a critical finding at their first sending, by facility. Findings on later sendings do not count."""
    critical = findings.filter(pc.equal(findings["severity"], CRITICAL))
    found = pa.table({name: critical[old].cast(pa.string()) for name, old in _NAMES.items()})
    accepted = feed.view.state.accepted
    numbers = {
        "submission_id": pa.array(accepted, pa.string()),
        "seq": pa.array([act.seq for act in accepted.values()]),
    }
    numbered = Frame.rows(pa.table(numbers))
    marked = Frame.rows(found).reported("row_key").join(numbered, ["submission_id"]).rename({"seq": "found_seq"})
    kept = feed.rows("xml1", scope, "row_key", "submission_id", "MA_DOITUONG_KCB").filter(
        apart_from("MA_DOITUONG_KCB", UNINSURED)
    )
    own = kept.select("row_key", "facility", "submission_id").join(marked.distinct("row_key", "found_seq"), ["row_key"])
    own = own.join(numbered.rename({"seq": "own_seq"}), ["submission_id"])
    own = own.join(first_submissions(feed, scope), ["row_key"], "left")
    # A dossier that came once was first brought by the submission whose row counts.
    first = own.with_columns(first_seq=Coalesce((Column("seq"), Column("own_seq"))))
    hit = first.filter(Compare(Column("found_seq"), "==", Column("first_seq"))).distinct("row_key", "facility")
    counted = feed.collect(hit.group("facility", n=Count()))
    return Counter(dict(zip(counted["facility"].to_pylist(), counted["n"].to_pylist(), strict=True)))


def kept_findings(ledger: Ledger, as_of: AsOf = None) -> pa.Table | None:
    """Findings of the checks that the ledger keeps, also on sendings that were replaced; None where nothing was checked."""
    if FINDINGS not in ROWS:
        return None
    view = ledger.view(as_of)
    if not any(file.table == FINDINGS for act in view.state.accepted.values() for file in act.files):
        return None
    frame = view.raw(FINDINGS, view.state.standing, "dossier_key", "severity", "submission_id")
    return ledger.engine.collect(frame.filter(equals("severity", CRITICAL)).steps)
