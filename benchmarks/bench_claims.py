"""Claim dossiers: the parser alone (the limit), reading and taking in as Soyte does it, and the customary way, on the same bytes.

The parser alone gets the documents of each table already cut out, decoded and joined, and makes columns of text: no reading
can be faster on it. Reading adds cutting, decoding, the look at every mark, numbers, days and keys. Taking in adds hash,
encrypted original, pseudonyms, files, the act and its checks; the customary way keeps its rows in SQLite. Processor time.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.claims_customary import load, read
from benchmarks.claims_data import ROWS, write_claims
from benchmarks.record import Record
from soyte.intake.claims import read_claims
from soyte.intake.claims.envelope import form_of, parts_of
from soyte.intake.claims.joining import parser_of
from soyte.intake.claims.splitting import Splitter
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive

LIMIT = "xml2arrow alone on joined documents"
CUSTOMARY = "lxml tree, a dict for each row, checks in Python"
KEPT = f"{CUSTOMARY}, SQLite"


def run(quick: bool) -> list[Record]:
    """One file, each way once; libraries are warm before."""
    count = 300 if quick else 3000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _warm(folder)
        source = write_claims(folder / "ho-so.xml", count)
        data = f"{count:,} dossiers of {sum(ROWS.values())} rows, generated; {source.stat().st_size / 1e6:.0f} MB of envelope"
        texts = _joined(source)
        limit = _processor(lambda: [parser_of(table).parse(text) for table, text in texts])
        reading = _processor(lambda: _through(source))
        customary = _processor(lambda: [None for _ in read(source)])
        ledger = Ledger.create(folder / "kho")
        taking = _processor(lambda: receive(ledger, Order(source, actor="bench")))
        keeping = _processor(lambda: load(source, folder / "plain.sqlite"))
        pairs = [
            ("claim dossiers read", reading, limit, LIMIT),
            ("claim dossiers read", reading, customary, CUSTOMARY),
            ("claim dossiers taken in", taking, keeping, KEPT),
        ]
        return [
            Record(label, count / ours, count / other, "dossiers/s", data, against, "higher")
            for label, ours, other, against in pairs
        ]


def _warm(folder: Path) -> None:
    small = write_claims(folder / "nho.xml", 3)
    _through(small)
    receive(Ledger.create(folder / "kho-nho"), Order(small, actor="bench"))


def _through(source: Path) -> int:
    return sum(batch.dossiers for batch in read_claims(source).batches())


def _joined(source: Path) -> list[tuple[str, bytes]]:
    """The documents of each table in one text."""
    data = source.read_bytes()
    form = form_of(data)
    found: dict[str, list[bytes]] = {}
    for unit in Splitter(lambda offset: iter([data[offset:]]), form.unit).units():
        for part in parts_of(unit.data, form):
            found.setdefault(part.table, []).append(b"<D><W>" + part.document + b"</W></D>")
    return [(table, b"<B>" + b"".join(pieces) + b"</B>") for table, pieces in found.items()]


def _processor(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
