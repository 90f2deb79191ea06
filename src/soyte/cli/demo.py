"""`make demo`: audit the real reports if they are beside the checkout, else the invented ones; show all outputs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from soyte.intake.documents.model import UnreadableDocument
from soyte.reports.audit import audit_file
from soyte.reports.audit.render_html import render_html
from soyte.reports.audit.render_jsonl import render_figures_jsonl, render_findings_jsonl
from soyte.reports.audit.render_table import render_table
from soyte.sample import sample_reports


def chosen_reports(seeds: Path) -> list[Path]:
    """The `.txt` reports of the folder `seeds`, or the sample reports when there is none."""
    return sorted(seeds.glob("*.txt")) or list(sample_reports())


def demo(
    seeds: Annotated[Path, typer.Option(help="Thư mục có các báo cáo .txt", metavar="THƯ_MỤC")] = Path(
        "../shared/seeds"
    ),
    out: Annotated[Path, typer.Option(help="Thư mục ghi kết quả", metavar="THƯ_MỤC")] = Path("out/demo"),
) -> None:
    """Soát thử các báo cáo, in phát hiện và ghi kết quả ra thư mục."""
    audited, unread = [], []
    for path in chosen_reports(seeds):
        try:
            audited.append(audit_file(path))
        except UnreadableDocument as error:
            unread.append(str(error))
    width = max(80, shutil.get_terminal_size((110, 40)).columns)
    typer.echo(render_table(audited, width=width, colour=sys.stdout.isatty()))
    for message in unread:
        typer.echo(message, err=True)
    page, figures, findings = (out / name for name in ("report.html", "figures.jsonl", "findings.jsonl"))
    try:
        out.mkdir(parents=True, exist_ok=True)
        page.write_text(render_html(audited), encoding="utf-8")
        figures.write_text(render_figures_jsonl(audited), encoding="utf-8")
        findings.write_text(render_findings_jsonl(audited), encoding="utf-8")
    except OSError as error:
        typer.echo(
            f"{error.filename or out}: không ghi được ({error.strerror}); hãy kiểm tra thư mục và quyền ghi.", err=True
        )
        raise typer.Exit(2) from error
    typer.echo(f"Số liệu: {figures}\nPhát hiện: {findings}")
    typer.echo(f"Mở {page.resolve()} bằng trình duyệt để xem từng số liệu và phép tính.")
    raise typer.Exit(2 if unread else 0)


if __name__ == "__main__":
    typer.run(demo)
