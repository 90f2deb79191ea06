"""Taking in a file: hash it, keep the original, read it, load what was read. Whole or not at all, and once only."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from soyte.intake.claims import looks_like_claims
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.files import sha256_of
from soyte.ledger.home import AGGREGATES
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket, already_in, check_supersedes
from soyte.ledger.state import State
from soyte.ledger.tables import CONTRIBUTIONS, ROWS
from soyte.measures.boundaries import site_atlas
from soyte.receiving.balance import balanced, rows_balanced
from soyte.receiving.boundaries import Boundaries
from soyte.receiving.claim_checks import rows_before
from soyte.receiving.claims import Claims
from soyte.receiving.contributing import areas_of
from soyte.receiving.contributions import Contributions
from soyte.receiving.counts import Counts
from soyte.receiving.definitions import DefinitionFile
from soyte.receiving.keeping import Keeping
from soyte.receiving.mappings import MappingFile, mapping_of
from soyte.receiving.order import Kind, Order, Outcome, Progress, Receipt, silent
from soyte.receiving.reports import Report
from soyte.receiving.sparing import spared
from soyte.receiving.targets import Targets

TABLES = {".csv", ".tsv", ".gz"}


def receive(ledger: Ledger, order: Order, progress: Progress = silent) -> Receipt:
    """Take the file of an order in. LedgerError, VaultError, CatalogueError or UnreadableDocument say what is wrong.

    A file that cannot be read at all is kept and recorded as rejected; the error is raised afterwards.
    """
    for path in filter(None, (order.path, order.mapping)):
        _check_ends(path)
    kind = kind_of(ledger, order)
    if order.mapping is not None:
        mapping = replace(order, path=order.mapping, mapping=None, supersedes=None, again=False)
        _take_in(ledger, mapping, MappingFile(mapping_of(order.mapping)[0]), silent)
    return _take_in(ledger, order, kind, progress)


def receive_mapping(ledger: Ledger, order: Order) -> Receipt:
    """Take a mapping file in by itself: it is known from then on to tables of its layout. MappingError says what is wrong."""
    _check_ends(order.path)
    return _take_in(ledger, order, MappingFile(mapping_of(order.path)[0]), silent)


def kind_of(ledger: Ledger, order: Order) -> Kind:
    """What the file of an order is: what the order says, a table of counts under a mapping, claim files, else a report."""
    if order.mapping is not None:
        mapping, mapping_hash = mapping_of(order.mapping)
        if order.basis not in (None, mapping.basis):
            raise LedgerError(
                f"{order.mapping.name}: căn cứ có bảng số liệu được ghi trong tệp ánh xạ để lưu cùng số liệu; hãy thêm dòng "
                f"“basis: {order.basis}” vào tệp ánh xạ rồi nhận lại."
            )
        return Counts(mapping, mapping_hash, ledger.vault, site_atlas(ledger))
    if order.targets:
        return Targets()
    if order.definitions:
        return DefinitionFile()
    if order.boundaries is not None:
        return Boundaries(order.boundaries, site_atlas(ledger))
    if looks_like_claims(order.path):
        aggregates = ledger.home.claims == AGGREGATES
        areas = areas_of(ledger)
        if aggregates:
            return Contributions(ledger.vault, order.basis, areas)
        return Claims(ledger.vault, order.basis, areas, rows_before(ledger))
    if order.path.suffix.lower() in TABLES:
        raise LedgerError(
            f"{order.path.name}: bảng số liệu cần một tệp ánh xạ nói cột nào là gì; hãy thêm --mapping TỆP.yaml hoặc đặt "
            f"tệp {mapping_beside(order.path).name} cạnh nó (xem hướng dẫn “Tệp ánh xạ”)."
        )
    return Report()


def mapping_beside(path: Path) -> Path:
    """The mapping that belongs to a file by its name: `x.csv` and `x.csv.gz` have `x.mapping.yaml`."""
    stem = path.name.removesuffix(".gz")
    return path.with_name(f"{stem.rsplit('.', 1)[0]}.mapping.yaml")


def _check_ends(path: Path) -> None:
    """Refuse devices, pipes and sockets: reading them may never end. What is missing is told where it is opened."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise LedgerError(
            f"{path}: không phải là tệp mà là một thiết bị hoặc đường ống; hãy lưu nội dung vào tệp rồi gửi tệp."
        )


def _take_in(ledger: Ledger, order: Order, kind: Kind, progress: Progress) -> Receipt:
    path, state = order.path, ledger.state()
    try:
        before = path.stat()
        content_hash = _hash_if_needed(path, before.st_size, state)
    except IsADirectoryError:
        raise LedgerError(f"{path}: là một thư mục; hãy chọn các tệp trong đó.") from None
    except FileNotFoundError:
        raise LedgerError(f"{path}: không tìm thấy tệp; hãy kiểm tra lại đường dẫn.") from None
    except OSError as error:
        raise disk_trouble(error, path) from error
    ticket = Ticket(
        what=kind.what,
        name=path.name,
        actor=order.actor,
        channel=order.channel,
        content_hash=content_hash or "",
        reading_hash=kind.reading_hash,
        size=before.st_size,
        dataset=kind.dataset,
        owner=kind.owner,
        sender=order.sender,
        supersedes=order.supersedes,
    )
    same = state.same(ticket.content_hash, ticket.reading_hash)
    if same is not None and order.again:
        ticket = replace(ticket, supersedes=same.submission_id)
    known = already_in(state, ticket) or state.refused(ticket.content_hash, ticket.reading_hash, again=order.again)
    if known is not None:
        return Receipt(path, known, new=False)
    check_supersedes(state, ticket.supersedes)
    progress("giữ bản gốc", 0, before.st_size)
    vault = None if kind.what == CONTRIBUTIONS else ledger.vault
    with spared(), Keeping(path, vault, content_hash) as keeping, ledger.loading(ticket) as loading:
        try:
            outcome = kind.pour(path, path.name, ticket.submission_id, loading.write, progress)
        except UnreadableDocument as error:
            loading.identify(_kept(keeping, path, content_hash))
            loading.reject(str(error))
            raise
        loading.identify(_kept(keeping, path, content_hash))
        after = path.stat()
        if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            raise _changed(path)
        progress("ghi sổ", outcome.rows_in, outcome.rows_in)
        gone = loading.drop(outcome.obsolete) if outcome.obsolete else {}
        dropped = sum(rows for table, rows in gone.items() if not ROWS[table].made or kind.what == CONTRIBUTIONS)
        act, new = loading.commit(outcome.rows_in - dropped)
    rows = rows_balanced(act, outcome.rows_in - act.rows_quarantined, dropped)
    outcome = replace(outcome, notes=(*outcome.notes, *rows, *balanced(ledger, act)))
    return Receipt(path, act, new, outcome)


def _hash_if_needed(path: Path, size: int, state: State) -> str | None:
    """The hash of content that may have come before: it is not read then. Other content is hashed while it is being kept."""
    with path.open("rb"):  # whatever is wrong with the path is told first
        return sha256_of(path) if state.may_know(size) else None


def _kept(keeping: Keeping, path: Path, expected: str | None) -> str:
    """The hash of what is kept by now."""
    found = keeping.sha256()
    if expected is not None and found != expected:
        raise _changed(path)
    return found


def _changed(path: Path) -> LedgerError:
    return LedgerError(f"{path}: tệp bị sửa trong lúc đang đọc; chưa ghi nhận gì, hãy nhận lại khi tệp đã yên.")


__all__ = ["Order", "Outcome", "Receipt", "kind_of", "mapping_beside", "receive", "receive_mapping"]
