"""Reading claim files: from bytes to batches of typed columns, in bounded memory, each dossier for itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TypeVar

from soyte.intake.claims.between import Between, before_first, behind_last
from soyte.intake.claims.crew import ahead, in_order, usual_workers
from soyte.intake.claims.decoding import utf8_bytes, utf8_chunks
from soyte.intake.claims.envelope import Form, envelope_of, form_of, parts_of
from soyte.intake.claims.gathering import Gathered, Lot, flocks, gather
from soyte.intake.claims.hint import ma_lk_in
from soyte.intake.claims.limits import BATCH_UNITS, EDGE, LARGE, LARGEST_SIGNED
from soyte.intake.claims.members import Member, Refused, members
from soyte.intake.claims.model import Aside, ClaimBatch, Dossier, Envelope, Seen
from soyte.intake.claims.pile import Pile
from soyte.intake.claims.signature import BROKEN, NONE, UNCHECKED, signature_of
from soyte.intake.claims.splitting import Reopen, Splitter, Unit

Result = TypeVar("Result")


@dataclass
class ClaimReading:
    """One file (or archive) being read. `batches` may be gone through once; `seen` counts on the way."""

    path: Path
    name: str
    workers: int = 1
    seen: Seen = field(default_factory=Seen)
    pile: Pile = field(default_factory=Pile)
    message: str = ""  # of the dossiers in the pile
    asides: list[Aside] = field(default_factory=list)
    refused: int = 0  # dossiers that never came into the pile
    spare: list[Pile] = field(default_factory=list)  # their memory is used again

    def batches(self) -> Iterator[ClaimBatch]:
        """Batches of dossiers in the order of the files; what was set aside comes along with them."""
        return self.worked(lambda batch: batch)

    def worked(self, work: Callable[[ClaimBatch], Result], together: Callable[[], int] = lambda: 1) -> Iterator[Result]:
        """What `work` makes of each batch, in order. It may be called in several threads at once, on a batch each.

        Batches become one while it has no more dossiers than `together` says just then: whatever costs the same for few and for
        many is then paid once.
        """

        def columns(lot: Lot) -> Gathered:
            gathered = gather(lot)
            self.spare.append(lot.pile)  # its bytes are columns now
            return gathered

        def done(gathered: Gathered) -> tuple[Gathered, Result]:
            return gathered, work(gathered.batch)

        readers = self.workers // 2
        with (
            closing(self.lots()) as lots,
            closing(in_order(columns, lots, readers)) as read,
            closing(ahead(flocks(read, together), self.workers > 1)) as flocked,
            closing(ahead(in_order(done, flocked, self.workers - readers), self.workers > 1)) as worked,
        ):
            for gathered, result in worked:
                gathered.count(self.seen)
                yield result

    def lots(self) -> Generator[Lot]:
        """Dossiers cut out and decoded, before they are read: for those who want nothing but their documents."""
        for member in members(self.path, self.name):
            self.seen.members += 1
            try:
                yield from self._member(member)
            except Refused as refusal:
                self.asides.append(Aside(refusal.reason, member.name, detail=refusal.detail))
        yield from self._flushed()

    def _member(self, member: Member) -> Iterator[Lot]:
        if member.refused:
            raise member.refused
        source, signature = _opened(member)
        if signature == BROKEN:
            self.seen.warn(f"{member.name}: chữ ký số không khớp, tệp đã bị sửa sau khi ký; hãy hỏi lại cơ sở gửi.")
        with source() as stream:
            start = b"".join(_first(utf8_chunks(stream)))
        form = form_of(start)
        if form.message != self.message:
            yield from self._flushed()
            self.message = form.message
        opened: list[IO[bytes]] = []
        damage: list[Refused] = []

        def reopen(offset: int) -> Iterator[bytes]:
            opened.append(source())
            return _up_to_damage(utf8_chunks(opened[-1], offset), damage)

        try:
            yield from self._dossiers(member, form, reopen, signature, damage)
        finally:
            for stream in opened:
                stream.close()
        if damage:
            raise damage[0]

    def _dossiers(
        self, member: Member, form: Form, reopen: Reopen, signature: str, damage: Sequence[Refused]
    ) -> Iterator[Lot]:
        said: list[Envelope] = []
        before = self.seen.dossiers

        def take(raw: bytes, at: int, base: int) -> tuple[bool, int]:
            self._opened_by(said, member, form, splitter, signature)
            held = len(self.pile)
            cut, upto = self.pile.take(raw, at, base, said[-1], self.seen.dossiers + 1)
            self.seen.dossiers += len(self.pile) - held
            return cut, upto

        splitter = Splitter(reopen, form.unit, take=take if form.table is None else None)
        for unit in splitter.units():
            if unit is not None:
                self._opened_by(said, member, form, splitter, signature)
                self._add(unit, form, said[-1])
            if self.pile.full or len(self.asides) >= BATCH_UNITS:
                yield from self._flushed()
        self._outside(member, form, splitter)
        if not damage:
            self._compare(member, form, splitter, said, self.seen.dossiers - before)

    def _opened_by(self, said: list[Envelope], member: Member, form: Form, splitter: Splitter, signature: str) -> None:
        """What the file says of the dossiers that follow; files that were joined say it each."""
        if not said:
            said.append(envelope_of(member.name, form, splitter.head, signature))
        for between in splitter.between:
            if between.begins(form.root):
                said.append(envelope_of(member.name, form, between.text, signature))
            else:
                self._told(member, between)
        splitter.between.clear()

    def _outside(self, member: Member, form: Form, splitter: Splitter) -> None:
        """Tell what stands in the list of dossiers and is none."""
        if form.table is None and splitter.last:
            self._told(member, before_first(splitter.head))
            self._told(member, behind_last(splitter.tail, splitter.last))

    def _told(self, member: Member, between: Between) -> None:
        if not between.empty:
            self.asides.append(Aside("between", member.name, start=between.start, end=between.end, whole=False))

    def _add(self, unit: Unit, form: Form, envelope: Envelope) -> None:
        self.seen.dossiers += 1
        try:
            if unit.reason:
                raise Refused(unit.reason, str(unit.marks or ""))
            self.pile.add(Dossier(self.seen.dossiers, envelope, unit.start, unit.end), parts_of(unit.data, form))
        except Refused as refusal:
            self.refused += 1
            told = Aside(refusal.reason, envelope.member, self.seen.dossiers, detail=refusal.detail)
            named = replace(told, facility=envelope.facility, ma_lk=ma_lk_in(unit.data))
            self.asides.append(replace(named, start=unit.start, end=unit.end))

    def _compare(self, member: Member, form: Form, splitter: Splitter, said: list[Envelope], found: int) -> None:
        counts = [one.said for one in said or [envelope_of(member.name, form, splitter.head, NONE)]]
        announced = None if None in counts else sum(one or 0 for one in counts)
        if not found and announced != 0:
            raise Refused("no_dossiers")
        if announced is not None and announced != found:
            self.seen.warn(
                f"{member.name}: phong bì ghi {announced} hồ sơ nhưng trong tệp có {found}; hãy hỏi lại nơi gửi."
            )
            told = f"ghi {announced}, có {found}"
            self.seen.miscounted.append(Aside("count", member.name, detail=told, whole=False))
        elif not found:
            self.seen.warn(f"{member.name}: không có hồ sơ nào trong tệp.")
        if f"</{form.root}".encode() not in splitter.tail and found:
            self.seen.warn(f"{member.name}: tệp bị cắt cụt, thiếu phần cuối; hãy xin lại tệp đầy đủ.")
        if splitter.strays:
            self.seen.warn(
                f"{member.name}: có {splitter.strays} thẻ đóng hồ sơ thừa; hãy báo nơi xuất tệp kiểm tra phần mềm."
            )

    def _flushed(self) -> Iterator[Lot]:
        if len(self.pile) or self.asides:
            lot = Lot(self.pile, self.message, tuple(self.asides), self.refused, self.seen.dossiers)
            self.refused = 0
            self.pile, self.asides = self.spare.pop().emptied() if self.spare else Pile(), []
            yield lot


def read_claims(path: Path, *, name: str | None = None, workers: int | None = None) -> ClaimReading:
    """Begin to read a file of dossiers, an archive of such, or a packed one. OSError while reading if it cannot be opened.

    `workers` are threads that make columns while the file is read on; None: as many as are worth while for its size.
    """
    if workers is None:
        workers = usual_workers() if path.stat().st_size >= LARGE else 1
    return ClaimReading(path, name or path.name, workers)


def _opened(member: Member) -> tuple[Callable[[], IO[bytes]], str]:
    """How to read a member, and what its signature says; a small one is kept in memory. Refused if its packing is damaged."""
    if member.size is not None and member.size > LARGEST_SIGNED:
        return member.open, UNCHECKED
    with member.open() as stream:
        data = stream.read(LARGEST_SIGNED + 1)
        if len(data) > LARGEST_SIGNED:
            return member.open, UNCHECKED
        try:
            stream.read(1)  # damage behind what could be read
        except Refused as refusal:
            if refusal.reason not in ("cut", "trailing"):
                raise
            return member.open, UNCHECKED  # what stands before it is read, and then told
    signature = signature_of(utf8_bytes(data)) if _signed(data) else NONE
    return lambda: _InMemory(data), signature


class _InMemory(io.BytesIO):
    """What is in memory is handed out whole: pieces would be copies."""

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read()


def _signed(data: bytes) -> bool:
    """Whether a signature stands before the first dossier or behind the last one. Looking through all of them takes long."""
    first, last = data.find(b"<HOSO"), data.rfind(b"</HOSO")
    edges = [data[:first], data[last:]] if 0 <= first < last else [data]
    return any(b"Signature" in edge or b"S\x00i\x00g" in edge for edge in edges)


def _first(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """So much that a root can be seen; what is damaged behind it is told when it is reached."""
    size = 0
    try:
        for chunk in chunks:
            yield chunk
            size += len(chunk)
            if size >= EDGE // 16:
                return
    except Refused:
        if not size:
            raise


def _up_to_damage(chunks: Iterator[bytes], damage: list[Refused]) -> Iterator[bytes]:
    """A stream that ends where it can be read no more; why goes to `damage`."""
    try:
        yield from chunks
    except Refused as refusal:
        damage.append(refusal)
