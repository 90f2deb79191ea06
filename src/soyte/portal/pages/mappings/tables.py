"""Tables of the pages on mappings: the list, the columns of one, the cells that would be read."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.intake.sight.draft import IDENTITIES, ROLES, TOTAL, Draft
from soyte.intake.sight.looking import Look
from soyte.ledger.state import State
from soyte.measures.wording import STATUSES
from soyte.portal.pages.submission.rows import measure_words, table_of
from soyte.portal.pages.submissions.listing import link
from soyte.portal.shell.numbers import day
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.receiving.known import Known
from soyte.receiving.previewing import Preview

HIDDEN = "•••"


def list_of(known: Sequence[Known], state: State) -> Table:
    """Every mapping, those of one dataset together, the newest first."""
    used: dict[str, int] = {}
    for name in state.living:
        act = state.accepted[name]
        if act.what == "counts" and act.reading_hash:
            used[act.reading_hash] = used.get(act.reading_hash, 0) + 1
    rows: list[list[Cell | Value]] = [
        [
            Cell(one.mapping.title, href=link("mapping", one.act.seq)),
            one.mapping.dataset,
            one.mapping.owner,
            Cell(one.mapping.valid_from, words=days_of(one)),
            Cell(one.act.seq, href=link("submission", one.act.seq)),
            Cell(one.act.recorded_at, look="tight"),
            used.get(one.hash, 0),
        ]
        for one in sorted(known, key=lambda one: (one.mapping.dataset, -one.act.seq))
    ]
    columns = [
        Column("Loại bảng", width=50),
        Column("Bộ số liệu", width=24),
        Column("Chủ số liệu", width=36),
        Column("Dùng"),
        Column("Lần gửi", "number", places=0),
        Column("Ghi sổ lúc", "moment"),
        Column("Tệp đọc theo", "number", places=0),
    ]
    return Table(columns, rows, empty="Chưa có ánh xạ nào.", name="anh-xa")


def days_of(one: Known) -> str:
    """`từ 01/01/2024 đến 31/12/2025`; `không hạn` without either."""
    first, last = one.mapping.valid_from, one.mapping.valid_to
    told = [f"từ {day(first)}" if first else "", f"đến {day(last)}" if last else ""]
    return " ".join(filter(None, told)) or "không hạn"


def columns_of(draft: Draft, name: str) -> Table:
    """What each column of a mapping means."""
    rows: list[list[Cell | Value]] = []
    for column in draft.columns:
        told = [measure_words(column.measure)] if column.measure else []
        told += [f"{ROLES.get(column.dimension, column.dimension)}: {column.code}"] if column.dimension else []
        told += [f"{word or '(để trống)'} → {_code(column.role, code)}" for word, code in column.words.items() if code]
        rows.append([column.head, ROLES[column.role], "; ".join(told)])
    return Table([Column("Cột", width=30), Column("Là", width=30), Column("Nghĩa", width=80)], rows, name=name)


def _code(role: str, code: str) -> str:
    if code == TOTAL:
        return "không chia"
    if role == "measure":
        return measure_words(code)
    return STATUSES.get(code, code) if role == "status" else code


def beginning(look: Look, draft: Draft) -> Table:
    """The first rows of a table as they stand in the file; what tells who somebody is stays hidden."""
    secret = {index for index, column in enumerate(draft.columns) if column.role in IDENTITIES}
    rows = [
        [Cell(None, words=HIDDEN) if index in secret else Cell(cell) for index, cell in enumerate(row)]
        for row in look.body[:8]
    ]
    return Table([Column(head or f"(cột {number})") for number, head in enumerate(look.heads, 1)], rows, name="bang")


def cells_table(seen: Preview) -> Table:
    """The first cells as they would be read."""
    blank = dict.fromkeys(("sheet", "page", "block", "span_start", "span_end", "path"))
    made = table_of("observation", [{**blank, **cell} for cell in seen.cells], "o-se-doc")
    return Table(
        made.columns, made.rows, name="o-se-doc", empty="Không ô nào đọc được.", caption="Những ô đầu tiên sẽ đọc"
    )
