"""`soyte audit`: read reports, recompute what they claim, show what is wrong."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from soyte.intake.documents.model import UnreadableDocument
from soyte.reports.audit import AuditedDocument, audit_file


class Format(StrEnum):
    """How findings are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


EPILOG = """
**Ví dụ**

- `soyte audit bao-cao.docx` : in các phát hiện ra màn hình

- `soyte audit *.docx --out ket-qua.html` : mở kết quả trong trình duyệt, bấm vào từng số để xem phép tính

- `soyte audit bc.pdf --figures so-lieu.jsonl --findings phat-hien.jsonl` : lấy dữ liệu để xử lý tiếp

Mã thoát: 0 khi đọc được mọi tệp (dù có tìm thấy số sai hay không), 2 khi có tệp không đọc được.
"""


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Báo cáo cần rà soát: .txt, .docx, .pdf (có lớp chữ), .html, .odt, .xlsx", metavar="TỆP..."
        ),
    ],
    figures: Annotated[
        Path | None, typer.Option(help="Ghi mọi số liệu đọc được, mỗi dòng một bản ghi JSON", metavar="TỆP.jsonl")
    ] = None,
    findings: Annotated[
        Path | None, typer.Option(help="Ghi mọi phát hiện, kể cả khẳng định khớp", metavar="TỆP.jsonl")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Ghi bản rà soát để đọc: .html, .docx hoặc .xlsx", metavar="TỆP")
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(
            help="Ghi văn bản đã trích (vị trí trong các tệp JSONL tính theo văn bản này); khi rà soát nhiều tệp thì đây là "
            "thư mục, mỗi báo cáo một tệp .txt",
            metavar="TỆP",
        ),
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in các phát hiện")] = Format.TABLE,
    show_ok: Annotated[bool, typer.Option("--all", help="In cả những khẳng định khớp")] = False,
) -> None:
    """Đọc báo cáo, tính lại mọi điều văn bản khẳng định và chỉ ra số sai kèm phép tính."""
    if out is not None and out.suffix.lower() not in {".html", ".docx", ".xlsx"}:
        _fail(f"{out}: chỉ ghi được bản rà soát dạng .html, .docx hoặc .xlsx; hãy đổi đuôi tệp.")
    audited, unread = _audit_all(files)
    try:
        _write(audited, figures, findings, out)
        if text is not None:
            _write_extracted(audited, text, several=len(files) > 1)
    except OSError as error:
        _fail(f"{error.filename or out}: không ghi được ({error.strerror}); hãy kiểm tra thư mục và quyền ghi.")
    _print(audited, output_format, show_ok=show_ok)
    for message in unread:
        typer.echo(message, err=True)
    raise typer.Exit(2 if unread else 0)


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _audit_all(files: list[Path]) -> tuple[list[AuditedDocument], list[str]]:
    """Audit every file; one that cannot be read is named and the rest goes on."""
    audited: list[AuditedDocument] = []
    unread: list[str] = []
    for path in files:
        try:
            audited.append(audit_file(path))
        except UnreadableDocument as error:
            unread.append(str(error))
        except (Exception, RecursionError) as error:
            if os.environ.get("SOYTE_DEBUG"):
                raise
            unread.append(
                f"{path}: phần mềm gặp lỗi khi rà soát tệp này ({type(error).__name__}); các tệp khác vẫn được xử lý. "
                "Hãy gửi tệp cho người phụ trách phần mềm, hoặc lưu lại thành .docx hay .txt rồi thử lại."
            )
    return audited, unread


def _write(audited: list[AuditedDocument], figures: Path | None, findings: Path | None, out: Path | None) -> None:
    from soyte.reports.audit.render_jsonl import render_figures_jsonl, render_findings_jsonl  # noqa: PLC0415

    if figures is not None:
        _write_text(figures, render_figures_jsonl(audited))
    if findings is not None:
        _write_text(findings, render_findings_jsonl(audited))
    if out is not None:
        out.write_bytes(_rendered(audited, out.suffix.lower()))
        typer.echo(f"Đã ghi bản rà soát: {out}", err=True)


def _write_extracted(audited: list[AuditedDocument], target: Path, *, several: bool) -> None:
    """One text goes to the file, several into a folder of that name: places count anew in each."""
    if not several:
        _write_text(target, "".join(a.document.text for a in audited))
        return
    target.mkdir(parents=True, exist_ok=True)
    names: Counter[str] = Counter()
    for one in audited:
        name = Path(one.reading.doc).name
        names[name] += 1
        again = f"-{names[name]}" if names[name] > 1 else ""
        _write_text(target / f"{name}{again}.txt", one.document.text)


def _write_text(path: Path, content: str) -> None:
    with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
        file.write(content)


def _rendered(audited: list[AuditedDocument], suffix: str) -> bytes:
    """The readable audit. Renderers are loaded only when one is asked for: they bring heavy libraries."""
    if suffix == ".docx":
        from soyte.reports.audit.render_docx import render_docx  # noqa: PLC0415

        return render_docx(audited)
    if suffix == ".xlsx":
        from soyte.reports.audit.render_xlsx import render_xlsx  # noqa: PLC0415

        return render_xlsx(audited)
    from soyte.reports.audit.render_html import render_html  # noqa: PLC0415

    return render_html(audited).encode("utf-8", errors="replace")


def _print(audited: list[AuditedDocument], output_format: Format, *, show_ok: bool) -> None:
    if output_format is Format.JSON:
        from soyte.reports.audit.render_jsonl import render_findings_jsonl  # noqa: PLC0415

        sys.stdout.write(render_findings_jsonl(audited))
    elif output_format is Format.CSV:
        sys.stdout.write(_csv(audited))
    else:
        from soyte.reports.audit.render_table import render_table  # noqa: PLC0415

        typer.echo(render_table(audited, width=_terminal_width(), colour=sys.stdout.isatty(), show_ok=show_ok))


def _csv(audited: list[AuditedDocument]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["doc", "start", "end", "quote", "kind", "claimed", "recomputed", "verdict", "message"])
    for one in audited:
        for f in one.findings:
            writer.writerow(
                [
                    *(_inert(cell) for cell in (one.reading.doc, f.start, f.end, f.quote, f.kind)),
                    *(_inert(cell) for cell in (f.claimed, f.recomputed, f.verdict.value, f.message)),
                ]
            )
    return buffer.getvalue()


def _inert(cell: object) -> object:
    """A spreadsheet must not take words of a report for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _terminal_width() -> int:
    return max(80, shutil.get_terminal_size((120, 40)).columns)
