"""What a finding is: a rule, the place in a dossier, the value found there, and what the message tells beside it."""

from __future__ import annotations

import pyarrow as pa

FINDING = pa.schema(
    {
        "path": pa.string(),  # the file, within its archive
        "block": pa.int64(),  # the number of the dossier within the submission
        "row_key": pa.string(),  # of the dossier; null where reading refused it
        "facility": pa.string(),
        "month": pa.string(),
        "ma_lk": pa.string(),
        "table": pa.string(),  # XML1
        "line": pa.int64(),  # the row within its table, from 1
        "stt": pa.string(),
        "field": pa.string(),
        "value": pa.string(),
        "rule": pa.string(),
        "variant": pa.int64(),  # which of the dated files of that rule, by the order of `rules()`
        "severity": pa.string(),
        "details": pa.list_(pa.string()),  # what the message names, in its order
    }
)
