"""Comparing what a file prints with what was recorded when it was written, and with what the ledger says now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from soyte.reports.linked.model import (
    Checked,
    CurrentFigure,
    LinkedDocument,
    LinkedFigure,
    PrintedFigure,
    State,
)

_NUMBER = re.compile(r"(ước )?(-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?) ?%?")


def verify(document: LinkedDocument, current: Mapping[str, CurrentFigure] | None = None) -> list[Checked]:
    """Every figure of the file in reading order, then those that were taken out of it.

    Without `current` (no ledger at hand) only the record in the file is compared, and nothing can be called stale.
    """
    return [*_printed(document, current), *_absent(document, current)]


def _printed(document: LinkedDocument, current: Mapping[str, CurrentFigure] | None) -> Iterator[Checked]:
    for figure in document.figures:
        now = current.get(figure.id) if current is not None else None
        state, message = _judged(figure, now, with_ledger=current is not None)
        yield Checked(figure.id, figure.place, state, message, figure.text, figure.recorded, now)


def _judged(figure: LinkedFigure, now: CurrentFigure | None, *, with_ledger: bool) -> tuple[State, str]:
    was = figure.recorded
    if was is None and now is None:
        source = "kho số liệu và phần ghi kèm của tệp" if with_ledger else "phần ghi kèm của tệp"
        return State.UNKNOWN, f"Tệp ghi {_told(figure.text)}, nhưng {source} không có mã số liệu này."
    if was is not None and not same(figure.text, was):
        message = f"Khi lập tệp là {_told(was.text)}, nay tệp ghi {_told(figure.text)}"
        if now is not None and same(figure.text, now):
            return State.EDITED, f"{message}; trùng với số trong kho số liệu hiện nay."
        return State.EDITED, message + (
            f"; trong kho số liệu hiện nay là {_told(now.text)}." if now is not None else "."
        )
    if with_ledger and now is None:
        return State.UNKNOWN, f"Tệp ghi {_told(figure.text)}; kho số liệu hiện nay không có số liệu này."
    if now is not None and not _still(figure, now):
        return State.STALE, f"Tệp ghi {_told(figure.text)}; trong kho số liệu hiện nay là {_told(now.text)}."
    if now is not None and was is not None and was.definition_hash != now.definition_hash:
        return State.UNCHANGED, "Số liệu không đổi, nhưng định nghĩa của chỉ tiêu đã đổi từ khi lập tệp."
    return State.UNCHANGED, "Không đổi."


def _absent(document: LinkedDocument, current: Mapping[str, CurrentFigure] | None) -> Iterator[Checked]:
    for was in document.absent:
        message = f"Khi lập, tệp có ghi {_told(was.text)}; nay không còn, hoặc đã gõ lại mà mất liên kết."
        now = current.get(was.id) if current is not None else None
        yield Checked(was.id, was.id, State.MISSING, message, None, was, now)


def _still(figure: LinkedFigure, now: CurrentFigure) -> bool:
    was = figure.recorded
    if was is not None and was.value != now.value:
        return False
    if was is not None and now.value is not None and (was.unit or "") != (now.unit or ""):
        return False  # what nobody reported has no unit that could change
    return same(figure.text, now)


def same(text: str, figure: PrintedFigure) -> bool:
    """Whether `text` says the same as `figure` printed: the same words, or the same number written another way."""
    one, other = _plain(text), _plain(figure.text)
    if one == other:
        return True
    read, printed = _NUMBER.fullmatch(one), _NUMBER.fullmatch(other)
    if read is None or printed is None or read[1] != printed[1]:
        return False
    return _decimal(read[2]) == _decimal(printed[2])


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(".", "").replace(",", "."))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).replace("−", "-").replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(folded.split()).casefold()


def _told(text: str) -> str:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:60])
    return f"“{shown}”" if shown else "chỗ trống"
