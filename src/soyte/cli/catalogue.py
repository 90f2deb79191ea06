"""`soyte catalogue`: are the definitions sound, what do they say, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import Format, FormatOption, HomeOption, opened, print_json, speaks

if TYPE_CHECKING:
    from soyte.catalogue.whole import Whole

_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--catalogue", help="Thư mục danh mục khác thay cho danh mục đi kèm", metavar="THƯ_MỤC", show_default=False
    ),
]
_DAY = "viết 30/6/2026 hoặc 2026-06-30"
EPILOG = """
**Ví dụ**

- `soyte catalogue check` : kiểm tra mọi tệp khai báo, nêu hết các lỗi kèm tệp, dòng, khóa

- `soyte catalogue show dengue_cases` : một chỉ tiêu; cũng dùng cho số đo, bệnh, chế độ báo cáo

- `soyte catalogue show dengue --on 30/6/2026` : mã, nhóm và thời hạn báo cáo của một bệnh vào một ngày

- `soyte catalogue diff --from 30/6/2026 --to 1/7/2026` : quy định nào đổi giữa hai ngày

- `soyte catalogue diff danh-muc-cu danh-muc-moi` : hai thư mục danh mục khác nhau ở đâu

- `soyte catalogue define dinh-nghia.yaml --home /srv/soyte` : thêm định nghĩa riêng của đơn vị, ghi vào sổ như mọi lần gửi
"""
app = typer.Typer(
    name="catalogue",
    help="Danh mục chỉ tiêu, bệnh, chế độ báo cáo: kiểm tra, xem, so sánh.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command()
@speaks
def check(folder: FolderOption = None) -> None:
    """Kiểm tra mọi tệp của danh mục. Mã thoát 2 khi có lỗi; mọi lỗi được nêu một lượt."""
    whole = _checked(folder)
    counts = (
        (len(whole.catalogue), "chỉ tiêu"),
        (len(whole.measures.versions), "số đo"),
        (len(whole.diseases.all), "bệnh"),
        (len(whole.regimes.versions), "chế độ báo cáo"),
        (len(whole.owners.versions), "cơ quan"),
        (len(whole.tables.units), "đơn vị tính"),
    )
    typer.echo("Danh mục hợp lệ: " + ", ".join(f"{count} {name}" for count, name in counts) + ".")


@app.command()
@speaks
def show(
    identifier: Annotated[str, typer.Argument(help="Mã chỉ tiêu, số đo, bệnh, chế độ báo cáo", metavar="MÃ")],
    on: Annotated[
        str | None, typer.Option("--on", help=f"Ngày cần xem, {_DAY}", metavar="NGÀY", show_default=False)
    ] = None,
    folder: FolderOption = None,
    home: HomeOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Xem một định nghĩa: tử số, mẫu số, căn cứ, hiệu lực; với --home thì kể cả định nghĩa riêng của đơn vị."""
    day = _day(on, "--on") if on else None
    whole = _site(home) if home is not None else _whole(folder)
    found = list(_found(whole, identifier, day))
    if not found:
        typer.echo(_unknown(whole, identifier), err=True)
        raise typer.Exit(2)
    if output_format is Format.JSON:
        print_json([record for _, _, record in found])
        return
    for title, lines, _ in found:
        typer.echo(title)
        for name, words in lines:
            typer.echo(f"  {name}: {words}")


@app.command()
@speaks
def diff(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Hai thư mục danh mục: cũ, mới", metavar="CŨ MỚI", show_default=False)
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help=f"Ngày trước, {_DAY}", metavar="NGÀY", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help=f"Ngày sau, {_DAY}", metavar="NGÀY", show_default=False)
    ] = None,
    folder: FolderOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """So sánh hai thư mục danh mục, hoặc một danh mục ở hai ngày. Mã thoát 1 khi có khác biệt."""
    from soyte.catalogue.changes import between_catalogues, between_days  # noqa: PLC0415

    if folders and len(folders) == 2 and not since and not until and not folder:
        changes = between_catalogues(_whole(folders[0]), _whole(folders[1]))
    elif not folders and since and until:
        changes = between_days(_whole(folder), _day(since, "--from"), _day(until, "--to"))
    else:
        typer.echo("Hãy cho hai thư mục danh mục, hoặc hai ngày --from và --to.", err=True)
        raise typer.Exit(2)
    if output_format is Format.JSON:
        print_json([{**vars(change), "words": change.words} for change in changes])
    else:
        for change in changes:
            typer.echo(change.words)
        if not changes:
            typer.echo("Không có gì khác.")
    raise typer.Exit(1 if changes else 0)


@app.command()
@speaks
def define(
    file: Annotated[
        Path, typer.Argument(help="Tệp định nghĩa (.yaml): definitions gồm kind, name, body", metavar="TỆP")
    ],
    home: HomeOption = None,
    supersedes: Annotated[
        str | None, typer.Option(help="Lần gửi mà tệp này thay", metavar="SỐ", show_default=False)
    ] = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Nhận định nghĩa riêng của đơn vị; trong thời gian hiệu lực, định nghĩa này thay định nghĩa đi kèm chương trình."""
    from soyte.cli.ingest import Row, as_json, say  # noqa: PLC0415 (heavy libraries, only when a command runs)
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.receiving import Order, receive  # noqa: PLC0415

    ledger = opened(home)
    replaced = ledger.state().find(supersedes).submission_id if supersedes else None
    row = Row(file, receive(ledger, Order(file, actor=account(), supersedes=replaced, definitions=True)))
    if output_format is Format.JSON:
        print_json(as_json(row, ledger))
    else:
        say(row, ledger)


def _checked(folder: Path | None) -> Whole:
    from soyte.catalogue.files import ROOT, Faults  # noqa: PLC0415 (heavy libraries, only when a command runs)
    from soyte.catalogue.words_check import check_words  # noqa: PLC0415

    faults, found = Faults(), list["Whole"]()
    with faults.kept():
        found.append(_whole(folder))
    if folder is None or folder.is_dir():
        with faults.kept():
            check_words(folder or ROOT, found[0].catalogue if found else None)
    faults.check()
    return found[0]


def _site(home: Path) -> Whole:
    from soyte.measures.site import site_catalogue  # noqa: PLC0415 (heavy libraries, only when a command runs)

    ledger = opened(home)
    return site_catalogue(ledger.view(), ledger.engine)


def _whole(folder: Path | None) -> Whole:
    from soyte.catalogue.files import CatalogueError  # noqa: PLC0415 (heavy libraries, only when a command runs)
    from soyte.catalogue.whole import load_whole, read_whole  # noqa: PLC0415

    if folder is None:
        return load_whole()
    if not folder.is_dir():
        raise CatalogueError(f"{folder}: không có thư mục này. Hãy kiểm tra lại đường dẫn.")
    return read_whole(folder)


def _found(whole: Whole, name: str, day: date | None) -> Iterator[tuple[str, list[tuple[str, str]], dict[str, Any]]]:
    from soyte.catalogue.cards import disease_card, indicator_card, regime_card  # noqa: PLC0415
    from soyte.catalogue.hashing import definition_hash  # noqa: PLC0415

    if name in whole.catalogue:
        one = whole.catalogue.indicator(name, day)
        under = [whole.measures.measure(leaf.measure or "", day) for leaf in one.formula.leaves] if one.formula else []
        hashed = definition_hash(one, under)
        lines = [*indicator_card(whole, one), ("Mã băm của định nghĩa", hashed)]
        yield f"Chỉ tiêu {name}: {one.name_vi}", lines, _record("indicator", one, hash=hashed)
    if name in whole.measures:
        measure = whole.measures.measure(name, day)
        lines = [("Đơn vị tính", measure.unit), ("Căn cứ", measure.legal_source)]
        lines += [("Phân tổ", ", ".join(whole.measures.breakdowns[key].name_vi for key in measure.breakdowns))]
        hashed = definition_hash(measure)
        yield f"Số đo {name}: {measure.name_vi}", lines, _record("measure", measure, hash=hashed)
    if name in whole.diseases.all:
        disease = whole.diseases.all[name]
        lines = list(disease_card(whole, disease, day))
        yield f"Bệnh {name}: {disease.name_vi}", lines, _record("disease", disease)
    if name in whole.regimes.versions:
        regime = whole.regimes.regime(name, day)
        yield (
            f"Chế độ báo cáo {name}: {regime.name_vi}",
            list(regime_card(whole.owners, regime)),
            _record("regime", regime),
        )


def _record(kind: str, one: Any, **more: Any) -> dict[str, Any]:
    return {"kind": kind, **one.model_dump(mode="json", by_alias=True, exclude_defaults=True), **more}


def _unknown(whole: Whole, name: str) -> str:
    import difflib  # noqa: PLC0415

    known = [*whole.catalogue.indicators, *whole.measures, *whole.diseases.all, *whole.regimes.versions]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    hint = f" Có phải {', '.join(near)}?" if near else " Hãy kiểm tra lại mã."
    return f"Danh mục không có '{name}'.{hint}"


def _day(written: str, option: str) -> date:
    from soyte.catalogue.files import CatalogueError  # noqa: PLC0415

    for form in _FORMS:
        try:
            return datetime.strptime(written.strip(), form).date()
        except ValueError:
            continue
    raise CatalogueError(f"{option} {written}: không hiểu ngày này; hãy {_DAY}.")
