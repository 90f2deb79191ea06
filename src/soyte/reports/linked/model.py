"""A printed figure, what a file records of it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as a document prints it. `text` is what stands in the control, without the unit (`ước 95,2`).

    `id` has at most 40 characters, letters, digits and underscores, and differs from all others in more than case.
    `value` is None where something was not reported: `text` then says so.
    """

    id: str
    text: str
    value: Decimal | None
    unit: str | None = None
    role: str = ""
    indicator: str | None = None
    definition_hash: str | None = None
    name: str = ""

    @property
    def told(self) -> str:
        """What it is about: `Tỷ lệ trạm y tế có bác sĩ, thực hiện`."""
        return ", ".join(part for part in (self.name, self.role) if part)


CurrentFigure = PrintedFigure  # what the ledger would print now


@dataclass(frozen=True)
class LinkedFigure:
    """A figure found in a file: its id, what the file prints there now, and what was recorded when it was written.

    `place` is the name of the bookmark: the id itself, or the id and a number where a figure is printed again.
    """

    id: str
    text: str
    place: str
    recorded: PrintedFigure | None = None
    as_of_seq: int | None = None
    context: tuple[str, str] = ("", "")  # the paragraph: what stands before the figure, and the whole

    @property
    def value_recorded(self) -> Decimal | None:
        """The exact value that was printed."""
        return self.recorded.value if self.recorded else None


@dataclass(frozen=True)
class LinkedDocument:
    """All figures of a file in reading order. `about` says what was printed (kind, place, year, as_of_seq …).

    `absent` are the figures that were recorded and stand nowhere any more.
    """

    name: str
    figures: tuple[LinkedFigure, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[PrintedFigure, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether the file still carries the record of what was printed."""
        return bool(self.about)


class State(StrEnum):
    """What became of a figure."""

    UNCHANGED = "unchanged"
    EDITED = "edited"  # changed by hand
    STALE = "stale"  # the ledger says something else now
    UNKNOWN = "unknown"  # an id that neither the record nor the ledger knows
    MISSING = "missing"  # was printed, stands nowhere now


STATE_WORDS = {
    State.EDITED: "bị sửa tay",
    State.STALE: "đã cũ",
    State.MISSING: "mất liên kết",
    State.UNKNOWN: "mã lạ",
    State.UNCHANGED: "không đổi",
}


@dataclass(frozen=True)
class Checked:
    """A figure of a file, judged. `now` is what the file prints, `message` a Vietnamese sentence."""

    id: str
    place: str
    state: State
    message: str
    now: str | None
    recorded: PrintedFigure | None = None
    current: PrintedFigure | None = None
