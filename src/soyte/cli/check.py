"""`soyte check`: claim dossiers asked all rules, without a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.catalogue.terms import grouped
from soyte.cli.installation import Format, FormatOption, print_json, progress_bar, speaks

if TYPE_CHECKING:
    from soyte.catalogue.claims.rules import Rule
    from soyte.receiving.checking import Checking
    from soyte.reports.findings import Summary

EPILOG = """
**Ví dụ**

- `soyte check ho-so.xml` : đếm phát hiện theo quy tắc

- `soyte check thang-11/ --findings phat-hien.jsonl` : mỗi phát hiện một dòng JSON

- `soyte check thang-11/ --workbooks so-loi/` : mỗi cơ sở một tệp Excel để rà và sửa từng dòng

- `soyte check thang-11.zip --html tong-hop.html --lists danh-muc/` : trang tổng hợp; có danh mục được duyệt thì kiểm tra thêm giá, mã

- `cat ho-so.xml | soyte check - --severity C` : chỉ các lỗi phải sửa

Danh mục là các tệp .csv trong thư mục của --lists: co-so.csv (cơ sở), dich-vu.csv (dịch vụ), thuoc.csv (thuốc), vat-tu.csv (vật tư),
chi-so.csv (chỉ số xét nghiệm), icd10.csv, xa.csv (xã), tra-the.csv (kết quả tra thẻ), giao-dich.csv (kết quả gửi lên Cổng), ly-do-noi-tru.csv,
benh-yhct.csv (mã bệnh y học cổ truyền), khong-cung.csv (dịch vụ không thanh toán cùng nhau). Quy tắc cần danh mục mà không có danh mục thì không được hỏi.

Mã thoát: 0 khi đọc được mọi tệp (dù có phát hiện hay không), 2 khi có tệp không đọc được.
"""
SHOWN = 30


@speaks
def check(
    files: Annotated[
        list[Path], typer.Argument(help="Tệp hồ sơ (.xml, .zip, .gz), thư mục, hoặc - là luồng vào", metavar="TỆP...")
    ],
    findings: Annotated[
        Path | None, typer.Option(help="Ghi mỗi phát hiện một dòng JSON", metavar="TỆP.jsonl", show_default=False)
    ] = None,
    workbooks: Annotated[
        Path | None,
        typer.Option(help="Ghi mỗi cơ sở một tệp Excel vào thư mục này", metavar="THƯ_MỤC", show_default=False),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Ghi trang tổng hợp", metavar="TỆP.html", show_default=False)
    ] = None,
    lists: Annotated[
        Path | None, typer.Option(help="Thư mục danh mục được duyệt (.csv)", metavar="THƯ_MỤC", show_default=False)
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(help="Chỉ hỏi quy tắc này (MON-01) hoặc nhóm này (MON); lặp lại được", metavar="MÃ"),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(help="Chỉ các mức này: C (phải sửa), E (thường bị từ chối), W (xem lại); ví dụ CE", metavar="MỨC"),
    ] = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Kiểm tra hồ sơ khám chữa bệnh BHYT theo bộ quy tắc; không cần kho số liệu."""
    from soyte.catalogue.claims.rules import rules  # noqa: PLC0415
    from soyte.cli.check_lists import lists_in  # noqa: PLC0415
    from soyte.ledger import clock  # noqa: PLC0415
    from soyte.receiving.checking import Checking  # noqa: PLC0415
    from soyte.reports.findings import summed  # noqa: PLC0415

    asked = tuple(one for one in rules() if _wanted(one, rule, severity))
    if not asked:
        raise typer.BadParameter("không có quy tắc nào khớp với --rule và --severity; hãy xem lại mã.")
    troubles: list[str] = []
    with Checking(asked, lists_in(lists), today=clock.now().date()) as checking:
        count = _read(checking, files, troubles)
        checking.finish()
        summary = summed(checking.counts(), checking.dossiers, asked, count, troubles)
        try:
            _write(checking, asked, summary, findings, workbooks, html)
        except OSError as error:
            typer.echo(
                f"{error.filename or ''}: không ghi được ({error.strerror}); hãy kiểm tra thư mục và quyền ghi.",
                err=True,
            )
            raise typer.Exit(2) from error
    _tell(summary, output_format)
    for trouble in troubles:
        typer.echo(trouble, err=True)
    raise typer.Exit(2 if troubles else 0)


def _wanted(rule: Rule, ids: Sequence[str] | None, severity: str | None) -> bool:
    named = not ids or any(rule.id == one.upper() or rule.id.startswith(f"{one.upper()}-") for one in ids)
    return named and (severity is None or rule.severity in severity.upper())


def _read(checking: Checking, files: Sequence[Path], troubles: list[str]) -> int:
    from soyte.receiving.telling import sentence  # noqa: PLC0415

    count = 0
    with progress_bar("Kiểm tra hồ sơ") as progress:
        for path, name in _handed(files, troubles):
            count += 1
            before = sum(checking.dossiers.values())
            try:
                read = checking.read(path, name, _Told(progress, before))
            except Exception as error:  # one file's trouble is not the others'
                troubles.append(f"{name}: {sentence(error)}")
                continue
            if read.trouble and path in files:  # what lies in a folder beside dossiers is told as a finding
                troubles.append(read.trouble)
    return count


@dataclass(frozen=True)
class _Told:
    """Passes the number of dossiers on to the progress bar, those of earlier files included."""

    progress: Callable[[str, int, int | None], None]
    before: int

    def __call__(self, done: int) -> None:
        self.progress("đọc hồ sơ", self.before + done, None)


def _handed(files: Sequence[Path], troubles: list[str]) -> Iterator[tuple[Path, str]]:
    from soyte.cli.handing_in import STREAM, Handed, leaving, seen_in  # noqa: PLC0415
    from soyte.intake.claims import looks_like_claims  # noqa: PLC0415

    for path in files:
        if path == STREAM:
            with Handed((STREAM,)).laid_out() as laid:
                yield laid, "-"
        elif path.is_dir():
            lying = seen_in(path)
            some = [one for one in lying if looks_like_claims(one)]
            left = sorted(set(lying) - set(some))
            if not some:
                troubles.append(f"{path}: thư mục không có tệp hồ sơ nào; hãy kiểm tra lại đường dẫn.")
            elif left:
                typer.echo(leaving(left, "hồ sơ"), err=True)
            yield from ((one, one.as_posix()) for one in some)
        else:
            yield path, path.as_posix()


def _write(
    checking: Checking,
    rules: Sequence[Rule],
    summary: Summary,
    findings: Path | None,
    workbooks: Path | None,
    html: Path | None,
) -> None:
    from soyte.reports.findings import lines, render_html, write_workbook  # noqa: PLC0415

    if findings is not None:
        with findings.open("w", encoding="utf-8", newline="") as target:
            for table in checking.findings():
                target.writelines(lines(table, rules))
    if html is not None:
        html.write_text(render_html(summary), encoding="utf-8")
    if workbooks is not None:
        workbooks.mkdir(parents=True, exist_ok=True)
        counts = checking.counts().to_pylist()
        for one in summary.facilities:
            own = [count for count in counts if (count["facility"] or "") == one.facility]
            name = "".join(letter for letter in one.facility if letter.isalnum()) or "chua-ro-co-so"
            write_workbook(
                workbooks / f"{name}.xlsx", one.facility, one.dossiers, checking.findings(one.facility), own, rules
            )


def _tell(summary: Summary, output_format: Format) -> None:
    if output_format is Format.JSON:
        print_json(
            {
                "files": summary.files,
                "dossiers": summary.dossiers,
                "findings": summary.findings,
                "facilities": [
                    {"ma_cskcb": one.facility, "dossiers": one.dossiers, "findings": one.findings, **one.by_severity}
                    for one in summary.facilities
                ],
                "rules": [
                    {
                        "rule": one.rule.id,
                        "title": one.rule.title,
                        "severity": one.severity,
                        "findings": one.findings,
                        "dossiers": one.dossiers,
                    }
                    for one in summary.rules
                ],
                "troubles": list(summary.troubles),
            }
        )
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    typer.echo(
        f"{grouped(summary.files)} tệp, {grouped(summary.dossiers)} hồ sơ, {grouped(summary.findings)} phát hiện."
    )
    if not summary.rules:
        return
    table = Table(box=None, pad_edge=False)
    for title, justify in (
        ("Quy tắc", "left"),
        ("Mức", "left"),
        ("Phát hiện", "right"),
        ("Hồ sơ", "right"),
        ("Nội dung", "left"),
    ):
        table.add_column(title, justify=justify)  # type: ignore[arg-type]
    for one in summary.rules[:SHOWN]:
        table.add_row(one.rule.id, one.severity, grouped(one.findings), grouped(one.dossiers), one.rule.title)
    Console().print(table)
    if len(summary.rules) > SHOWN:
        typer.echo(f"… và {len(summary.rules) - SHOWN} quy tắc nữa: dùng --html hoặc --format json để xem hết.")
