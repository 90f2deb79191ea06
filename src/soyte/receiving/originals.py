"""One row of the ledger shown where it stands in its original, for people who may see everything there and for others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from soyte.engine import Column, Count, IsNull, Not, equals
from soyte.ledger.acts import Act
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import LOCATOR, OBSERVATION, STATEMENT, TARGET
from soyte.ledger.vault import Reader
from soyte.measures.trail import Locator
from soyte.receiving.excerpts import excerpts

TABLES = {"counts": OBSERVATION.name, "report": STATEMENT.name, "targets": TARGET.name}
HIDDEN = "▒▒▒"
_PHONE = re.compile(r"(?<![\d.,])(?:\+84|0)(?:[ .-]?\d){8,11}(?!\d|[.,]\d)")
_NUMBER = re.compile(r"(?<![\d.,])\d{9,15}(?!\d|[.,]\d)")  # counts are written with dots between thousands
_MAIL = re.compile(r"\S+@\S+\.\w+")
_CARD = re.compile(r"\b[A-Z]{2}\s?\d(?:\s?\d){9,12}\b")
_TITLE = r"(?:ông|bà|anh|chị|em|cháu|bé|cụ|bệnh nhân|người bệnh|BN|họ (?:và )?tên:?|tên là)"
_UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
_NAME = re.compile(rf"(?i:\b{_TITLE})(\s+)([{_UPPER}]\w*\.?(?:\s+[{_UPPER}]\w*\.?){{0,4}})")


@dataclass(frozen=True)
class Placed:
    """A row with its place in the original. `personal`: the original can hold what tells who somebody is."""

    act: Act
    row_no: int
    row: Mapping[str, Any]
    locator: Locator
    personal: bool


@dataclass(frozen=True)
class Shown:
    """What stands there: words before, the figure's own, words after. `masked`: something was made unreadable."""

    before: str
    own: str
    after: str
    masked: bool = False


def placed(ledger: Ledger, submission: int, row_no: int) -> Placed:
    """The row of a submission that counts or ever counted. LedgerError if there is none, or no original behind it."""
    act = ledger.state().find(str(submission))
    table = TABLES.get(act.what)
    if table is None or act.content_hash is None:
        raise LedgerError(f"Lần gửi số {submission} không có bản gốc để mở đến từng dòng.")
    raw = ledger.view().raw(table, [act.submission_id])
    rows = ledger.engine.collect(raw.filter(equals("row_no", row_no)).steps).to_pylist()
    if not rows:
        raise LedgerError(f"Lần gửi số {submission} không có dòng số {row_no}.")
    locator = Locator(**{name: rows[0][name] for name in LOCATOR})
    return Placed(act, row_no, rows[0], locator, _personal(ledger, act))


def _personal(ledger: Ledger, act: Act) -> bool:
    """Reports hold free text; a table of counts does if any of its rows belongs to one person."""
    if act.what != "counts":
        return act.what == "report"
    rows = ledger.view().raw(OBSERVATION.name, [act.submission_id]).filter(Not(IsNull(Column("person"))))
    return bool(ledger.engine.collect(rows.group(n=Count()).steps).to_pylist()[0]["n"])


def shown(ledger: Ledger, found: Placed, reader: Reader, *, everything: bool) -> Shown:
    """Opens the original, which the vault logs. Without `everything`, whatever can tell who somebody is is hidden."""
    words = excerpts(ledger, found.act, [asdict(found.locator)], reader)[0]
    before, mark, rest = words.partition("⟦")
    own, _, after = rest.partition("⟧")
    said = Shown(before, own, after) if mark else Shown("", words, "")
    if everything or not found.personal:
        return said
    hidden = Shown(masked(said.before), masked(said.own), masked(said.after))
    return hidden if hidden == said else replace(hidden, masked=True)


def masked(text: str) -> str:
    """Long numbers, card numbers, mail addresses, and names after what people are called by, made unreadable."""
    for pattern in (_MAIL, _CARD, _PHONE, _NUMBER):
        text = pattern.sub(HIDDEN, text)
    return _NAME.sub(lambda found: found[0][: found.start(2) - found.start(0)] + HIDDEN, text)
