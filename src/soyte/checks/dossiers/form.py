"""Checks of form that the layouts decide: asked of whole columns, so that a batch without faults costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.rules import Rule
from soyte.checks.dossiers import form_codes, form_dates, form_fields, form_numbers
from soyte.checks.dossiers.form_batch import FormBatch, Hits
from soyte.checks.dossiers.messages import placeholders
from soyte.checks.dossiers.values import fed, listed, texts

FORMS: Mapping[str, Callable[[FormBatch], Iterator[Hits]]] = {
    "elements": form_fields.outdated,
    "lengths": form_fields.lengths,
    "required": form_fields.missing,
    "order_numbers": form_numbers.order_numbers,
    "numbers": form_numbers.numbers,
    "dates": form_dates.dates,
    "future": form_dates.future,
    "codes": form_codes.codes,
}
"""By the name that a rule gives in `form`."""
SET_ASIDE = "set_aside"


def form_findings(tables: Mapping[str, pa.Table], rules: Sequence[Rule], received: date | None) -> list[pa.Table]:
    """Findings without their dossier's head, of all rules with a `form`. KeyError for a form that nobody knows."""
    batch = FormBatch(tables, received)
    return [
        _findings(batch, rule, place, hits)
        for place, rule in enumerate(rules)
        if rule.form and rule.form != SET_ASIDE
        for hits in FORMS[rule.form](batch)
        if len(hits.rows)
    ]


def _findings(batch: FormBatch, rule: Rule, place: int, hits: Hits) -> pa.Table:
    rows = batch.tables[hits.table].take(hits.rows)
    count = len(rows)
    told = {"truong": pa.repeat(hits.field, count), **hits.details}
    sent = f"{hits.field}_sent"
    value = fed(_local(rows[hits.field])) if hits.field in rows.column_names else pa.nulls(count, pa.string())
    if sent in rows.column_names:
        value = pc.coalesce(rows[sent].combine_chunks(), value)
    told |= {"gia_tri": value}
    return pa.table(
        {
            "block": rows["block"],
            "line": rows["line"],
            "stt": texts(rows["STT"]) if "STT" in rows.column_names else pa.nulls(count, pa.string()),
            "table": pa.repeat(hits.table, count),
            "field": pa.repeat(hits.field, count),
            "value": value,
            "rule": pa.repeat(rule.id, count),
            "variant": pa.repeat(pa.scalar(place, pa.int64()), count),
            "severity": pa.repeat(rule.severity, count),
            "details": listed([texts(told[name]) for name, _ in placeholders(rule.message)], count),
        }
    )


def _local(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pa.types.is_timestamp(values.type):
        return values
    return pc.local_timestamp(pc.cast(values, pa.timestamp("us", tz="Asia/Ho_Chi_Minh")))
