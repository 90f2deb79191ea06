"""A person corrects how a figure of a report was read; the reading stays, the correction stands beside it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from soyte.catalogue import load_catalogue
from soyte.engine import equals
from soyte.ledger.acts import Act
from soyte.ledger.errors import LedgerError
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import STATEMENT
from soyte.measures.statements import CORRECTION
from soyte.periods import PeriodError, parse
from soyte.statements import Role

FIELDS = ("indicator", "place", "period", "value", "unit", "role")
_ADDRESS = re.compile(r"^(?:stated:)?(\d+)/(\d+)$")


def correct_statement(
    ledger: Ledger,
    statement: str,
    field: str,
    value: str,
    *,
    reason: str,
    actor: str,
    channel: str,
    key: str | None = None,
) -> Act:
    """Record that `field` of the statement `stated:SUBMISSION/NUMBER` should read `value`. LedgerError if it cannot.

    The same `key` again writes nothing and gives the act that is there.
    """
    subject, body = correction(ledger, statement, field, value, reason)
    return record(ledger, CORRECTION, subject, body, actor=actor, channel=channel, key=key)


def correction(
    ledger: Ledger, statement: str, field: str, value: str, reason: str
) -> tuple[str, dict[str, str | None]]:
    """Subject and body of such an event, checked; nothing is written. LedgerError says what is wrong."""
    named = _ADDRESS.match(statement.strip())
    if named is None:
        raise LedgerError(f"{statement}: không phải địa chỉ số liệu; hãy viết như stated:3/12.")
    act = ledger.state().find(named[1])
    rows = ledger.view().raw(STATEMENT.name, [act.submission_id]).filter(equals("number", int(named[2])))
    found = ledger.engine.collect(rows.steps).to_pylist()
    if not found:
        raise LedgerError(f"Lần gửi số {act.seq} không có số liệu nào mang số {named[2]}.")
    if field not in FIELDS:
        raise LedgerError(f"--field {field}: chỉ sửa được {', '.join(FIELDS)}.")
    body = {"field": field, "value": _checked(field, value), "was": _text(found[0][field]), "reason": reason}
    return f"{act.submission_id}/{named[2]}", body


def _checked(field: str, value: str) -> str:
    match field:
        case "indicator":
            return load_catalogue().indicator(value).id
        case "period":
            try:
                return parse(value).iso
            except PeriodError as error:
                raise LedgerError(f"--value {value}: không hiểu kỳ này; hãy viết như 2024 hoặc T3/2024.") from error
        case "value":
            try:
                return str(Decimal(value.replace(".", "").replace(",", ".") if "," in value else value))
            except InvalidOperation:
                raise LedgerError(f"--value {value}: không phải một con số; hãy viết như 1.234,5.") from None
        case "role":
            if value not in [str(role) for role in Role]:
                raise LedgerError(f"--value {value}: vai trò chỉ nhận {', '.join(Role)}.")
    return value


def _text(value: object) -> str | None:
    return None if value is None else str(value)
