"""Right at the first sending: dossiers whose first submission had no finding of severity C."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import Coalesce, Column, Frame, IsIn, Not, equals
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import ROWS
from soyte.measures.care.arrivals import UNINSURED, first_submissions
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

CRITICAL = "C"
FINDINGS = "claim_finding"


def faulty_at_first(feed: Feed, scope: Scope, findings: pa.Table) -> Counter[str]:
    """Dossiers with a critical finding at their first sending, by facility. Findings on later sendings do not count."""
    critical = findings.filter(pc.equal(findings["severity"], CRITICAL)).select(["dossier_key", "submission_id"])
    seqs = {name: act.seq for name, act in feed.view.state.accepted.items()}
    ids = critical["submission_id"].to_pylist()
    found = pa.table(
        {
            "row_key": critical["dossier_key"].cast(pa.string()),
            "found_seq": pa.array([seqs.get(name, -1) for name in ids], pa.int64()),
        }
    )
    marked = Frame.rows(found).distinct("row_key", "found_seq")
    first = first_submissions(feed, scope)
    kept = feed.rows("xml1", scope, "row_key", "submission_id", "MA_DOITUONG_KCB").filter(
        Not(IsIn(Column("MA_DOITUONG_KCB"), (UNINSURED,)))
    )
    numbers = pa.table(
        {"submission_id": pa.array(list(seqs), pa.string()), "own_seq": pa.array(list(seqs.values()), pa.int64())}
    )
    own = kept.select("row_key", "facility", "submission_id").join(marked, ["row_key"])
    own = own.join(Frame.rows(numbers), ["submission_id"]).join(first, ["row_key"], "left")
    # A dossier that came once was first brought by the submission whose row counts.
    at_first = own.with_columns(first_seq=Coalesce((Column("seq"), Column("own_seq"))))
    same = feed.collect(at_first.select("row_key", "facility", "found_seq", "first_seq"))
    hit = same.filter(pc.equal(same["found_seq"], same["first_seq"])).select(["row_key", "facility"])
    unique = hit.group_by(["row_key", "facility"]).aggregate([])
    return Counter(unique["facility"].to_pylist())


def kept_findings(ledger: Ledger, as_of: AsOf = None) -> pa.Table | None:
    """Findings of the checks that the ledger keeps, also on sendings that were replaced; None where nothing was checked."""
    if FINDINGS not in ROWS:
        return None
    view = ledger.view(as_of)
    if not any(file.table == FINDINGS for act in view.state.accepted.values() for file in act.files):
        return None
    frame = view.raw(FINDINGS, view.state.standing, "dossier_key", "severity", "submission_id")
    return ledger.engine.collect(frame.filter(equals("severity", CRITICAL)).steps)
