"""The canonical key of what a value is about, and putting a pseudonym in the place of a person."""

from __future__ import annotations

from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.counts.model import DIMENSIONS

_PARTS = ("dataset", "measure", "place", "grain", "period_start", *DIMENSIONS, "person")


def escaped(words: pa.Array) -> pa.Array:
    """Words that can stand between the bars of a key; nothing stands for null."""
    plain = pc.replace_substring(pc.replace_substring(words, "%", "%25"), "|", "%7C")
    return pc.fill_null(plain, "")


def row_keys(parts: dict[str, Any]) -> pa.Array:
    """`dataset|measure|place|grain|period_start|facility|disease|sex|age_group|category|person` of escaped parts."""
    return pc.binary_join_element_wise(*(parts[name] for name in _PARTS), "|")


_Rows = TypeVar("_Rows", pa.RecordBatch, pa.Table)


def replace_person(rows: _Rows, pseudonyms: pa.Array | pa.ChunkedArray) -> _Rows:
    """Accepted rows with pseudonyms (as long as the rows, null where no person was named) in column and key."""
    parts = {name: escaped(rows.column(name).cast(pa.string())) for name in _PARTS if name != "person"}
    parts["person"] = escaped(pseudonyms)
    replaced = rows.set_column(rows.schema.get_field_index("person"), rows.schema.field("person"), pseudonyms)
    return replaced.set_column(rows.schema.get_field_index("row_key"), rows.schema.field("row_key"), row_keys(parts))
