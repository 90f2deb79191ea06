"""What reading could not take, told as findings: which rule of the envelope each reason breaks."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from soyte.catalogue.claims.rules import Rule
from soyte.checks.dossiers.messages import placeholders
from soyte.checks.dossiers.schema import FINDING
from soyte.intake.claims import says
from soyte.intake.claims.model import Aside

_WELL_FORMED, _FACILITY, _COUNT, _SUMMARY = "ENV-01", "ENV-02", "ENV-03", "ENV-04"
_TABLES, _CONTENT, _KEY, _ELEMENTS = "ENV-05", "ENV-06", "ENV-07", "ENV-08"
RULES = {
    **dict.fromkeys(
        ("bomb", "members", "nested", "packing", "encrypted", "encoding", "foreign", "declaration"), _WELL_FORMED
    ),
    **dict.fromkeys(
        ("cut", "trailing", "packed_otherwise", "empty", "page", "whole_base64", "no_dossiers", "between"), _WELL_FORMED
    ),
    **dict.fromkeys(
        ("unclosed", "truncated", "too_large", "open_text", "marks_in_text", "malformed", "envelope"), _WELL_FORMED
    ),
    **dict.fromkeys(("no_facility", "other_facility"), _FACILITY),
    "count": _COUNT,
    **dict.fromkeys(("no_summary", "two_summaries"), _SUMMARY),
    "unknown_table": _TABLES,
    **dict.fromkeys(("base64", "other_root", "old_layout", "no_rows"), _CONTENT),
    "no_key": _KEY,
    **dict.fromkeys(
        ("repeated_field", "unknown_field", "more_odd", "nested_field", "stray_words", "attribute"), _ELEMENTS
    ),
}
"""By reason (`soyte.intake.claims.says`). A dossier that was sent again breaks none."""


def rule_of(aside: Aside) -> str | None:
    """The rule that something set aside breaks. A table that is no XML is no content, whatever its envelope is."""
    if aside.reason == "malformed" and aside.table:
        return _CONTENT
    return RULES.get(aside.reason)


def aside_findings(asides: Sequence[Aside], rules: Sequence[Rule]) -> pa.Table:
    """One finding (`FINDING`) for each, whole files among them; those of rules that are not asked are left out."""
    places = {rule.id: place for place, rule in enumerate(rules) if rule.form == "set_aside"}
    rows = []
    for aside in asides:
        place = places.get(rule_of(aside) or "")
        if place is not None:
            rows.append(_finding(aside, place, rules[place]))
    return pa.Table.from_pylist(rows, FINDING)


def _finding(aside: Aside, place: int, rule: Rule) -> dict[str, object]:
    known = {
        "vi_sao": says.message(aside) if aside.reason in says.SAYS else None,
        "cho": " ".join(part for part in (_named("bảng", aside.table), _named("trường", aside.field)) if part) or None,
        "chi_tiet": aside.detail or None,
    }
    return {
        "path": aside.member,
        "block": aside.dossier,
        "facility": aside.facility,
        "ma_lk": aside.ma_lk,
        "table": aside.table and says.named(aside.table),
        "line": aside.row,
        "field": says.named(aside.field) if aside.field else rule.field,
        "value": None,
        "rule": rule.id,
        "variant": place,
        "severity": rule.severity,
        "details": [known.get(name) for name, _ in placeholders(rule.message)],
    }


def _named(kind: str, name: str | None) -> str | None:
    return f"{kind} {says.named(name)}" if name else None
