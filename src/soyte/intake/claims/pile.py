"""Dossiers gathered for one batch: their documents one behind the other, and which dossier and table each is of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import repeat

import numpy as np

from soyte.catalogue.claims import ClaimTable, tables
from soyte.intake.claims.limits import BATCH_BYTES, BATCH_UNITS
from soyte.intake.claims.model import Dossier, Envelope, Part
from soyte.intake.claims.sent import PAD, Bytes, Whole

_PARTS = 12  # tables of a dossier that the fast way has room for, on average


@cache
def known_tables() -> tuple[ClaimTable, ...]:
    """All tables, those of dossiers first: a table's number is its place here."""
    return tuple(sorted(tables(), key=lambda one: one.message != "dossier"))


@cache
def _names() -> tuple[Bytes, Whole]:
    names = [one.table.encode() for one in known_tables() if one.message == "dossier"]
    at = np.concatenate([[0], np.cumsum([len(name) for name in names])]).astype(np.int64)
    return np.frombuffer(b"".join(names), np.uint8).copy(), at


class Pile:
    """`text` holds documents in its first `used` bytes. `unknown` are tables that no regulation knows, with their dossiers."""

    def __init__(self, room: int = BATCH_BYTES, units: int = BATCH_UNITS) -> None:
        self.dossiers: list[Dossier] = []
        self.unknown: list[tuple[int, str]] = []
        self.used = 0
        self.text: Bytes = np.empty(room + PAD, np.uint8)
        self.text[-PAD:] = 0
        self.text[-1] = ord("?")
        self._room, self._units_room = room, units
        self._units, self._parts = np.empty((units, 2), np.int64), np.empty((units * _PARTS, 4), np.int64)
        self._held: list[Whole] = []  # dossier, table, begin, end

    def emptied(self) -> Pile:
        """This pile without its dossiers, for the next ones. Nobody may need its bytes any more."""
        self.dossiers, self.unknown, self._held, self.used = [], [], [], 0
        return self

    def __len__(self) -> int:
        return len(self.dossiers)

    @property
    def full(self) -> bool:
        """Whether a usual dossier more may have no room."""
        return len(self) >= self._units_room or self.used >= self._room * 7 // 8

    def parts(self) -> Whole:
        """Dossier, table, begin and end of each document, in the order of the files."""
        return np.concatenate(self._held) if self._held else np.empty((0, 4), np.int64)

    def take(self, raw: bytes, at: int, base: int, envelope: Envelope, number: int) -> tuple[bool, int]:
        """Take in usual dossiers that begin at `at` of `raw`, numbered from `number` on; whether `raw` ended within one, and where.

        `base` is the place of `raw` in its file.
        """
        from soyte.intake.claims.kernels.envelopes import CUT, usual  # noqa: PLC0415 (compiled when needed)

        room = self._units[: self._units_room - len(self)]
        why, at, count, held, used = usual(
            np.frombuffer(raw, np.uint8), at, *_names(), self.text[: self._room], self.used, room, self._parts
        )
        if count:
            parts = self._parts[:held].copy()
            parts[:, 0] += len(self)
            self._held.append(parts)
            self.used = used
            starts, ends = (room[:count] + base).T.tolist()
            self.dossiers += map(Dossier, range(number, number + count), repeat(envelope), starts, ends)
        return why == CUT, at

    def add(self, dossier: Dossier, parts: Sequence[Part]) -> None:
        """One dossier whose documents were taken out otherwise."""
        numbers = {one.table: n for n, one in enumerate(known_tables()) if one.message == dossier.envelope.message}
        self._reserve(sum(len(part.document) for part in parts))
        rows = []
        for part in parts:
            number = numbers.get(part.table)
            if number is None:
                self.unknown.append((len(self), part.table))
                continue
            end = self.used + len(part.document)
            self.text[self.used : end] = np.frombuffer(part.document, np.uint8)
            rows.append((len(self), number, self.used, end))
            self.used = end
        if rows:
            self._held.append(np.array(rows, np.int64))
        self.dossiers.append(dossier)

    def _reserve(self, count: int) -> None:
        """Room for so many bytes more."""
        missing = self.used + count + PAD - len(self.text)
        if missing > 0:
            grown = np.empty(len(self.text) + missing, np.uint8)
            grown[: self.used] = self.text[: self.used]
            grown[-PAD:] = self.text[-PAD:]
            self.text = grown
