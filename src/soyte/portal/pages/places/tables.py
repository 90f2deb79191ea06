"""Tables of the pages on places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from soyte.measures.boundaries import Site
from soyte.measures.boundaries.balancing import Balance
from soyte.measures.boundaries.effects import Effect
from soyte.places import Atlas, Change, Unit, documents
from soyte.places.shares import trace
from soyte.portal.pages.submissions.listing import link, visible
from soyte.portal.shell.access import Access
from soyte.portal.shell.numbers import NOTHING, day, number
from soyte.portal.shell.tables import Cell, Column, Table, Value

LEVELS = {"country": "cả nước", "province": "tỉnh", "district": "huyện", "commune": "xã"}


def units_table(atlas: Atlas, units: Sequence[Unit], on: date, name: str) -> Table:
    """Units with what lies below them."""
    below = _below(atlas, units, on)
    rows: list[list[Cell | Value]] = [
        [
            Cell(unit.code),
            Cell(unit.full_name, href=link("place", unit.code)),
            LEVELS[unit.level],
            Cell(unit.valid_from, words=day(unit.valid_from) if unit.valid_from else "trước khi có danh mục"),
            Cell(unit.valid_to, words=day(unit.valid_to) if unit.valid_to else "nay"),
            below.get(unit.code),
        ]
        for unit in units
    ]
    columns = [
        Column("Mã", width=10),
        Column("Tên", width=36),
        Column("Cấp"),
        Column("Có từ", "day"),
        Column("đến", "day"),
        Column("Đơn vị cấp dưới", "number", places=0),
    ]
    return Table(columns, rows, empty="Không có đơn vị nào như vậy vào ngày này.", name=name)


def _below(atlas: Atlas, units: Sequence[Unit], on: date) -> dict[str, int]:
    """How many units lie right below each of these on a day."""
    wanted = {unit.code for unit in units if unit.exists(on)}
    return Counter(unit.parent for unit in atlas.all_units if unit.parent in wanted and unit.exists(on))


def history_table(changes: Sequence[Change], name: str) -> Table:
    """What happened to a code, with the deciding documents."""
    known = documents()
    rows: list[list[Cell | Value]] = []
    for change in changes:
        told = [known.get(source) for source in change.sources]
        sources = [one.number or one.title if one else source for one, source in zip(told, change.sources, strict=True)]
        rows.append(
            [
                Cell(change.on),
                change.words,
                "không so sánh được qua ngày này" if change.breaks else "",
                "; ".join(sources),
            ]
        )
    columns = [
        Column("Ngày", "day"),
        Column("Thay đổi", width=70),
        Column("Chuỗi số liệu", width=30),
        Column("Văn bản", width=40),
    ]
    return Table(columns, rows, empty="Danh mục không ghi nhận thay đổi nào.", name=name)


def succession_table(atlas: Atlas, unit: Unit, start: date, end: date) -> Table:
    """Among which units the area of one lies on another day, and how much in each."""
    rows: list[list[Cell | Value]] = []
    for code, weight in trace(atlas, unit.code, start, end).items():
        other = atlas.unit(code, end)
        share = Cell(None, words="chưa rõ tỷ trọng", look="missing") if weight is None else Cell(_percent(weight))
        rows.append([code, Cell(other.full_name if other else code, href=link("place", code)), share])
    columns = [Column("Mã"), Column("Đơn vị", width=36), Column("Tỷ trọng", "number")]
    return Table(columns, rows, empty="Không còn đơn vị nào cùng cấp.", name=f"ke-thua-{unit.code}")


def origin_table(atlas: Atlas, unit: Unit) -> Table:
    """What a unit was made of on its first day, and how much of each former unit it got."""
    rows: list[list[Cell | Value]] = []
    for one in atlas.from_new(unit.valid_from, unit.code) if unit.valid_from else ():
        former = atlas.unit(one.old, date.fromordinal(one.on.toordinal() - 1))
        unknown = Cell(None, words="chưa rõ bao nhiêu", look="missing")
        share = Cell(_percent(one.weight)) if one.weight is not None else unknown
        rows.append([one.old, Cell(former.full_name if former else one.old, href=link("place", one.old)), share])
    columns = [Column("Mã"), Column("Đơn vị cũ", width=36), Column("Phần của nó chuyển về đây", "number")]
    return Table(columns, rows, name=f"hinh-thanh-{unit.code}")


def acts_table(here: Site, access: Access, *, may_withdraw: bool) -> Table:
    """The acts that were recorded, and whether each is in force."""
    states = [(one, "đang áp dụng") for one in here.acts]
    states += [(one, "đã có trong danh mục kèm phần mềm") for one in here.shipped]
    states += [(left.one, f"không áp dụng được: {left.why}") for left in here.left_out]
    states.sort(key=lambda pair: (pair[0].act.on, pair[0].seq), reverse=True)
    rows: list[list[Cell | Value]] = [
        [
            Cell(one.act.on),
            one.words.partition(": ")[2] or one.words,
            one.act.source,
            Cell(state, look="wrong" if state.startswith("không áp") else ""),
            Cell(one.seq, href=link("submission", one.seq) if visible(access, one.submission) else None),
            Cell("rút", href=link("place-withdraw", one.seq)) if may_withdraw else "",
        ]
        for one, state in states
    ]
    columns = [
        Column("Có hiệu lực", "day"),
        Column("Thay đổi", width=60),
        Column("Văn bản", width=40),
        Column("Tình trạng", width=30),
        Column("Số", "number", places=0),
        Column(""),
    ]
    return Table(columns, rows, empty="Chưa ghi thay đổi địa bàn nào.", name="thay-doi-dia-ban")


def effects_table(found: Sequence[Effect]) -> Table:
    """What would happen to each unit and to what is kept of it."""
    rows: list[list[Cell | Value]] = []
    for one in found:
        unit = one.change.before or one.change.after
        rows.append(
            [
                f"{unit.full_name if unit else one.change.code} ({one.change.code})",
                one.change.words,
                "; ".join(_part(part.name, part.share.weight, part.people) for part in one.parts if len(one.parts) > 1),
                one.before,
                one.after,
                one.targets,
                "có điểm gãy" if one.broken else "",
            ]
        )
    columns = [
        Column("Đơn vị", width=30),
        Column("Thay đổi", width=44),
        Column("Các phần", width=44),
        Column("Dòng trước ngày này", "number", places=0),
        Column("Dòng từ ngày này", "number", places=0),
        Column("Chỉ tiêu giao", "number", places=0),
        Column("Chuỗi số liệu"),
    ]
    return Table(columns, rows, name="tac-dong", caption="Tác động đến từng đơn vị")


def balance_table(found: Sequence[Balance], place: str) -> Table:
    """Totals before and after: they must be the same."""
    rows: list[list[Cell | Value]] = [
        [
            f"{one.name} ({one.unit}), năm {one.year}",
            one.dataset,
            one.units_before,
            one.before,
            one.units_after,
            one.after,
            one.held_back,
            Cell("bằng nhau" if one.even else "LỆCH", look="" if one.even else "wrong"),
        ]
        for one in found
    ]
    columns = [
        Column("Số liệu", width=40),
        Column("Bộ số liệu", width=22),
        Column("Đơn vị trước", "number", places=0),
        Column("Tổng trước", "number"),
        Column("Đơn vị sau", "number", places=0),
        Column("Tổng sau", "number"),
        Column("trong đó chưa phân bổ được", "number"),
        Column("Hai tổng"),
    ]
    empty = "Sổ chưa có số liệu nào của các đơn vị này."
    return Table(columns, rows, empty=empty, name="tong-truoc-sau", caption=f"Tổng của {place}, trước và sau")


def _part(name: str, weight: object, people: object) -> str:
    share = "chưa rõ tỷ trọng" if weight is None else _percent(weight)
    return f"{name}: {share}" + (f", khoảng {number(int(people))} người" if people is not None else "")  # type: ignore[call-overload]


def _percent(weight: object) -> str:
    if weight is None:
        return NOTHING
    return f"{float(weight) * 100:.4g}%".replace(".", ",")  # type: ignore[arg-type]
