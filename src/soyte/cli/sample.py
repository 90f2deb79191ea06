"""`soyte sample`: invented data to try things with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import Format, FormatOption, print_json, progress_bar, speaks
from soyte.sample.claims.order import Batch, Content, Pack

if TYPE_CHECKING:
    from soyte.sample.claims import ClaimOrder

app = typer.Typer(
    name="sample",
    help="Số liệu bịa của tỉnh Sao Mai (mã 99) để tập huấn, thử phần mềm.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
CLAIMS_EPILOG = """
**Ví dụ**

- `soyte sample claims --visits 2000 --year 2025 --month 8 --out ho-so/` : 2.000 hồ sơ ra viện trong tháng 8/2025

- `soyte sample claims --visits 170000 --year 2025 --month 8 --faults 0.03 --seed 7 --out ho-so/` : cỡ một tỉnh thật, 3% hồ sơ có lỗi

Người, thẻ, cơ sở và giá đều bịa. Cùng `--seed` và các tùy chọn thì ra đúng những tệp ấy. Lỗi cài vào được ghi trong
**labels.jsonl** (tệp, hồ sơ, trường, mã quy tắc), số lượng và tổng tiền trong **manifest.json** và **files.jsonl**.
"""


@app.callback()
def _sample() -> None:
    """Keeps `claims` a command of its own while it is the only one."""


@app.command("claims", epilog=CLAIMS_EPILOG)
@speaks
def claims(
    visits: Annotated[int, typer.Option(help="Số hồ sơ", metavar="SỐ")],
    year: Annotated[int, typer.Option(help="Năm ra viện: 2025 hoặc 2026", metavar="NĂM")],
    out: Annotated[Path, typer.Option(help="Thư mục để ghi: mới hoặc trống", metavar="THƯ_MỤC")],
    month: Annotated[
        int | None, typer.Option(help="Chỉ một tháng; không ghi là cả năm", metavar="THÁNG", show_default=False)
    ] = None,
    faults: Annotated[float, typer.Option(help="Tỷ lệ hồ sơ có lỗi cài sẵn, 0 đến 1", metavar="TỶ_LỆ")] = 0.0,
    seed: Annotated[int, typer.Option(help="Số gieo: số khác thì ra số liệu khác", metavar="SỐ")] = 1,
    content: Annotated[
        Content, typer.Option(help="Bảng trong phong bì: base64, hoặc để nguyên (inline)")
    ] = Content.BASE64,
    pack: Annotated[Pack, typer.Option(help="Đóng gói: none, gz (từng tệp), zip (mỗi cơ sở một tệp)")] = Pack.NONE,
    batch: Annotated[Batch, typer.Option(help="Mỗi tệp gom hồ sơ của một ngày, tuần hay tháng")] = Batch.DAY,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Sinh hồ sơ khám chữa bệnh BHYT bịa (XML theo Quyết định 3176), đúng mọi quy tắc trừ các lỗi cài sẵn."""
    from soyte.sample.claims import ClaimOrder, SampleError, write_claims  # noqa: PLC0415

    try:
        order = ClaimOrder(visits, year, month, faults, seed, content, pack, batch)
        with progress_bar("hồ sơ BHYT") as progress:
            manifest = write_claims(out, order, progress)
    except SampleError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if output_format is Format.JSON:
        print_json(manifest)
    else:
        _say(out, order, manifest)


def _say(out: Path, order: ClaimOrder, manifest: dict[str, Any]) -> None:
    sent, standing, faults = manifest["sent"], manifest["standing"], manifest["faults"]
    when = f"tháng {order.month}/{order.year}" if order.month else f"năm {order.year}"
    typer.echo(
        f"{out}: {_count(manifest['files'])} tệp, {_count(order.visits)} hồ sơ ra viện {when} của tỉnh Sao Mai (bịa)."
    )
    total = sent["dossiers"] + sent["unreadable"]
    typer.echo(
        f"  Gửi đi {_count(total)} lượt hồ sơ, kể cả gửi lại; sau khi thay thế còn {_count(standing['dossiers'])}."
    )
    money = _count(int(float(standing["sums"]["T_BHTT"])))
    typer.echo(f"  Quỹ BHYT thanh toán {money} đồng; {_count(manifest['arrivals'])} lượt báo đến khám (check-in).")
    if order.faults:
        planted, rules = _count(faults["planted"]), len(faults["rules"])
        typer.echo(
            f"  Cài {planted} lỗi thuộc {rules} quy tắc; {_count(faults['mended'])} hồ sơ lỗi được gửi lại bản đúng."
        )
    typer.echo(
        "  Tổng để đối chiếu: manifest.json, files.jsonl; lỗi đã cài: labels.jsonl; danh mục được duyệt: danh-muc/."
    )


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
