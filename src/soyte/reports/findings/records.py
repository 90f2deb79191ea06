"""Findings as records that a person or a program can read: the place, the value, the rule with its source, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from soyte.catalogue.claims.rules import Rule
from soyte.checks.dossiers import filled

FIELDS = (
    "file",
    "ma_cskcb",
    "ma_lk",
    "table",
    "stt",
    "field",
    "value",
    "rule",
    "severity",
    "source",
    "message",
    "remedy",
)
SEVERITIES = {"C": "Phải sửa", "E": "Chi phí thường bị từ chối", "W": "Cần xem lại"}
_COLUMNS = ("path", "facility", "ma_lk", "table", "stt", "field", "value", "severity", "variant", "details")


def records(findings: pa.Table, rules: Sequence[Rule]) -> Iterator[dict[str, Any]]:
    """One for each finding, with the keys of FIELDS. The number of a row without STT is its place in the table."""
    columns = [findings[name].to_pylist() for name in _COLUMNS]
    lines = findings["line"].to_pylist()
    for number, (path, facility, ma_lk, table, stt, field, value, severity, variant, details) in enumerate(
        zip(*columns, strict=True)
    ):
        rule, line = rules[variant], lines[number]
        yield {
            "file": path,
            "ma_cskcb": facility,
            "ma_lk": ma_lk,
            "table": table,
            "stt": stt if stt is not None else (str(line) if line else None),
            "field": field,
            "value": value,
            "rule": rule.id,
            "severity": severity,
            "source": rule.source,
            "message": filled(rule, details or ()),
            "remedy": rule.remedy,
        }


def lines(findings: pa.Table, rules: Sequence[Rule]) -> Iterator[str]:
    """The records as lines of JSON."""
    for record in records(findings, rules):
        yield json.dumps(record, ensure_ascii=False) + "\n"
