"""First part: reports are audited."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from soyte.cli.demo.stage import Stage
from soyte.intake.documents.model import UnreadableDocument
from soyte.reports.audit import audit_file
from soyte.reports.audit.render_html import render_html
from soyte.reports.audit.render_jsonl import render_figures_jsonl, render_findings_jsonl
from soyte.reports.audit.render_table import render_table


def audit_reports(stage: Stage, reports: Sequence[Path]) -> None:
    """Findings on the screen; a page, figures and findings as files."""
    stage.chapter("Rà soát báo cáo: đọc văn bản, tính lại mọi điều văn bản khẳng định")
    audited = []
    for path in reports:
        try:
            audited.append(audit_file(path))
        except UnreadableDocument as error:
            typer.echo(str(error), err=True)
            stage.failed.append(f"rà soát {path.name}")
    typer.echo(render_table(audited, width=stage.width, colour=sys.stdout.isatty()))
    page, figures, findings = (stage.out / name for name in ("report.html", "figures.jsonl", "findings.jsonl"))
    page.write_text(render_html(audited), encoding="utf-8")
    figures.write_text(render_figures_jsonl(audited), encoding="utf-8")
    findings.write_text(render_findings_jsonl(audited), encoding="utf-8")
    stage.open.append((page, "báo cáo với từng số liệu và phép tính"))
    stage.say(f"Số liệu: {figures}\nPhát hiện: {findings}")
