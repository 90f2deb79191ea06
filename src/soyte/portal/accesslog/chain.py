"""Adding a line, and finding the first one that does not hold.

A seal is an HMAC under a key derived from the portal's secret, over the line and the seal before it. So nobody who can only
write to the database can make a line that fits, and a line changed, moved or removed shows. Each line also goes to the Python
logger `soyte.access`: kept on another machine, it tells even of a whole database that was put back to an earlier day.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from soyte.ledger import clock
from soyte.portal.accesslog.models import Head, Line
from soyte.reports.safe_text import one_line

log = logging.getLogger("soyte.access")

START = "0" * 64
_UNKNOWN = "f" * 64  # what a log without its head goes on from: the next line does not fit, for ever
_BATCH = 2_000
_FIELDS = ("actor", "name", "means", "address", "action", "what")
_WIDTHS = {name: int(getattr(Line._meta.get_field(name), "max_length", 0)) for name in _FIELDS}


@dataclass(frozen=True)
class Broken:
    """The first line that does not hold, and why (Vietnamese)."""

    line: int
    message: str


def append(*, personal: bool, **said: str) -> Line:
    """Add a line with the fields of `Line`. Writers wait for each other at the head."""
    told = {name: one_line(said[name], _WIDTHS[name]) for name in _FIELDS}
    with transaction.atomic():
        head = Head.objects.select_for_update().filter(pk=1).first()
        if head is None:
            latest = Line.objects.first()
            head = Head(pk=1, seq=latest.seq if latest else 0, last=_UNKNOWN if latest else START)
        line = Line(seq=head.seq + 1, at=clock.now(), personal=personal, **told)
        line.seal = _seal(_content(line, head.last), _keys()[0])
        line.save(force_insert=True)
        head.seq, head.last = line.seq, line.seal
        head.seal = _seal(_head_content(head), _keys()[0])
        head.save()
    log.info("%s", json.dumps({**_fields(line), "seal": line.seal}, ensure_ascii=False))
    return line


def start(model: type[Head] = Head) -> None:
    """Make the head of an empty log: for the migration, and for tests that emptied their database."""
    head = model(pk=1, seq=0, last=START)
    head.seal = _seal(_head_content(head), _keys()[0])
    head.save()


def verify() -> Broken | None:
    """The first line that was changed, inserted, moved or removed, also at the end. None when all hold."""
    keys = _keys()
    before, number = START, 0
    head = Head.objects.filter(pk=1).first()
    for line in _lines(head.seq if head else None):
        number += 1
        if line.seq != number:
            return Broken(number, "dòng bị xóa, thêm hoặc đảo chỗ: các số không liên tục")
        if not _fits(_content(line, before), line.seal, keys):
            return Broken(number, "dòng bị sửa, hoặc không nối tiếp dòng trước")
        before = line.seal
    if head is None:
        return Broken(number, "mất dấu niêm phong cuối nhật ký, không biết có dòng cuối bị xóa hay không")
    if head.seq > number:
        return Broken(number + 1, f"các dòng từ đây đến dòng {head.seq} bị xóa ở cuối nhật ký")
    if head.last != before or not _fits(_head_content(head), head.seal, keys):
        return Broken(number, "dấu niêm phong cuối nhật ký không khớp")
    extra = Line.objects.filter(seq__gt=head.seq).order_by("seq").first()
    # The head is read first, so honest lines may have come since: they hang on to it.
    if extra and not (extra.seq == head.seq + 1 and _fits(_content(extra, head.last), extra.seal, keys)):
        return Broken(extra.seq, "dòng không nối tiếp dòng trước")
    return None


def _lines(until: int | None) -> Iterator[Line]:
    kept = Line.objects.order_by("seq")
    return (kept if until is None else kept.filter(seq__lte=until)).iterator(chunk_size=_BATCH)


def _fields(line: Line) -> dict[str, str | int | bool]:
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {
        "seq": line.seq,
        "at": at,
        "personal": line.personal,
        **{name: getattr(line, name) for name in _FIELDS},
    }


def _content(line: Line, before: str) -> bytes:
    return json.dumps({**_fields(line), "before": before}, ensure_ascii=False, sort_keys=True).encode()


def _head_content(head: Head) -> bytes:
    return json.dumps({"head": head.seq, "last": head.last}).encode()


def _keys() -> list[bytes]:
    """The key in use, then former ones: a secret may be changed without breaking the chain."""
    secrets: Sequence[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [sha256(b"soyte.access-log:" + secret.encode()).digest() for secret in secrets]


def _seal(content: bytes, key: bytes) -> str:
    return hmac.digest(key, content, "sha256").hex()


def _fits(content: bytes, seal: str, keys: Sequence[bytes]) -> bool:
    return any(hmac.compare_digest(_seal(content, key), seal) for key in keys)
