"""Taking one file in, in the background. Stopped or killed, the file is still there and can be taken in anew: the ledger takes
it whole or not at all, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from soyte.ledger.acts import ActKind
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import Reader
from soyte.portal.jobs import Cancelled, Progress, job
from soyte.portal.jobs.kinds import Interrupted
from soyte.portal.shell.book import ledger
from soyte.portal.uploads.keeping import drop_file
from soyte.portal.uploads.models import Kind, State, Upload
from soyte.receiving import Order, Receipt, receive
from soyte.receiving.order import Drawn
from soyte.receiving.reread import laid_out
from soyte.receiving.telling import PLAIN, sentence


@job("ingest", "Nhận tệp")
def ingest(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """`said`: `upload`, the id of the file; for boundaries also `drawn`."""
    upload = Upload.objects.get(pk=said["upload"])
    if upload.state in (State.TAKEN, State.KNOWN):  # the worker was killed just before it could say so
        return _result(upload)
    if not upload.held:
        raise LedgerError(f"{upload.name}: tệp không còn trên máy chủ; hãy tải lên lại.")
    book = ledger()
    try:
        with _order(book, upload, said) as order:
            receipt = receive(book, order, progress)
    except Interrupted:  # it goes on by itself: nobody is asked anew what to do with the file
        raise
    except Cancelled:
        _note(upload, State.WAITING, "Đã dừng theo yêu cầu; tệp vẫn còn, có thể nhận tiếp.")
        raise
    except PLAIN as error:
        _note(upload, State.FAILED, sentence(error))
        raise
    _taken(upload, receipt)
    return _result(upload)


@contextmanager
def _order(book: Ledger, upload: Upload, said: dict[str, Any]) -> Iterator[Order]:
    actor = upload.by.username
    replaced = book.state().find(str(upload.supersedes)).submission_id if upload.supersedes else None
    order = Order(
        upload.path,
        actor=actor,
        channel="portal",
        sender=upload.sender or None,
        supersedes=replaced,
        targets=upload.kind == Kind.TARGETS,
        basis=upload.basis or None,
        boundaries=_drawn(said["drawn"]) if upload.kind == Kind.BOUNDARIES else None,
    )
    if upload.kind != Kind.COUNTS:
        yield order
        return
    with mapping_file(book, upload.mapping, actor) as mapping:
        yield Order(order.path, actor, order.channel, order.sender, mapping, order.supersedes)


@contextmanager
def mapping_file(book: Ledger, sha256: str, actor: str) -> Iterator[Path]:
    """A mapping that the ledger keeps, as the file that it was."""
    state = book.state()
    found = [act for name, act in state.accepted.items() if act.content_hash == sha256 and name in state.standing]
    if not found:
        raise LedgerError("Ánh xạ đã chọn không còn trong sổ; hãy chọn lại hoặc lập ánh xạ mới ở trang “Ánh xạ cột”.")
    with laid_out(book, sha256, found[0].name, Reader(actor, "đọc bảng số liệu theo ánh xạ đã lưu")) as path:
        yield path


def _drawn(said: dict[str, Any]) -> Drawn:
    return Drawn(date.fromisoformat(said["on"]), said["source"], said["licence"], said["level"])


def _taken(upload: Upload, receipt: Receipt) -> None:
    act = receipt.act
    if not receipt.new and act.kind is ActKind.REJECTED:
        _note(upload, State.FAILED, f"Đã từng gửi và không đọc được (lần gửi số {act.seq}): {act.reason}")
        raise LedgerError(upload.words)
    upload.act = act.seq
    _note(upload, State.TAKEN if receipt.new else State.KNOWN, " ".join(receipt.outcome.warnings))
    drop_file(upload)


def _note(upload: Upload, state: str, words: str) -> None:
    upload.state, upload.words = state, words
    upload.save()


def _result(upload: Upload) -> dict[str, Any]:
    old = upload.state == State.KNOWN
    words = (
        f"Đã nhận từ trước ở lần gửi số {upload.act}; không có gì thay đổi."
        if old
        else f"Đã nhận, lần gửi số {upload.act}."
    )
    return {"url": f"/lan-gui/{upload.act}/", "words": words, "act": upload.act}
