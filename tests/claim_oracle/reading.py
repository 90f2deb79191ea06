"""Reads a folder of claim files with the standard library: envelopes, dossiers, check-ins, labels, approved lists."""

from __future__ import annotations

import base64
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from soyte.catalogue import claims

Row = dict[str, str]


@dataclass
class Dossier:
    """Tables of a dossier as rows of texts; `trouble` are rules that reading itself found broken."""

    file: str
    position: int
    sent: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    trouble: set[str] = field(default_factory=set)
    arrivals: list[Row] = field(default_factory=list)

    @property
    def one(self) -> Row:
        return self.tables["XML1"][0]

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    @cached_property
    def costs(self) -> list[Row]:
        return [*self.rows("XML2"), *self.rows("XML3")]

    @property
    def kind(self) -> str:
        return self.one["MA_LOAI_KCB"]

    @property
    def inside(self) -> bool:
        return self.kind in ("03", "04", "09")

    @property
    def came(self) -> datetime:
        return when(self.one["NGAY_VAO"])

    @property
    def left(self) -> datetime:
        return when(self.one["NGAY_RA"])

    @property
    def days_old(self) -> int:
        return (self.came - when(self.one["NGAY_SINH"][:8])).days

    @property
    def card(self) -> str:
        return self.one["MA_THE_BHYT"].split(";")[0]


def when(text: str) -> datetime:
    """A moment or a day; ValueError if it is none."""
    if len(text) not in (8, 12) or not text.isdecimal():
        raise ValueError(text)
    return datetime.strptime(text, "%Y%m%d%H%M" if len(text) == 12 else "%Y%m%d")


def n(text: str) -> Decimal:
    return Decimal(text)


def read_folder(folder: Path) -> list[Dossier]:
    """Every dossier, in the order in which they were sent, with its check-ins."""
    found: list[Dossier] = []
    for path in sorted((folder / "ho-so").glob("*/*.xml"), key=lambda p: p.name):
        if path.parent.name != "check-in":
            found += _read_file(path, folder)
    arrivals: dict[str, list[Row]] = {}
    for path in sorted((folder / "ho-so" / "check-in").glob("*.xml")):
        for row in ET.parse(path).getroot().iter("TRANG_THAI_KCB"):
            texts = {field.tag: field.text or "" for field in row}
            arrivals.setdefault(texts["MA_LK"], []).append(texts)
    for dossier in found:
        if dossier.tables.get("XML1"):
            dossier.arrivals = arrivals.get(dossier.one["MA_LK"], [])
    return found


def _read_file(path: Path, folder: Path) -> Iterator[Dossier]:
    file = path.relative_to(folder).as_posix()
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError:
        yield Dossier(file, 1, path.name[:8], {}, {"ENV-01"})
        return
    trouble = set()
    held = root.findall(".//HOSO")
    if int(root.findtext(".//SOLUONGHOSO", "0")) != len(held):
        trouble.add("ENV-03")
    if root.find("CHUKYDONVI/*") is not None:  # nothing here is signed by a key that anybody knows
        trouble.add("ENV-16")
    for position, one in enumerate(held, 1):
        dossier = Dossier(file, position, root.findtext(".//NGAYLAP", ""), {}, set(trouble))
        for part in one:
            _read_table(dossier, part.findtext("LOAIHOSO", ""), part.find("NOIDUNGFILE"))
        if dossier.tables.get("XML1") and dossier.one["MA_CSKCB"] != root.findtext(".//MACSKCB"):
            dossier.trouble.add("ENV-02")
        yield dossier


def _read_table(dossier: Dossier, name: str, content: Any) -> None:
    if name not in KNOWN:
        dossier.trouble.add("ENV-05")
        return
    one = claims.table(name)
    try:
        inner = content[0] if len(content) else ET.fromstring(base64.b64decode(content.text, validate=True))
        if inner.tag != one.root:
            raise ValueError(inner.tag)
    except (ValueError, ET.ParseError):
        dossier.trouble.add("ENV-06")
        return
    rows = inner.findall(f"{one.list}/{one.row}") if one.row else [inner]
    names = claims.layout(name, when(dossier.sent).date()).names
    for row in rows:
        if tuple(field.tag for field in row) != names:
            dossier.trouble.add("ENV-08")
    texts = [{field.tag: field.text or "" for field in row} for row in rows]
    if name == "XML1" and dossier.tables.get("XML1"):
        dossier.trouble.add("ENV-04")
    dossier.tables.setdefault(name, []).extend(texts)


KNOWN = {one.table for one in claims.tables() if one.message == "dossier"}


def read_labels(folder: Path) -> list[dict[str, Any]]:
    """What was planted."""
    return [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()]


def approved(folder: Path, name: str) -> dict[str, Row]:
    """An approved list by key: code for drugs, services and supplies."""
    with (folder / "danh-muc" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {row.get("key") or row["code"]: row for row in csv.DictReader(lines)}
