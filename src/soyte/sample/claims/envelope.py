"""The envelope GIAMDINHHS and the message of check-ins, byte by byte."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from datetime import date

from soyte.catalogue import claims
from soyte.sample.claims.blocks import frame
from soyte.sample.claims.drafts import Draft, row_text
from soyte.sample.claims.order import Content

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS><THONGTINDONVI><MACSKCB>{facility}</MACSKCB></THONGTINDONVI>'
    "<THONGTINHOSO><NGAYLAP>{sent:%Y%m%d}</NGAYLAP><SOLUONGHOSO>{count}</SOLUONGHOSO><DANHSACHHOSO>\n"
)
_TAIL = "</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>\n"


def envelope(facility: str, sent: date, dossiers: list[bytes], changes: Mapping[str, str]) -> bytes:
    """A file of dossiers. `changes` are marks of the envelope that are written otherwise."""
    head, tail = _HEAD.format(facility=facility, sent=sent, count=len(dossiers)), _TAIL
    for old, new in changes.items():
        head, tail = head.replace(old, new), tail.replace(old, new)
        dossiers = [one.replace(old.encode(), new.encode()) for one in dossiers]
    return b"".join((head.encode(), *dossiers, tail.encode()))


class Wrapper:
    """Puts tables into a dossier, in base64 or as they are."""

    def __init__(self, content: Content) -> None:
        self._encoded = content is Content.BASE64
        self._frames = {one.table: tuple(text.encode() for text in frame(one.table)) for one in claims.tables()}

    def dossier(self, tables: Iterable[tuple[str, bytes]]) -> bytes:
        """`tables` are names with rows; a table without rows is left out."""
        pieces = [b"<HOSO>"]
        for name, rows in tables:
            if rows:
                before, after = self._frames[name]
                pieces.append(self._file(name, b"".join((before, rows, after))))
        pieces.append(b"</HOSO>\n")
        return b"".join(pieces)

    def draft(self, draft: Draft) -> bytes:
        """A dossier that was changed by hand."""
        pieces = [b"<HOSO>"]
        for name, rows in draft.tables.items():
            inner = draft.inner.get(name, inner_text(name, rows))
            content = self._content(inner.encode()) if name not in draft.raw else draft.raw[name].encode()
            pieces.append(_file(name, content))
        pieces += [self._file(name, text.encode()) for name, text in draft.extra]
        pieces.append(b"</HOSO>\n")
        return b"".join(pieces)

    def _file(self, name: str, inner: bytes) -> bytes:
        return _file(name, self._content(inner))

    def _content(self, inner: bytes) -> bytes:
        return base64.b64encode(inner) if self._encoded else inner


def inner_text(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """A whole table of a draft."""
    before, after = frame(name)
    mark = claims.table(name).row
    return before + "".join(row_text(name, dict(row), mark) for row in rows) + after


def arrivals(rows: list[bytes]) -> bytes:
    """A message of check-ins, numbered in order."""
    before, after = (text.encode() for text in frame("XML0"))
    numbered = [row.replace(b"<STT>1</STT>", b"<STT>%d</STT>" % n, 1) for n, row in enumerate(rows, 1)]
    root = claims.table("XML0").root.encode()
    closing = b"</%s>" % root
    signed = after.replace(closing, b"<CHUKYDONVI/>" + closing)
    return b"".join((b'<?xml version="1.0" encoding="utf-8"?>\n', before, *numbered, signed, b"\n"))


def _file(name: str, content: bytes) -> bytes:
    return b"<FILEHOSO><LOAIHOSO>%s</LOAIHOSO><NOIDUNGFILE>%s</NOIDUNGFILE></FILEHOSO>" % (name.encode(), content)
