"""Files and their dossiers: what the envelope says, and the tables in each dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from soyte.catalogue.claims import tables
from soyte.intake.claims.content import document_in
from soyte.intake.claims.foreign import refusal_of
from soyte.intake.claims.hardened import local, parsed, text_of
from soyte.intake.claims.members import Refused
from soyte.intake.claims.model import Envelope, Part

ROOT = "GIAMDINHHS"
_PROLOG = re.compile(rb"^(?:\s+|<\?[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_NAME = re.compile(rb"<([A-Za-z_][\w.-]*)(?=[\s/>])")
_PART = re.compile(
    rb"\s*<FILEHOSO>\s*<LOAIHOSO>\s*([A-Za-z0-9_]{1,20})\s*</LOAIHOSO>\s*<NOIDUNGFILE(?:>|\s*(/)>)", re.ASCII
)
_PART_END = re.compile(rb"\s*</FILEHOSO>")
_UNIT = re.compile(rb"<HOSO\s*/?>")
_UNIT_END = re.compile(rb"\s*</HOSO\s*>")
_INLINE_END = b"</NOIDUNGFILE>"
_WORDS = {
    name: re.compile(rb"<" + name + rb">\s*(?:<!\[CDATA\[)?([^<\]]{0,40}?)(?:\]\]>)?\s*</" + name + rb">")
    for name in (b"MACSKCB", b"NGAYLAP", b"SOLUONGHOSO")
}


@dataclass(frozen=True)
class Form:
    """How a file is built: its root, the element that holds one dossier, and the table if that is all a dossier has."""

    root: str
    unit: str
    table: str | None = None
    message: str = "dossier"


_FORMS = {
    ROOT: Form(ROOT, "HOSO"),
    **{
        one.root: Form(one.root, one.row or one.root, one.table, one.message)
        for one in tables()
        if one.message != "dossier"
    },
}


def form_of(start: bytes) -> Form:
    """The form of a file by its first bytes (UTF-8). Refused if it is none of ours, or declares a document type."""
    prolog = _PROLOG.match(start)
    begin = prolog.end() if prolog else 0
    name = _NAME.match(start, begin)
    form = _FORMS.get(name.group(1).decode()) if name else None
    if form is None:
        raise refusal_of(start[begin:])
    return form


def envelope_of(member: str, form: Form, head: bytes, signature: str) -> Envelope:
    """What stands before the first dossier."""
    said: dict[bytes, str | None] = {}
    for name, pattern in _WORDS.items():
        found = pattern.search(head)
        said[name] = found.group(1).decode("utf-8", "replace").strip() or None if found else None
    count = said[b"SOLUONGHOSO"]
    number = int(count) if count and count.isascii() and count.isdigit() and len(count) < 10 else None
    return Envelope(member, form.message, said[b"MACSKCB"], said[b"NGAYLAP"], number, signature)


def parts_of(unit: bytes, form: Form) -> tuple[Part, ...]:
    """The tables of a dossier, empty ones left out. Refused if the dossier cannot be read."""
    if form.table is not None:
        table = next(one for one in tables() if one.table == form.table)
        opened, closed = f"<{table.root}><{table.list}>".encode(), f"</{table.list}></{table.root}>".encode()
        return (Part(form.table, opened + unit + closed),)
    quick = _quick(unit)
    pieces = list(_exact(unit)) if quick is None else quick
    made = ((table, document_in(content)) for table, content in pieces)
    return tuple(Part(table, document) for table, document in made if document)


def _quick(unit: bytes) -> list[tuple[str, bytes]] | None:
    """The parts of a dossier that is written in the usual way; None for any other way."""
    begun = _UNIT.match(unit)
    if begun is None:
        return None
    at, found = begun.end(), []
    while head := _PART.match(unit, at):
        at = start = head.end()
        if not head.group(2):
            at = unit.find(b"<", start)
            if not unit.startswith(_INLINE_END, at):
                if at < 0 or unit[start:at].strip() or unit[at + 1 : at + 2] in (b"!", b"?"):
                    return None
                at = unit.find(_INLINE_END, start)
            if at < 0 or (b"&" in unit[start:at] and unit[start:at].lstrip()[:1] != b"<"):
                return None
            found.append((head.group(1).decode(), unit[start:at]))
            at += len(_INLINE_END)
        closed = _PART_END.match(unit, at)
        if closed is None:
            return None
        at = closed.end()
    ended = _UNIT_END.match(unit, at)
    if ended is None or ended.end() != len(unit):
        return None
    # A text that holds the closing mark of its own part was cut in two: then its own marks do not balance.
    inline = [content for _, content in found if b"<" in content]
    return found if all(content.count(b"<![CDATA[") == content.count(b"]]>") for content in inline) else None


def _exact(unit: bytes) -> Iterator[tuple[str, bytes]]:
    root = parsed(unit)
    if local(root) != "HOSO":
        raise Refused("envelope")
    for file in root:
        if local(file) != "FILEHOSO" or (file.tail or "").strip():
            raise Refused("envelope", local(file)[:60])
        names = [one for one in file if local(one) == "LOAIHOSO"]
        contents = [one for one in file if local(one) == "NOIDUNGFILE"]
        if len(names) != 1 or len(contents) > 1 or len(file) != len(names) + len(contents):
            raise Refused("envelope", "FILEHOSO")
        table = text_of(names[0]).strip()[:20]
        if contents:
            yield table, _content(contents[0])
    if (root.text or "").strip():
        raise Refused("envelope")


def _content(element: etree._Element) -> bytes:
    if not len(element):
        return text_of(element).encode()
    if len(element) > 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        raise Refused("envelope", "NOIDUNGFILE")
    element[0].tail = None
    return etree.tostring(element[0], encoding="utf-8", xml_declaration=False)
