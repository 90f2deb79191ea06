"""`soyte detect`: one series, one detector, from a file and without an installation."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

EPILOG = """
**Ví dụ**

- `soyte detect chuoi.json` : từng thời điểm: số ca, ngưỡng, có cảnh báo hay không, hay chưa xét được

- `soyte detect chuoi.json --format json` : chính tệp ấy, thêm mục `result`

Tệp JSON gồm `series` (số đếm `observed`, null là tuần không rõ; `freq`; `start`; `dates`), `method`, `control` (tham số) và `range`
(các vị trí cần xét, tính từ 1). `method` là earsC, rki, bayes, cdc, cusum, outbreakP, rogerson, glrpois, glrnb, hmm, farrington,
farringtonFlexible, endemicChannel hoặc movingEpidemic.

Ba loại nữa có tệp riêng (không cần `range`):

- `{"method": "spaceTimeScan", "series": {"observed": [[0,1,4],[1,0,3]], "latitude": [10.1,10.2], "longitude": [106.1,106.2],
  "names": ["xã A","xã B"]}, "control": {"longest": 2, "replications": 999}}` : cụm ca theo nơi và thời gian, mỗi dòng một nơi

- `{"method": "nowcast", "series": {"triangle": [[5,3,1],[6,2,null],[4,null,null]]}, "control": {"coverage": 0.95}}` : ước số ca khi báo đủ;
  mỗi dòng một kỳ, mỗi cột một kỳ chậm báo cáo, null là chưa đến lúc

- `{"method": "reproduction", "series": {"observed": [2,3,5,8,9,12,15,18]}, "control": {"mean_si": 3.5, "std_si": 1.5, "window": 7}}` : hệ số lây
  nhiễm R theo ngày (tệp `--format json` thêm khoảng tin cậy)
"""
LARGEST = 64 * 1024 * 1024


class Format(StrEnum):
    """How the result is printed."""

    TABLE = "table"
    JSON = "json"


class Mode(StrEnum):
    """Whose numbers, where the R package `surveillance` differs from the papers."""

    SURVEILLANCE = "surveillance"
    TEXTBOOK = "textbook"


def detect(
    case: Annotated[Path, typer.Argument(help="Tệp JSON: chuỗi số đếm, phương pháp, tham số", metavar="TỆP.json")],
    compat: Annotated[
        Mode, typer.Option(help="Khi gói R surveillance khác với bài báo gốc thì theo bên nào")
    ] = Mode.SURVEILLANCE,
    output_format: Annotated[Format, typer.Option("--format", help="Cách in kết quả")] = Format.TABLE,
) -> None:
    """Xét một chuỗi số đếm bằng một phương pháp phát hiện bất thường."""
    from soyte.surveillance.detectors.case import CaseError  # noqa: PLC0415 (heavy, and help needs none of it)
    from soyte.surveillance.detectors.case import detect as found_in  # noqa: PLC0415

    try:
        found = found_in(_read(case), compat.value)
    except CaseError as error:
        typer.echo(f"{case}: {error}", err=True)
        raise typer.Exit(2) from error
    if output_format is Format.JSON:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    else:
        typer.echo(_table(found) if "alarm" in found["result"] else _lines(found["result"]))


def _read(path: Path) -> dict[str, Any]:
    from soyte.surveillance.detectors.case import CaseError  # noqa: PLC0415

    try:
        if path.stat().st_size > LARGEST:
            raise CaseError("tệp lớn hơn 64 MB; mỗi tệp chỉ gồm một chuỗi.")
        case = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CaseError(f"không mở được ({error.strerror}); hãy kiểm tra đường dẫn.") from error
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise CaseError("không phải tệp JSON hợp lệ; hãy lưu lại dạng JSON, UTF-8.") from error
    if not isinstance(case, dict) or not isinstance(case.get("series"), dict):
        raise CaseError("thiếu mục series; tệp phải là một đối tượng JSON có series, method, control, range.")
    return case


def _table(found: dict[str, Any]) -> str:
    result, observed = found["result"], found["series"]["observed"]
    dates = found["series"].get("dates") or []
    lines = [f"{'Vị trí':>7}  {'Ngày':<10}  {'Số ca':>9}  {'Ngưỡng':>11}  Kết quả"]
    for number, position in enumerate(found["range"]):
        bound, count = result["upperbound"][number], observed[position - 1]
        words = "CẢNH BÁO" if result["alarm"][number] else "" if result["tested"][number] else "chưa xét được"
        day = str(dates[position - 1]) if position <= len(dates) else ""
        lines.append(f"{position:>7}  {day:<10}  {_number(count):>9}  {_number(bound):>11}  {words}".rstrip())
    alarms = sum(result["alarm"])
    lines.append(
        f"{found['method']} ({found['mode']}): {alarms} cảnh báo trong {len(found['range'])} thời điểm, "
        f"{len(found['range']) - sum(result['tested'])} thời điểm chưa xét được."
    )
    return "\n".join(lines)


def _lines(result: dict[str, Any]) -> str:
    """What is no chart of one series."""
    if "clusters" in result:
        told = [
            f"{', '.join(one['names'])}: {one['cases']} ca trong {one['length']} kỳ cuối, dự kiến {_number(one['expected'])}, "
            f"p = {_number(one['pvalue'])}, do ngẫu nhiên thì khoảng {_number(one['recurrence'])} kỳ mới gặp một lần"
            for one in result["clusters"]
        ]
        return "\n".join(told or ["Không có cụm ca nào."])
    heads = {
        "end": "Ngày",
        "reported": "Đã báo",
        "expected": "Dự kiến",
        "mean": "R",
        "lower": "Thấp",
        "median": "Trung vị",
        "upper": "Cao",
        "share": "Tỷ lệ đã báo",
    }
    names = [name for name in heads if name in result]
    rows = [
        [heads[name] for name in names],
        *([_number(one) for one in row] for row in zip(*(result[name] for name in names), strict=True)),
    ]
    return "\n".join("".join(f"{cell:>14}" for cell in row) for row in rows)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
