"""Tables of the catalogue's pages."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.catalogue.changes import KEYS, Change
from soyte.catalogue.changes import KINDS as CHANGED
from soyte.catalogue.entries import Entry, Version
from soyte.catalogue.terms import CERTAINTIES, word
from soyte.portal.pages.catalogue.known import own, since
from soyte.portal.pages.submissions.listing import link
from soyte.portal.shell.numbers import day
from soyte.portal.shell.tables import Cell, Column, Table, Value


def days_of(one: Version) -> str:
    """`từ 01/07/2025`; `không hạn`."""
    told = [f"từ {day(one.valid_from)}" if one.valid_from else "", f"đến {day(one.valid_to)}" if one.valid_to else ""]
    return " ".join(filter(None, told)) or "không ghi hạn"


def entries_table(found: Sequence[tuple[Entry, Version]], name: str) -> Table:
    """Entries by the version that is shown of each."""
    rows: list[list[Cell | Value]] = []
    own_ones = {(one.kind, one.name, since(one)) for one in own()}
    for entry, version in found:
        mine = (entry.kind, entry.id, version.valid_from) in own_ones
        rows.append(
            [
                Cell(version.name, href=link("catalogue-entry", entry.kind, entry.id)),
                entry.id,
                Cell(None, words="của đơn vị" if mine else ""),
                Cell(days_of(version), look="tight"),
                len(entry.versions),
                version.legal_source,
                word(CERTAINTIES, version.certainty) if version.certainty else "",
            ]
        )
    columns = [
        Column("Tên", width=50),
        Column("Mã", width=26),
        Column("Riêng"),
        Column("Hiệu lực", width=24),
        Column("Số bản", "number", places=0),
        Column("Căn cứ", width=44),
        Column("Mức chắc chắn", width=22),
    ]
    return Table(columns, rows, empty="Không có mục nào như vậy.", name=name)


def changes_table(found: Sequence[Change], name: str, citation: Sequence[str] = ()) -> Table:
    """What changed, one line a key."""
    rows: list[list[Cell | Value]] = []
    for one in found:
        href = link("catalogue-entry", one.kind, one.id) if one.kind in _SHOWN else None
        what = KEYS.get(one.key, one.key) if one.key else ("bỏ" if one.after is None else "mới có")
        rows.append(
            [
                CHANGED[one.kind],
                Cell(one.name, href=href),
                one.id,
                what,
                one.words.partition(": ")[2] if one.key else "",
            ]
        )
    columns = [
        Column("Loại", width=20),
        Column("Tên", width=44),
        Column("Mã", width=24),
        Column("Đổi gì", width=22),
        Column("Nội dung", width=80),
    ]
    return Table(columns, rows, empty="Không có gì khác.", name=name, citation=citation)


_SHOWN = ("indicator", "measure", "disease", "list", "regime", "owner", "unit")
