"""Reports: the figures that a document states, each with the place where it stands. Its words stay in the vault."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from soyte.intake.documents import read_document
from soyte.intake.documents.model import Document
from soyte.intake.statements import read_statements
from soyte.ledger.tables import QUANTITY, STATEMENT
from soyte.receiving.order import Outcome, Pour, Progress
from soyte.statements import Statement

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
        warnings = tuple(f"{name}: {warning}" for warning in document.warnings)
        if not rows:
            warnings += (f"{name}: không tìm thấy số liệu nào trong văn bản.",)
        return Outcome(len(rows), (), warnings)


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
        "page": block.locator if block else None,
        "block": statement.block,
        "span_start": statement.start,
        "span_end": statement.end,
    }


def _quantity(value: Decimal | None) -> Decimal | None:
    """The value in the ledger's scale; null when it has more digits than that can hold, the words keep it."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    scaled = value.quantize(Decimal(1).scaleb(-QUANTITY.scale))
    return scaled if scaled == value else None
