"""`soyte places`: what a place is called, was called, came from and became."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from soyte.cli import place_acts, place_shapes
from soyte.cli.installation import Format, FormatOption, HomeOption, print_json, speaks
from soyte.cli.place_words import atlas_of, day_of, failed, latest_change
from soyte.places import Atlas, Change, Level, Resolution, Unit
from soyte.places.model import vietnamese_date


class LevelName(StrEnum):
    """The levels as a person types them."""

    PROVINCE = "tinh"
    DISTRICT = "huyen"
    COMMUNE = "xa"


_LEVELS: dict[LevelName, Level] = {
    LevelName.PROVINCE: "province",
    LevelName.DISTRICT: "district",
    LevelName.COMMUNE: "commune",
}
_MOST_LISTED = 12
_DAY_HELP = "Ngày cần xem, viết 30/6/2025 hoặc 2025-06-30; mặc định là sau lần thay đổi gần nhất mà danh mục biết"
OnOption = Annotated[str | None, typer.Option("--on", help=_DAY_HELP, metavar="NGÀY", show_default=False)]
CodeArgument = Annotated[str, typer.Argument(help="Mã đơn vị hành chính: tỉnh 2 số, huyện 3 số, xã 5 số", metavar="MÃ")]
EPILOG = """
**Ví dụ**

- `soyte places find "Thái Nguyên" --level tinh` : tìm theo tên; viết hoa, không dấu, tên cũ đều được

- `soyte places find "Bắc Kạn" --on 1/7/2025` : tên không còn thì cho biết địa bàn nay thuộc đâu

- `soyte places show 19` : một đơn vị, cấp trên và số đơn vị cấp dưới

- `soyte places history 66` : các lần tách, nhập, đổi tên

- `soyte places successors 00007 --on 30/6/2025` : địa bàn ấy nay thuộc đơn vị nào, mỗi nơi bao nhiêu phần

- `soyte places merge --from 99019,99022 --into 99019 --on 1/1/2027 --document "Nghị quyết …" --preview` : xem trước
một lần sáp nhập; lệnh `split`, `new`, `rename` cho việc chia, lập mới, đổi tên; `acts` liệt kê những lần đã ghi

Khi có kho số liệu (--home hoặc SOYTE_HOME), các lệnh tra cứu tính cả những thay đổi mà đơn vị đã ghi vào sổ.

Một mã có thể chỉ các địa bàn khác nhau trước và sau ngày 01/7/2025, vì vậy mỗi câu hỏi đều gắn với một ngày.
"""
app = typer.Typer(
    name="places",
    help="Đơn vị hành chính theo thời gian: tra cứu, ghi việc sáp nhập, chia tách, đổi tên, nhận ranh giới bản đồ.",
    epilog=EPILOG,
    rich_markup_mode="markdown",
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        raise failed(
            "Thiếu lệnh: hãy chọn find, show, history hoặc successors để tra cứu, merge, split, new hoặc rename để ghi thay "
            "đổi; gõ “soyte places --help” để xem ví dụ."
        )


@app.command()
@speaks
def find(
    names: Annotated[list[str], typer.Argument(help="Tên hoặc mã cần tìm", metavar="TÊN...")],
    on: OnOption = None,
    level: Annotated[LevelName | None, typer.Option(help="Chỉ tìm ở một cấp", show_default=False)] = None,
    within: Annotated[
        str | None, typer.Option(help="Chỉ tìm trong đơn vị có mã này", metavar="MÃ", show_default=False)
    ] = None,
    home: HomeOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Tìm đơn vị theo tên hoặc mã. Mã thoát 2 khi có tên không tìm thấy đúng một đơn vị."""
    atlas = atlas_of(home)
    day = _day(on, atlas)
    found = [_found(atlas, name, day, level, within) for name in names]
    if output_format is Format.JSON:
        print_json([_resolution(one) for several in found for one in several])
    else:
        for one in (one for several in found for one in several):
            typer.echo(_where(one, day, atlas))
    raise typer.Exit(0 if all(sum(one.unit is not None for one in several) == 1 for several in found) else 2)


@app.command()
@speaks
def show(
    code: CodeArgument, on: OnOption = None, home: HomeOption = None, output_format: FormatOption = Format.TABLE
) -> None:
    """Xem một đơn vị: tên, cấp trên, thời gian tồn tại, số đơn vị cấp dưới."""
    atlas = atlas_of(home)
    day = _day(on, atlas)
    unit = _unit(code, day, atlas)
    above = atlas.ancestors(unit, day)
    below = {name: atlas.units(level, day, code) for name, level in _LEVELS.items() if level != unit.level}
    if output_format is Format.JSON:
        counts = {str(_LEVELS[name]): len(found) for name, found in below.items() if found}
        print_json({**_record(unit), "above": [_record(one) for one in above], "below": counts})
        return
    typer.echo(f"{unit.full_name[:1].upper()}{unit.full_name[1:]} (mã {unit.code})")
    typer.echo(f"  Thời gian: {_span(unit)}")
    if above:
        typer.echo("  Thuộc: " + ", ".join(one.full_name for one in above))
    for name, found in below.items():
        if found:
            typer.echo(f"  Có {len(found)} đơn vị cấp {'huyện' if name is LevelName.DISTRICT else 'xã'}")


@app.command()
@speaks
def history(code: CodeArgument, home: HomeOption = None, output_format: FormatOption = Format.TABLE) -> None:
    """Xem những gì đã xảy ra với một mã: lập, tách, nhập, đổi tên, kết thúc; kèm văn bản quyết định."""
    from soyte.places import documents  # noqa: PLC0415
    from soyte.places import history as told  # noqa: PLC0415

    atlas = atlas_of(home)
    latest = _known(code, atlas)
    found = told(code, atlas=atlas)
    if output_format is Format.JSON:
        print_json({"code": code, "changes": [_change(one) for one in found]})
        return
    typer.echo(f"{code}: nay là {latest.full_name}" if latest.valid_to is None else f"{code}: {latest.full_name}")
    for one in found:
        shipped = [documents().get(source) for source in one.sources]
        numbers = [a.number or a.title if a else source for a, source in zip(shipped, one.sources, strict=True)]
        typer.echo(f"  {one.sentence}" + (f" ({'; '.join(numbers)})" if numbers else ""))
    if not found:
        typer.echo("  Danh mục không ghi nhận thay đổi nào.")


@app.command()
@speaks
def successors(
    code: CodeArgument,
    on: Annotated[str, typer.Option("--on", help="Ngày mà mã này được dùng", metavar="NGÀY")],
    at: Annotated[
        str | None, typer.Option("--at", help="Xem địa bàn thuộc đâu vào ngày này", metavar="NGÀY", show_default=False)
    ] = None,
    home: HomeOption = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Xem địa bàn của một đơn vị thuộc những đơn vị nào vào một ngày khác (sau hoặc trước)."""
    from soyte.places.shares import trace  # noqa: PLC0415

    atlas = atlas_of(home)
    start, end = _day(on, atlas), _day(at, atlas)
    unit = _unit(code, start, atlas)
    parts = trace(atlas, code, start, end)
    rows = [(_unit(to, end, atlas), None if weight is None else float(weight)) for to, weight in parts.items()]
    if output_format is Format.JSON:
        print_json([{**_record(to), "weight": weight} for to, weight in rows])
        return
    typer.echo(f"{unit.full_name} (mã {code}), ngày {vietnamese_date(start)} → ngày {vietnamese_date(end)}:")
    for to, weight in rows:
        share = "chưa rõ tỷ trọng" if weight is None else f"{100 * weight:.4g} %".replace(".", ",")
        typer.echo(f"  {to.full_name} (mã {to.code}): {share}")
    if not rows:
        typer.echo("  Không còn đơn vị nào cùng cấp.")


def _found(atlas: Atlas, name: str, day: date, level: LevelName | None, within: str | None) -> list[Resolution]:
    """What a name means at the level asked for, else at every level that knows it now or knew it."""
    from soyte.places import resolve  # noqa: PLC0415 (the lists are read only when a command runs)

    if level is not None or name.strip().isdigit():
        return [resolve(name, day, level=_LEVELS[level] if level else None, within=within, atlas=atlas)]
    at_levels = [resolve(name, day, level=one, within=within, atlas=atlas) for one in _LEVELS.values()]
    return [one for one in at_levels if one.outcome != "none"] or [resolve(name, day, within=within, atlas=atlas)]


def _day(written: str | None, atlas: Atlas) -> date:
    return latest_change(atlas) if written is None else day_of(written)


def _unit(code: str, on: date, atlas: Atlas) -> Unit:
    from soyte.places import resolve  # noqa: PLC0415

    found = atlas.unit(code, on)
    if found is None:
        told = resolve(code, on, atlas=atlas).message
        raise failed(f"{told} Hãy tìm mã bằng “soyte places find TÊN”.")
    return found


def _known(code: str, atlas: Atlas) -> Unit:
    versions = atlas.versions(code)
    if not versions:
        raise failed(f"Không có đơn vị nào mang mã {code}; hãy tìm mã bằng “soyte places find TÊN”.")
    return versions[-1]


def _where(found: Resolution, day: date, atlas: Atlas) -> str:
    if found.outcome == "several":
        count = f"“{found.written}” ngày {vietnamese_date(day)} có thể là {len(found.candidates)} đơn vị:"
        named = (
            f"  {one.full_name} (mã {one.code}){_above(one, day, atlas)}" for one in found.candidates[:_MOST_LISTED]
        )
        more = [f"  … và {len(found.candidates) - _MOST_LISTED} đơn vị khác; hãy thêm --within MÃ"]
        return "\n".join([count, *named, *(more if len(found.candidates) > _MOST_LISTED else [])])
    if found.unit is None:
        return found.message
    above = _above(found.unit, day, atlas)
    return found.message.removesuffix(".") + above + (f"; {_span(found.unit)}." if found.former else ".")


def _above(unit: Unit, day: date, atlas: Atlas) -> str:
    named = [
        one.full_name for one in atlas.ancestors(unit, day if unit.exists(day) else None) if one.level != "country"
    ]
    return f", thuộc {', '.join(named)}" if named else ""


def _span(unit: Unit) -> str:
    start = vietnamese_date(unit.valid_from) if unit.valid_from else "trước khi có danh mục"
    return f"từ {start} đến {vietnamese_date(unit.valid_to) if unit.valid_to else 'nay'}"


def _record(unit: Unit) -> dict[str, Any]:
    return {**asdict(unit), "full_name": unit.full_name}


def _resolution(found: Resolution) -> dict[str, Any]:
    return {
        "written": found.written,
        "on": found.on,
        "outcome": found.outcome,
        "unit": _record(found.unit) if found.unit else None,
        "candidates": [_record(one) for one in found.candidates],
        "suggestions": [_record(one) for one in found.suggestions],
        "message": found.message,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "on": change.on,
        "kind": change.kind,
        "breaks": change.breaks,
        "sentence": change.sentence,
        "gave": [one.code for one in change.gave],
        "got": [one.code for one in change.got],
        "sources": list(change.sources),
    }


place_acts.register(app)
place_shapes.register(app)
