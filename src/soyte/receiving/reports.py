"""Reports: the figures that a document states, each with the place where it stands. Its words stay in the vault."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from soyte.intake.documents import read_document
from soyte.intake.documents.model import Document
from soyte.intake.statements import read_statements
from soyte.ledger.tables import CLAIM, QUANTITY, STATEMENT
from soyte.receiving.order import Outcome, Pour, Progress
from soyte.statements import Claim, Role, Statement
from soyte.text import fold, strip_marks

_LIMIT = Decimal(10) ** (QUANTITY.precision - QUANTITY.scale)
_OWN = [name for name in STATEMENT.schema.names if name != "submission_id"]


@dataclass(frozen=True)
class Report:
    """A report in any format that Soyte reads."""

    what: str = "report"
    reading_hash: str = "report"
    dataset: None = None
    owner: None = None

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """Every figure of the report becomes a row of `statement`."""
        del submission_id
        progress("đọc", 0, None)
        document = read_document(path)
        reading = read_statements(document)
        rows = [_row(number, statement, document) for number, statement in enumerate(reading.statements, 1)]
        schema = pa.schema([STATEMENT.schema.field(column) for column in _OWN])
        into(STATEMENT.name, pa.Table.from_pylist(rows, schema=schema))
        claims = [_claim(number, claim) for number, claim in enumerate(reading.claims, 1)]
        if claims:
            own = pa.schema([CLAIM.schema.field(column) for column in claims[0]])
            into(CLAIM.name, pa.Table.from_pylist(claims, schema=own))
        warnings = tuple(f"{name}: {warning}" for warning in document.warnings)
        if not rows:
            warnings += (f"{name}: không tìm thấy số liệu nào trong văn bản.",)
        return Outcome(len(rows) + len(claims), (), warnings)


def _row(number: int, statement: Statement, document: Document) -> dict[str, object]:
    block = document.blocks[statement.block] if 0 <= statement.block < len(document.blocks) else None
    return {
        "row_no": number,
        "number": statement.number,
        "indicator": statement.indicator,
        "place": statement.place,
        "period": statement.period,
        "as_of": statement.as_of,
        "role": str(statement.role),
        "qualifier": str(statement.qualifier),
        "value": _quantity(statement.value),
        "high": _quantity(statement.high),
        "precision": _quantity(statement.precision),
        "value_text": statement.value_text,
        "unit": statement.unit,
        "estimate": statement.estimate,
        "assigned_by": _assigned_by(statement, document),
        "page": block.locator if block else None,
        "block": statement.block,
        "span_start": statement.start,
        "span_end": statement.end,
    }


def _claim(number: int, claim: Claim) -> dict[str, object]:
    return {
        "row_no": number,
        "kind": str(claim.kind),
        "assertion": claim.assertion,
        "operands": json.dumps([[part, statement] for part, statement in claim.operands]),
        "span_start": claim.start,
        "span_end": claim.end,
    }


# Who assigned a target, told by the words around it; the nearest one before the figure wins.
_BODIES = {
    "party": r"tinh uy|thanh uy|dai hoi (?:dang|lan thu)|nghi quyet dai hoi|ban chap hanh dang bo",
    "council": r"hdnd|hoi dong nhan dan",
    "committee": r"ubnd|uy ban nhan dan",
    "ministry": r"bo y te|chinh phu",
}
_ANY_BODY = re.compile("|".join(f"(?P<{body}>{words})" for body, words in _BODIES.items()))
_BEFORE, _AFTER = 160, 60


def _assigned_by(statement: Statement, document: Document) -> str | None:
    if statement.role is not Role.TARGET:
        return None
    before = document.text[max(0, statement.start - _BEFORE) : statement.start].rsplit("\n", 1)[-1]
    after = document.text[statement.end : statement.end + _AFTER].split("\n", 1)[0]
    named = [match.lastgroup for match in _ANY_BODY.finditer(_plain(before))]
    if named:
        return named[-1]
    follows = _ANY_BODY.search(_plain(after).split(";", 1)[0])
    return follows.lastgroup if follows else None


def _plain(text: str) -> str:
    """Without marks and case: `Cơ quan giao` is `co quan giao`."""
    return strip_marks(fold(text))


def _quantity(value: Decimal | None) -> Decimal | None:
    """The value in the ledger's scale; null when it has more digits than that can hold, the words keep it."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    scaled = value.quantize(Decimal(1).scaleb(-QUANTITY.scale))
    return scaled if scaled == value else None
