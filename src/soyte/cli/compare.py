"""`soyte compare`: places side by side for one indicator, from what their reports state."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli.installation import AsOfOption, Format, FormatOption, HomeOption, speaks

if TYPE_CHECKING:
    from soyte.reports.compare import Comparison

Provider = Callable[[Path | None, str, int | None, str | None, str | None], "Comparison"]
"""Given `--home`, `--indicator`, `--year` (None: the last that has values), `--as-of` and `--place`, what is compared."""

EPILOG = """
**Ví dụ**

- `soyte compare --indicator beds_per_10000` : các địa bàn cạnh nhau, năm gần nhất có số liệu

- `soyte compare --indicator beds_per_10000 --year 2024 --place "Thái Nguyên" --out giuong.svg` : vẽ thành hình, tô màu một địa bàn

- `soyte compare --indicator beds_per_10000 --format json` : lấy kết quả để xử lý tiếp

Mỗi giá trị là số mà báo cáo của địa bàn ấy nêu, kèm văn bản và ngày chốt; giá trị khác đơn vị hay khác năm không được xếp thứ tự.
"""


def compare_command(provider: Provider) -> Callable[..., None]:
    """The command, asking `provider` for what is to be compared."""

    @speaks
    def compare(
        indicator: Annotated[str, typer.Option(help="Mã chỉ tiêu trong danh mục", metavar="MÃ")],
        year: Annotated[
            int | None, typer.Option(help="Năm; mặc định là năm gần nhất có số liệu", metavar="NĂM", show_default=False)
        ] = None,
        place: Annotated[
            str | None, typer.Option(help="Địa bàn cần làm nổi bật", metavar="TÊN", show_default=False)
        ] = None,
        out: Annotated[
            Path | None, typer.Option(help="Vẽ thành hình: .svg hoặc .png", metavar="TỆP", show_default=False)
        ] = None,
        home: HomeOption = None,
        as_of: AsOfOption = None,
        output_format: FormatOption = Format.TABLE,
    ) -> None:
        """So sánh các địa bàn theo một chỉ tiêu, từ số liệu nêu trong báo cáo của từng nơi."""
        from soyte.reports.compare import render_json, render_table  # noqa: PLC0415 (libraries only when a command runs)

        if out is not None and out.suffix.lower() not in {".svg", ".png"}:
            raise _failed(f"{out}: chỉ vẽ được thành .svg hoặc .png; hãy đổi đuôi tệp.")
        comparison = provider(home, indicator, year, as_of, place)
        if output_format is Format.JSON:
            sys.stdout.write(render_json(comparison))
        else:
            typer.echo(render_table(comparison))
        if out is not None:
            out.write_bytes(_drawn(comparison, out))
            typer.echo(f"Đã vẽ: {out}", err=True)

    return compare


def _drawn(comparison: Comparison, out: Path) -> bytes:
    from soyte.reports.compare import render_png, render_svg  # noqa: PLC0415

    if out.suffix.lower() == ".png":
        picture = render_png(comparison)
    else:
        svg = render_svg(comparison)
        picture = svg.encode("utf-8") if svg is not None else None
    if picture is None:
        raise _failed(f"{out}: chưa có giá trị nào so sánh được để vẽ; hãy chọn chỉ tiêu hoặc năm khác.")
    return picture


def _failed(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(2)
