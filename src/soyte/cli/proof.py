"""`soyte proof`: how well the detectors do, on counts of one's own and on invented series."""

from __future__ import annotations

import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import print_json, speaks

if TYPE_CHECKING:
    from soyte.surveillance.proof.contenders import Contender

app = typer.Typer(
    name="proof",
    help="Kiểm chứng các phương pháp phát hiện: trên số liệu nhiều năm của đơn vị, và trên chuỗi giả định biết trước đợt dịch.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
BACK_TEST_EPILOG = """
**Ví dụ**

- `soyte proof back-test so-ca.csv` : từng phương pháp phát hiện được bao nhiêu đợt dịch, chậm bao lâu, báo động giả bao nhiêu

- `soyte proof back-test so-ca.csv --detector "Mặc định" --by disease` : một phương pháp, theo từng bệnh

- `soyte proof back-test so-ca.csv --format html > kiem-chung.html` : trang để in, kèm biểu đồ nhỏ của từng chuỗi

Bảng CSV (có thể nén .gz) cần các cột **địa bàn**, **năm**, **tháng** (hoặc **tuần**), rồi **bệnh** và **số ca**, hoặc mỗi bệnh một cột. Ô trống là
không báo cáo. Năm năm đầu chỉ làm lịch sử. Đợt dịch được nhận ra từ cả các năm sau, theo ba định nghĩa được in kèm.
"""
SIMULATION_EPILOG = """
**Ví dụ**

- `soyte proof simulation --replicates 10` : mọi phương pháp trên 42 kịch bản của Noufaily và cộng sự (2013)

- `soyte proof simulation --detector "Mặc định" --by scenario` : một phương pháp, theo từng kịch bản

Chuỗi do máy sinh ra từ một hạt giống cố định: chạy lại cho đúng các số ấy.
"""


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class Cut(StrEnum):
    """What each line of a back-test is of."""

    ALL = "all"
    DISEASE = "disease"
    PLACE = "place"
    SERIES = "series"


class By(StrEnum):
    """What each line of a comparison is of."""

    DETECTOR = "detector"
    SCENARIO = "scenario"
    SIZE = "size"


DetectorOption = Annotated[
    list[str] | None,
    typer.Option("--detector", help="Chỉ các phương pháp có tên bắt đầu như vậy", metavar="TÊN", show_default=False),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Cách in kết quả")]


@app.command("back-test", epilog=BACK_TEST_EPILOG)
@speaks
def back_test(
    counts: Annotated[Path, typer.Argument(help="Bảng số ca nhiều năm", metavar="TỆP.csv")],
    detector: DetectorOption = None,
    by: Annotated[Cut, typer.Option(help="Mỗi dòng là gì")] = Cut.ALL,
    history: Annotated[int, typer.Option(help="Số năm đầu chỉ làm lịch sử", min=1, max=20)] = 5,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Chạy lại các phương pháp trên số liệu đã qua và đối chiếu với diễn biến về sau."""
    from soyte.surveillance.proof import DEFINITIONS, PanelError, lines, read_panel, run, truths  # noqa: PLC0415 (heavy)
    from soyte.surveillance.proof.back_test import usable  # noqa: PLC0415
    from soyte.surveillance.proof.tables import back_test_rows  # noqa: PLC0415

    try:
        panel = read_panel(counts)
    except PanelError as error:
        raise _refused(str(error)) from error
    if panel.counts.shape[1] <= history * panel.frequency:
        raise _refused(f"{counts}: chỉ có {panel.counts.shape[1]} kỳ; cần nhiều hơn {history} năm lịch sử.")
    truth = truths(panel)
    tested = [run(panel, one, history=history) for one in usable(_chosen(detector), panel)]
    found = [line for one in tested for line in lines(panel, one, truth, by.value)]
    rows = back_test_rows(found, panel.frequency)
    if output_format is Format.HTML:
        from soyte.reports.proof import page  # noqa: PLC0415

        sys.stdout.write(page(panel, tested[0], truth, rows, DEFINITIONS))
        return
    _print(rows, output_format)
    if output_format is Format.TABLE:
        for one in DEFINITIONS:
            typer.echo(f"{one.name}: {one.words}.")


@app.command("simulation", epilog=SIMULATION_EPILOG)
@speaks
def simulation(
    detector: DetectorOption = None,
    by: Annotated[By, typer.Option(help="Mỗi dòng là gì")] = By.DETECTOR,
    replicates: Annotated[int, typer.Option(help="Số chuỗi của mỗi kịch bản", min=1, max=1000)] = 10,
    scenario: Annotated[
        list[int] | None,
        typer.Option(help="Chỉ các kịch bản này (1-42)", metavar="SỐ", min=1, max=42, show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Hạt giống của máy sinh số", metavar="SỐ")] = 2012,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """So sánh các phương pháp trên chuỗi tuần giả định theo Noufaily và cộng sự (2013)."""
    from soyte.surveillance.proof import SCENARIOS, compare  # noqa: PLC0415 (heavy)
    from soyte.surveillance.proof.tables import comparison_rows  # noqa: PLC0415

    if output_format is Format.HTML:
        raise _refused("--format html chỉ dùng cho back-test; hãy chọn table, markdown, csv hoặc json.")
    chosen = [one for one in SCENARIOS if not scenario or one.number in scenario]
    tallies = compare(chosen, _chosen(detector), replicates=replicates, seed=seed)
    fields = {
        By.DETECTOR: ("detector",),
        By.SCENARIO: ("detector", "scenario"),
        By.SIZE: ("detector", "past", "current"),
    }[by]
    _print(comparison_rows(tallies, fields), output_format)


def _refused(words: str) -> typer.Exit:
    typer.echo(words, err=True)
    return typer.Exit(2)


def _chosen(names: list[str] | None) -> list[Contender]:
    from soyte.surveillance.proof import CONTENDERS  # noqa: PLC0415

    found = [one for one in CONTENDERS if not names or any(one.name.startswith(name) for name in names)]
    if not found:
        raise _refused(
            f"--detector: không có phương pháp nào tên như vậy; hãy chọn trong: {'; '.join(one.name for one in CONTENDERS)}."
        )
    return found


def _print(rows: list[dict[str, Any]], output_format: Format) -> None:
    from soyte.surveillance.proof.tables import printed  # noqa: PLC0415

    if output_format is Format.JSON:
        print_json(rows)
    elif output_format is Format.CSV:
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows(rows)
    else:
        typer.echo(printed(rows, markdown=output_format is Format.MARKDOWN))
