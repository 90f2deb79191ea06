"""Reading an accepted original once more, as it was read then: what repairs a damaged table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from soyte.intake.counts import Mapping
from soyte.ledger.acts import Act
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.scratch import Scratch
from soyte.ledger.tables import CONTRIBUTIONS
from soyte.ledger.vault import Reader
from soyte.measures.boundaries import site_atlas
from soyte.receiving.boundaries import Boundaries, PlaceAct, drawn
from soyte.receiving.claim_checks import rows_before
from soyte.receiving.claims import Claims
from soyte.receiving.contributing import areas_of
from soyte.receiving.counts import Counts
from soyte.receiving.definitions import DefinitionFile
from soyte.receiving.mappings import KIND, MappingFile, mapping_of
from soyte.receiving.order import Kind, silent
from soyte.receiving.reports import Report
from soyte.receiving.targets import Targets

REPAIR = Reader("soyte", "khôi phục bảng số liệu bị hỏng từ bản gốc")


def reread(ledger: Ledger, act: Act, reader: Reader = REPAIR) -> Iterator[tuple[str, pa.Table]]:
    """The rows that the original of `act` gives, with the name of their table, without `submission_id`.

    LedgerError if the act has no original or its kind is unknown; VaultError if the original is missing or damaged.
    """
    if act.content_hash is None:
        raise LedgerError(f"Lần ghi số {act.seq} không có bản gốc để đọc lại.")
    if act.what == CONTRIBUTIONS:
        raise LedgerError(
            f"Lần ghi số {act.seq}: kho chỉ giữ số tổng hợp nên không có tệp gốc; hãy xin lại tệp rồi nhận với --again."
        )
    poured: list[tuple[str, pa.Table]] = []

    def into(table: str, rows: pa.RecordBatch | pa.Table) -> None:
        poured.append((table, pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows))

    with laid_out(ledger, act.content_hash, act.name, reader) as path:
        kind = _kind(ledger, act, path, reader)
        outcome = kind.pour(path, act.name, act.submission_id, into, silent)
    for table, rows in poured:
        keep = outcome.obsolete.get(table)
        yield table, rows if keep is None else rows.filter(keep(rows))


def _kind(ledger: Ledger, act: Act, path: Path, reader: Reader) -> Kind:
    match act.what:
        case "report":
            return Report()
        case "claims":
            return Claims(ledger.vault, act.owner, areas_of(ledger), rows_before(ledger, act.seq - 1))
        case "definition":
            return DefinitionFile()
        case "targets":
            return Targets()
        case "boundaries" if act.reading_hash:
            return Boundaries(drawn(act.reading_hash), site_atlas(ledger, act.seq - 1))
        case "place_act":
            return PlaceAct()
        case "mapping":
            return MappingFile(mapping_of(path)[0])
        case "counts" if act.reading_hash:
            # Of the places that were known when it came in.
            known = site_atlas(ledger, act.seq - 1)
            return Counts(mapping_behind(ledger, act, reader), act.reading_hash, ledger.vault, known)
    raise LedgerError(f"Lần ghi số {act.seq}: không biết cách đọc lại loại “{act.what}”.")


def mapping_behind(ledger: Ledger, act: Act, reader: Reader) -> Mapping:
    """The mapping under which a table of counts was read."""
    with laid_out(ledger, act.reading_hash or "", f"{KIND}.yaml", reader) as path:
        return mapping_of(path)[0]


@contextmanager
def laid_out(ledger: Ledger, sha256: str, name: str, reader: Reader) -> Iterator[Path]:
    """An original as a file under its own name, in a folder that only this account can enter, gone afterwards."""
    with Scratch() as folder:
        path = folder / (Path(name).name or "tep")
        with ledger.vault.open_original(sha256, reader) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        yield path
