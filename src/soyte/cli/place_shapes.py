"""`soyte places import-boundaries`: shapes of units for maps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from soyte.cli.installation import Format, FormatOption, HomeOption, opened, print_json, progress_bar, speaks
from soyte.cli.place_words import day_of, failed

_LEVELS = {"tinh": "province", "huyen": "district", "xa": "commune"}
EPILOG = """
**Ví dụ**

- `soyte places import-boundaries tinh.geojson --on 25/7/2026 --source "Cục Đo đạc và Bản đồ" --licence "CC BY 4.0"`

Tệp GeoJSON (.geojson, .geojson.gz), kinh độ và vĩ độ WGS 84; mỗi vùng có mã đơn vị ở thuộc tính “code”, “ma” hoặc “id”. Vùng
được ghép theo mã của ngày nêu ở --on và chỉ nhận khi tên trong tệp khớp; vùng không khớp được liệt kê và để riêng. Đường biên
được đơn giản hoá vừa đủ cho một trang (các tỉnh dưới 300 kB, các xã của một tỉnh dưới 1 MB), hai bên vẫn khít nhau. Bản đồ
luôn ghi nguồn và giấy phép. Chưa nhận ranh giới thì mọi bảng, biểu vẫn dùng được, chỉ không có bản đồ.
"""


@speaks
def import_boundaries(
    file: Annotated[Path, typer.Argument(help="Tệp ranh giới (.geojson, .geojson.gz)", metavar="TỆP")],
    on: Annotated[str, typer.Option("--on", help="Ngày mà ranh giới trong tệp đúng, viết 25/7/2026", metavar="NGÀY")],
    source: Annotated[str, typer.Option(help="Nguồn: ai làm ra ranh giới này", metavar="NGUỒN")],
    licence: Annotated[str, typer.Option(help="Giấy phép sử dụng", metavar="GIẤY_PHÉP")],
    level: Annotated[
        str | None, typer.Option(help="Cấp: tinh, huyen hoặc xa; mặc định theo mã", metavar="CẤP", show_default=False)
    ] = None,
    home: HomeOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Nhận ranh giới đơn vị hành chính để vẽ bản đồ."""
    from soyte.cli.ingest import Row, as_json, say  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.receiving import Order, receive  # noqa: PLC0415
    from soyte.receiving.order import Drawn  # noqa: PLC0415

    if level is not None and level not in _LEVELS:
        raise failed(f"Không có cấp “{level}”; hãy ghi tinh, huyen hoặc xa.")
    if not source.strip() or not licence.strip():
        raise failed("Hãy ghi nguồn (--source) và giấy phép (--licence) của ranh giới; bản đồ nào cũng phải ghi rõ.")
    ledger = opened(home)
    said = Drawn(day_of(on), source.strip(), licence.strip(), _LEVELS[level] if level else None)
    with progress_bar(file.name) as progress:
        row = Row(file, receive(ledger, Order(file, actor=account(), boundaries=said), progress))
    if output_format is Format.JSON:
        print_json(as_json(row, ledger))
    else:
        say(row, ledger)


def register(app: typer.Typer) -> None:
    """Put the command under `soyte places`."""
    app.command("import-boundaries", epilog=EPILOG)(import_boundaries)
