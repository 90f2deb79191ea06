"""Reading claim files: from bytes to batches of typed columns, in bounded memory, each dossier for itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa

from soyte.catalogue.claims import table
from soyte.intake.claims.assembling import Assembly, assembled
from soyte.intake.claims.decoding import utf8_bytes, utf8_chunks
from soyte.intake.claims.envelope import Form, envelope_of, form_of, parts_of
from soyte.intake.claims.keys import MAIN, check_main, layouts, main_keys, months, row_key
from soyte.intake.claims.limits import BATCH_BYTES, BATCH_UNITS, EDGE, LARGEST_SIGNED
from soyte.intake.claims.marks import Whole
from soyte.intake.claims.members import Member, Refused, members
from soyte.intake.claims.model import Aside, ClaimBatch, Dossier, Envelope, Seen
from soyte.intake.claims.signature import NONE, UNCHECKED, signature_of
from soyte.intake.claims.splitting import Splitter
from soyte.intake.claims.typed import typed

Progress = Callable[[int], None]
"""Called with the number of dossiers read so far."""


@dataclass
class ClaimReading:
    """One file (or archive) being read. `batches` may be gone through once; `seen` counts on the way."""

    path: Path
    name: str
    seen: Seen = field(default_factory=Seen)
    waiting: list[Dossier] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    bytes_waiting: int = 0

    def batches(self) -> Iterator[ClaimBatch]:
        """Batches of dossiers in the order of the files; what was set aside comes along with them."""
        for member in members(self.path, self.name):
            self.seen.members += 1
            try:
                yield from self._member(member)
            except Refused as refusal:
                self.asides.append(Aside(refusal.reason, member.name, detail=refusal.detail))
        yield from self._flushed(force=True)

    def _member(self, member: Member) -> Iterator[ClaimBatch]:
        if member.refused:
            raise member.refused
        source, signature = _opened(member)
        with source() as stream:
            start = b"".join(_first(utf8_chunks(stream)))
        form = form_of(start)
        opened: list[IO[bytes]] = []

        def reopen(offset: int) -> Iterator[bytes]:
            opened.append(source())
            return utf8_chunks(opened[-1], offset)

        splitter = Splitter(reopen, form.unit)
        try:
            yield from self._dossiers(member, form, splitter, signature)
        finally:
            for stream in opened:
                stream.close()

    def _dossiers(self, member: Member, form: Form, splitter: Splitter, signature: str) -> Iterator[ClaimBatch]:
        envelope: Envelope | None = None
        before = self.seen.dossiers
        for unit in splitter.units():
            if envelope is None:
                envelope = envelope_of(member.name, form, splitter.head, signature)
            self.seen.dossiers += 1
            number = self.seen.dossiers
            if unit.reason:
                self._refused(unit.reason, member.name, number, unit.start, unit.end, str(unit.marks or ""))
                continue
            try:
                parts = parts_of(unit.data, form)
            except Refused as refusal:
                self._refused(refusal.reason, member.name, number, unit.start, unit.end, refusal.detail)
                continue
            self.waiting.append(Dossier(number, envelope, unit.start, unit.end, parts))
            self.bytes_waiting += sum(len(part.document) for part in parts)
            yield from self._flushed()
        self._compare(member, form, splitter, envelope, self.seen.dossiers - before)

    def _refused(self, reason: str, member: str, number: int, start: int, end: int, detail: str) -> None:
        self.seen.set_aside += 1
        self.asides.append(Aside(reason, member, number, start=start, end=end, detail=detail))

    def _compare(self, member: Member, form: Form, splitter: Splitter, envelope: Envelope | None, found: int) -> None:
        said = (envelope or envelope_of(member.name, form, splitter.head, NONE)).said
        if said is not None and said != found:
            self.seen.warn(f"{member.name}: phong bì ghi {said} hồ sơ nhưng trong tệp có {found}; hãy hỏi lại nơi gửi.")
        elif not found:
            self.seen.warn(f"{member.name}: không có hồ sơ nào trong tệp.")
        if f"</{form.root}".encode() not in splitter.tail and found:
            self.seen.warn(f"{member.name}: tệp bị cắt cụt, thiếu phần cuối; hãy xin lại tệp đầy đủ.")
        if splitter.strays:
            self.seen.warn(
                f"{member.name}: có {splitter.strays} thẻ đóng hồ sơ thừa; hãy báo nơi xuất tệp kiểm tra phần mềm."
            )

    def _flushed(self, *, force: bool = False) -> Iterator[ClaimBatch]:
        full = self.bytes_waiting >= BATCH_BYTES or len(self.waiting) >= BATCH_UNITS
        if not full and not force and len(self.asides) < BATCH_UNITS:
            return
        waiting, asides = self.waiting, self.asides
        self.waiting, self.asides, self.bytes_waiting = [], [], 0
        if not waiting and not asides:
            return
        by_message: dict[str, list[Dossier]] = {}
        for one in waiting:
            by_message.setdefault(one.envelope.message, []).append(one)
        found: dict[str, pa.Table] = {}
        for message, some in by_message.items():
            made = assembled(some)
            found |= dossier_tables(made) if message == "dossier" else own_tables(made)
            asides += made.told()
            self.seen.exact += made.exact
            self.seen.set_aside += len(made.refused)
            self.seen.accepted += len(some) - len(made.refused)
        for name, rows in found.items():
            self.seen.rows[name] = self.seen.rows.get(name, 0) + len(rows)
        yield ClaimBatch(found, len(waiting), tuple(asides))


def read_claims(path: Path, *, name: str | None = None) -> ClaimReading:
    """Begin to read a file of dossiers, an archive of such, or a packed one. OSError while reading if it cannot be opened."""
    return ClaimReading(path, name or path.name)


def dossier_tables(made: Assembly) -> dict[str, pa.Table]:
    """Tables of dossiers with types and keys; refused ones are left out."""
    check_main(made)
    main = made.tables.get(MAIN)
    if main is None or not made.keep().any():
        return {}
    kept = {name: _kept(rows, made) for name, rows in made.tables.items()}
    rows = {name: typed(name, one) for name, one in kept.items() if len(one)}
    facility, key = main_keys(made, kept[MAIN])
    month = months(rows[MAIN])
    signed = [made.dossiers[number].envelope for number in rows[MAIN]["dossier"].to_pylist()]
    own = {
        "decision": layouts(made, rows),
        "signature": pa.array([one.signature for one in signed], pa.string()),
        "made_on": pa.array([one.made_on for one in signed], pa.string()),
    }
    place = np.zeros(len(made.dossiers), np.int64)
    place[rows[MAIN]["dossier"].to_numpy()] = np.arange(len(rows[MAIN]))
    return {
        name: _keyed(
            one, made, place, {"row_key": key, "facility": facility, "month": month}, own if name == MAIN else {}
        )
        for name, one in rows.items()
    }


def own_tables(made: Assembly) -> dict[str, pa.Table]:
    """Check-ins and assessments, each row for itself: its key is made of what tells it from others."""
    found = {}
    for name, sent in made.tables.items():
        for number in set(range(len(made.dossiers))) - set(sent["dossier"].to_pylist()) - set(made.refused):
            made.refuse(number, "no_rows", table=name)
        kept = _kept(sent, made)
        if not len(kept):
            continue
        parts = [kept[column].to_pylist() for column in _OWN_KEYS[table(name).message]]
        key = pa.array(
            [row_key(name, *(part or "" for part in some)) for some in zip(*parts, strict=True)], pa.string()
        )
        envelope = [made.dossiers[number].envelope for number in kept["dossier"].to_pylist()]
        facilities = kept["MA_CSKCB"].to_pylist() if "MA_CSKCB" in kept.column_names else kept["MA_DONVI"].to_pylist()
        rows = typed(name, kept)
        day = rows["NGAY_VAO_day"] if "NGAY_VAO_day" in rows.column_names else rows["NGAY_HOP"]
        month = pa.compute.fill_null(pa.compute.strftime(day, format="%Y-%m"), "").combine_chunks()
        place = np.zeros(len(made.dossiers), np.int64)
        place[rows["dossier"].to_numpy()] = np.arange(len(rows))
        keys = {"row_key": key, "facility": pa.array(facilities, pa.string()), "month": month}
        found[name] = _keyed(rows, made, place, keys, {"signature": pa.array([one.signature for one in envelope])})
    return found


_OWN_KEYS = {
    "checkin": ("MA_CSKCB", "MA_LK"),
    "assessment": ("MA_DONVI", "SO_BIEN_BAN", "NGAY_HOP", "SO_GIAY_GIOI_THIEU", "HO_TEN", "NGAY_SINH"),
}


def _kept(rows: pa.Table, made: Assembly) -> pa.Table:
    if not made.refused:
        return rows
    return rows.filter(pa.array(made.keep()[rows["dossier"].to_numpy()])).combine_chunks()


def _keyed(
    rows: pa.Table,
    made: Assembly,
    place: Whole,
    keys: dict[str, pa.Array],
    own: dict[str, pa.Array],
) -> pa.Table:
    """Rows with the columns of their dossier in front: `block` is its number, `path` its file."""
    dossier = rows["dossier"].to_numpy()
    at = pa.array(place[dossier])
    head = {name: values.take(at) for name, values in keys.items()}
    numbers = np.array([one.number for one in made.dossiers], np.int64)
    named: Sequence[str] = [one.envelope.member for one in made.dossiers]
    member = pa.array(named, pa.string()).dictionary_encode().take(pa.array(dossier)).cast(pa.string())
    rest = {name: rows[name] for name in rows.column_names if name not in ("dossier", "row_no")}
    return pa.table({**head, "block": numbers[dossier], "line": rows["row_no"], "path": member, **own, **rest})


def _opened(member: Member) -> tuple[Callable[[], IO[bytes]], str]:
    """How to read a member, and what its signature says; a small one is kept in memory."""
    with member.open() as stream:
        data = stream.read(LARGEST_SIGNED + 1)
    if len(data) > LARGEST_SIGNED:
        return member.open, UNCHECKED
    signature = signature_of(utf8_bytes(data)) if b"S\x00i\x00g" in data or b"Signature" in data else NONE
    return lambda: io.BytesIO(data), signature


def _first(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        yield chunk
        size += len(chunk)
        if size >= EDGE // 16:
            return
