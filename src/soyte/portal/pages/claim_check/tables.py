"""Findings of a check as tables: how often each rule, and one row a finding."""

from __future__ import annotations

import pyarrow as pa
from django.utils.http import urlencode

from soyte.catalogue.claims.rules import rules
from soyte.portal.pages.claim_check.results import Result
from soyte.portal.shell.numbers import number
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.reports.findings import SEVERITIES, records

LOOKS = {"C": "mark mark-missed", "E": "mark mark-pending", "W": "tight"}
SHAPES = {"C": "▼", "E": "◆", "W": "○"}


def severity_cell(severity: str) -> Cell:
    """By word, shape and colour."""
    return Cell(severity, words=f"{SHAPES[severity]} {SEVERITIES[severity]}", look=LOOKS[severity])


def rules_table(result: Result) -> Table:
    """Rules that were broken, most findings first; each leads to its findings."""
    rows: list[list[Cell | Value]] = [
        [
            Cell(one.rule.id, href=f"?{urlencode({'quy-tac': one.rule.id})}#phat-hien", look="tight"),
            one.rule.title,
            severity_cell(one.severity),
            one.findings,
            one.dossiers,
            one.rule.remedy,
        ]
        for one in result.summary.rules
    ]
    return Table(
        [
            Column("Quy tắc", width=10),
            Column("Nội dung", width=50),
            Column("Mức", width=18),
            Column("Phát hiện", "number"),
            Column("Hồ sơ", "number"),
            Column("Cách sửa", width=50),
        ],
        rows,
        caption="Phát hiện theo quy tắc",
        empty="Không có phát hiện nào: mọi hồ sơ đã đọc đều qua các quy tắc được hỏi.",
        name="theo-quy-tac",
    )


def findings_table(findings: pa.Table, count: int) -> Table:
    """One row a finding, identities covered."""
    rows = [
        [
            Cell(one["ma_lk"] or "", look="tight"),
            Cell(one["rule"], look="tight"),
            severity_cell(one["severity"]),
            Cell(f"{one['table'] or ''}{' dòng ' + one['stt'] if one['stt'] else ''}", look="tight"),
            one["field"] or "",
            one["value"] or "",
            one["message"],
            one["remedy"],
            one["file"],
        ]
        for one in records(findings, rules())
    ]
    return Table(
        [
            Column("Mã liên kết"),
            Column("Quy tắc", width=10),
            Column("Mức", width=16),
            Column("Bảng, dòng", width=14),
            Column("Trường", width=18),
            Column("Giá trị", width=18),
            Column("Sai ở chỗ nào", width=60),
            Column("Cách sửa", width=40),
            Column("Tệp", width=30),
        ],
        rows,
        caption=f"Từng phát hiện ({number(count)})",
        empty="Không có phát hiện nào như vậy.",
        name="phat-hien",
    )
