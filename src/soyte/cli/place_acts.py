"""`soyte places merge|split|new|rename|acts`: changes of places that an installation records, with a preview of their effects."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soyte.cli.installation import AsOfOption, Format, FormatOption, HomeOption, opened, print_json, speaks
from soyte.cli.place_words import day_of, failed
from soyte.ledger.as_of import moment

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.measures.boundaries.composing import Part
    from soyte.measures.boundaries.effects import Effect
    from soyte.places import Act

_NEXT = r",(?=\s*(?:\d+\s*:|\d{5}\s*(?:,|$)))"  # a comma before a code, not one within a share
_DAY = "Ngày thay đổi có hiệu lực, viết 1/1/2027 hoặc 2027-01-01"
DayOption = Annotated[str, typer.Option("--on", help=_DAY, metavar="NGÀY")]
DocumentOption = Annotated[
    str, typer.Option("--document", help="Văn bản quyết định: số, ngày, cơ quan", metavar="VĂN_BẢN")
]
NameOption = Annotated[
    str, typer.Option("--name", help="Tên mới, kèm loại nếu đổi: “phường Hoa Sữa”", metavar="TÊN", show_default=False)
]
ParentOption = Annotated[
    str, typer.Option("--parent", help="Mã đơn vị cấp trên, nếu đổi", metavar="MÃ", show_default=False)
]
PreviewOption = Annotated[bool, typer.Option("--preview", help="Chỉ xem tác động, không ghi gì")]
YesOption = Annotated[bool, typer.Option("--yes", help="Ghi mà không hỏi lại")]
MERGE_EPILOG = """
**Ví dụ**

- `soyte places merge --from 99019,99022 --into 99019 --name "phường Hoa Sữa" --on 1/1/2027 --document "Nghị quyết số …"
  --preview` : xem trước, không ghi

Đơn vị nhận có thể là một trong các đơn vị sáp nhập, một đơn vị khác, hoặc một mã mới (khi đó phải có --name).
Ghi nhầm thì rút bằng `soyte withdraw SỐ`; xem số bằng `soyte places acts`.
"""
SPLIT_EPILOG = """
**Ví dụ**

- `soyte places split 99001 --into "99001::60%,99500:phường Nắng Mới:40%" --on 1/1/2027 --document "Nghị quyết số …"`

Mỗi phần ghi mã:tên:tỷ trọng. Tên để trống nếu đơn vị đã có. Tỷ trọng (0.6, 60% hoặc 3/5) thường là phần dân số; các phần
cộng lại bằng 1. Không biết tỷ trọng thì để trống ở mọi phần: số liệu cũ khi đó không chia được và được để riêng.
"""
NEW_EPILOG = """
**Ví dụ**

- `soyte places new 99500 --name "xã Nắng Mới" --parts 99001:20%,99013:15% --on 1/1/2027 --document "Nghị quyết số …"`

Các đơn vị trong --parts giữ phần còn lại; tỷ trọng 1 là nhập toàn bộ.
"""


@speaks
def merge(
    codes: Annotated[
        str, typer.Option("--from", help="Mã các đơn vị sáp nhập, cách nhau bằng dấu phẩy", metavar="MÃ,MÃ")
    ],
    into: Annotated[str, typer.Option(help="Mã đơn vị sau sáp nhập", metavar="MÃ")],
    on: DayOption,
    document: DocumentOption,
    name: NameOption = "",
    parent: ParentOption = "",
    home: HomeOption = None,
    preview: PreviewOption = False,
    yes: YesOption = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Ghi một lần sáp nhập: nhiều đơn vị thành một."""
    from soyte.measures.boundaries import composing, site_atlas  # noqa: PLC0415

    ledger, day = opened(home), day_of(on)
    olds = [code.strip() for code in codes.split(",") if code.strip()]
    act = composing.merge(site_atlas(ledger), olds, into, day, document, name=name, parent=parent)
    _do(ledger, act, preview, yes, output_format)


@speaks
def split(
    code: Annotated[str, typer.Argument(help="Mã đơn vị bị chia", metavar="MÃ")],
    into: Annotated[list[str], typer.Option(help="Các phần, mỗi phần mã:tên:tỷ trọng", metavar="PHẦN,PHẦN")],
    on: DayOption,
    document: DocumentOption,
    parent: ParentOption = "",
    home: HomeOption = None,
    preview: PreviewOption = False,
    yes: YesOption = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Ghi một lần chia tách: một đơn vị thành nhiều, kể cả phần giữ lại."""
    from soyte.measures.boundaries import composing, site_atlas  # noqa: PLC0415

    ledger, day = opened(home), day_of(on)
    act = composing.split(site_atlas(ledger), code, _parts(into, named=True), day, document, parent=parent)
    _do(ledger, act, preview, yes, output_format)


@speaks
def new(
    code: Annotated[str, typer.Argument(help="Mã đơn vị mới", metavar="MÃ")],
    name: Annotated[str, typer.Option("--name", help="Tên kèm loại: “xã Nắng Mới”", metavar="TÊN")],
    parts: Annotated[list[str], typer.Option(help="Địa bàn lấy từ đâu, mỗi phần mã:tỷ trọng", metavar="PHẦN,PHẦN")],
    on: DayOption,
    document: DocumentOption,
    parent: ParentOption = "",
    home: HomeOption = None,
    preview: PreviewOption = False,
    yes: YesOption = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Ghi một đơn vị mới lập từ một phần của các đơn vị khác."""
    from soyte.measures.boundaries import composing, site_atlas  # noqa: PLC0415

    ledger, day = opened(home), day_of(on)
    act = composing.carve(site_atlas(ledger), code, name, _parts(parts, named=False), day, document, parent=parent)
    _do(ledger, act, preview, yes, output_format)


@speaks
def rename(
    code: Annotated[str, typer.Argument(help="Mã đơn vị", metavar="MÃ")],
    on: DayOption,
    document: DocumentOption,
    name: NameOption = "",
    parent: ParentOption = "",
    home: HomeOption = None,
    preview: PreviewOption = False,
    yes: YesOption = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Ghi tên mới, loại mới hoặc đơn vị cấp trên mới của một đơn vị; địa bàn giữ nguyên."""
    from soyte.measures.boundaries import composing, site_atlas  # noqa: PLC0415

    ledger, day = opened(home), day_of(on)
    act = composing.rename(site_atlas(ledger), code, day, document, name=name, parent=parent)
    _do(ledger, act, preview, yes, output_format)


@speaks
def acts(home: HomeOption = None, as_of: AsOfOption = None, output_format: FormatOption = Format.TABLE) -> None:
    """Liệt kê các thay đổi địa bàn đã ghi, kể cả những thay đổi không áp dụng được và vì sao."""
    from soyte.measures.boundaries import site  # noqa: PLC0415

    here = site(opened(home), moment(as_of))
    states = [(one, "đang áp dụng") for one in here.acts]
    states += [(one, "đã có trong danh mục kèm phần mềm") for one in here.shipped]
    states += [(left.one, f"không áp dụng được: {left.why}") for left in here.left_out]
    states.sort(key=lambda pair: (pair[0].act.on, pair[0].seq))
    if output_format is Format.JSON:
        print_json(
            [
                {"seq": one.seq, "on": one.act.on, "words": one.words, "document": one.act.source, "state": state}
                for one, state in states
            ]
        )
        return
    for one, state in states:
        typer.echo(f"#{one.seq} {one.words} ({one.act.source}): {state}")
    if not states:
        typer.echo("Chưa ghi thay đổi địa bàn nào.")


def register(app: typer.Typer) -> None:
    """Put the commands under `soyte places`."""
    app.command("merge", epilog=MERGE_EPILOG)(merge)
    app.command("split", epilog=SPLIT_EPILOG)(split)
    app.command("new", epilog=NEW_EPILOG)(new)
    app.command("rename")(rename)
    app.command("acts")(acts)


def _parts(given: list[str], *, named: bool) -> list[Part]:
    from soyte.measures.boundaries.composing import Part  # noqa: PLC0415

    found = []
    for text in (text for several in given for text in re.split(_NEXT, several) if text.strip()):
        fields = [field.strip() for field in text.split(":")]
        if len(fields) > (3 if named else 2):
            example = "99500:phường Nắng Mới:40%" if named else "99001:20%"
            raise failed(f"“{text.strip()}” không phải một phần; hãy viết như {example}.")
        name = fields[1] if named and len(fields) > 1 else ""
        weight = fields[-1] if len(fields) == (3 if named else 2) else ""
        found.append(Part(fields[0], name, _weight(weight)))
    return found


def _weight(written: str) -> Fraction | None:
    if not written:
        return None
    try:
        percent = written.endswith("%")
        number = Fraction(written.removesuffix("%").strip().replace(",", "."))
        weight = number / 100 if percent else number
    except (ValueError, ZeroDivisionError):
        weight = Fraction(0)
    if not 0 < weight <= 1:
        raise failed(
            f"Tỷ trọng “{written}” không hợp lệ; hãy viết một số lớn hơn 0 và không quá 1, như 0.6, 60% hoặc 3/5."
        )
    return weight


def _do(ledger: Ledger, act: Act, preview: bool, yes: bool, output_format: Format) -> None:
    """Show the effects; record the act unless only they were wanted."""
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.measures.boundaries import record, site  # noqa: PLC0415
    from soyte.measures.boundaries.acts import written  # noqa: PLC0415
    from soyte.measures.boundaries.effects import effects  # noqa: PLC0415

    written(act)  # says what is missing before anything is shown
    before = site(ledger)
    known = next((one for one in before.acts if written(one.act) == written(act)), None)
    if known is not None:
        if output_format is Format.JSON:
            print_json({"effects": [], "recorded": known.seq, "new": False})
        else:
            typer.echo(f"Thay đổi này đã được ghi từ trước (lần ghi số {known.seq}); không có gì thay đổi.")
        return
    found = effects(ledger, act)
    if output_format is Format.TABLE:
        typer.echo(_told(found, act))
    if preview or not (yes or _agreed()):
        if output_format is Format.JSON:
            print_json({"effects": [_as_json(one) for one in found], "recorded": None, "new": False})
        else:
            typer.echo("Chưa ghi gì vào sổ.")
        return
    submission, is_new = record(ledger, act, actor=account())
    if output_format is Format.JSON:
        print_json({"effects": [_as_json(one) for one in found], "recorded": submission.seq, "new": is_new})
    else:
        typer.echo(
            f"Đã ghi vào sổ, lần ghi số {submission.seq}. Rút lại: soyte withdraw {submission.seq} --reason LÝ_DO"
        )


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise failed(
            "Cần người xác nhận; hãy chạy lại và gõ “có” khi được hỏi, hoặc thêm --yes sau khi đã xem --preview."
        )
    answer = typer.prompt("Ghi thay đổi này vào sổ? Gõ “có” để ghi", default="không", err=True)
    return str(answer).strip().casefold() in ("có", "co")


def _told(found: tuple[Effect, ...], act: Act) -> str:
    from soyte.places.model import vietnamese_date  # noqa: PLC0415

    lines = [f"Thay đổi từ ngày {vietnamese_date(act.on)} theo {act.source}:"]
    for one in found:
        unit = one.change.before or one.change.after
        name = unit.full_name if unit else one.change.code
        lines.append(f"  {name} (mã {one.change.code}): {one.change.words}")
        lines += [f"    {line}" for line in (*_shares(one), *_kept(one))]
    return "\n".join(lines)


def _shares(one: Effect) -> list[str]:
    if len(one.parts) < 2:
        return []
    told = []
    for part in one.parts:
        weight = part.share.weight
        share = "chưa rõ tỷ trọng" if weight is None else f"{float(100 * weight):.4g} %".replace(".", ",")
        people = "" if part.people is None else f", khoảng {_number(int(part.people))} người"
        told.append(f"{part.name} (mã {part.code}): {share}{people}")
    if one.people is not None:
        told.append(f"Dân số chia theo tỷ trọng trên: {_number(int(one.people))} người, năm {one.people_in}")
    return told


def _kept(one: Effect) -> list[str]:
    told = []
    if one.before:
        told.append(
            f"{_number(one.before)} dòng số liệu của thời gian trước ngày này, thuộc {_number(one.series)} chuỗi"
            + (": có điểm gãy, không so sánh được qua ngày này" if one.broken else "")
        )
    if one.after:
        ended = one.change.after is None
        told.append(
            f"{_number(one.after)} dòng số liệu từ ngày này trở đi "
            + ("mang mã không còn dùng: đề nghị nơi gửi gửi lại theo mã mới" if ended else "sẽ hiểu theo địa bàn mới")
        )
    if one.targets:
        told.append(f"{_number(one.targets)} chỉ tiêu giao cho đơn vị này: cần xem lại")
    return told or ["Sổ chưa có số liệu nào của đơn vị này"]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _as_json(one: Effect) -> dict[str, Any]:
    return {
        "code": one.change.code,
        "kind": one.change.kind,
        "words": one.change.words,
        "breaks": one.change.breaks,
        "rows_before": one.before,
        "rows_after": one.after,
        "series": one.series,
        "targets": one.targets,
        "people": one.people,
        "people_in": one.people_in,
        "parts": [
            {"code": part.code, "name": part.name, "millionths": part.share.millionths, "people": part.people}
            for part in one.parts
        ],
    }
