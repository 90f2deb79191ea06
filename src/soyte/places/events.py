"""What happened to a unit, and since when its figures are no longer those of the same area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from soyte.places.atlas import Atlas
from soyte.places.model import Succession, Unit, vietnamese_date
from soyte.places.shares import trace

ChangeKind = Literal["begun", "ended", "grown", "shrunk", "reshaped", "renamed", "kept"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one code went through on day `on`; `before` and `after` are the units it named, None if it named nothing.

    `gave` and `got` are the other units to and from which area went. `breaks`: a series of counts under this code does
    not compare across the day. `sources` are ids of documents.
    """

    on: date
    code: str
    kind: ChangeKind
    before: Unit | None
    after: Unit | None
    gave: tuple[Unit, ...]
    got: tuple[Unit, ...]
    sources: tuple[str, ...]
    words: str

    @property
    def breaks(self) -> bool:
        return self.kind not in ("renamed", "kept")

    @property
    def sentence(self) -> str:
        """`01/01/2004: tách một phần thành tỉnh Đắk Nông`."""
        return f"{vietnamese_date(self.on)}: {self.words}"


def history(atlas: Atlas, code: str) -> tuple[Change, ...]:
    """Everything that happened to a code, in order."""
    return tuple(change_on(atlas, code, day) for day in atlas.days_of(code))


def changes(atlas: Atlas, code: str, start: date, end: date) -> tuple[Change, ...]:
    """What happened to a code after `start` and until `end`; those that `breaks` are the breaks of its series."""
    return tuple(change_on(atlas, code, day) for day in atlas.days_of(code) if start < day <= end)


def successors(atlas: Atlas, code: str, on: date, at: date) -> tuple[Unit, ...]:
    """The units of day `at` among which the area that `code` had on day `on` now lies; itself if nothing changed."""
    return tuple(unit for unit in (atlas.unit(to, at) for to in trace(atlas, code, on, at)) if unit is not None)


def predecessors(atlas: Atlas, code: str, on: date, at: date) -> tuple[Unit, ...]:
    """The units of the earlier day `at` from which the area that `code` has on day `on` came."""
    return successors(atlas, code, on, at)


def change_on(atlas: Atlas, code: str, day: date) -> Change:
    """What happened to a code on one day."""
    eve = day - timedelta(days=1)
    before, after = atlas.unit(code, eve), atlas.unit(code, day)
    out, into = atlas.from_old(day, code), atlas.from_new(day, code)
    gave = _units(atlas, (s.new for s in out if s.new != code), day)
    got = _units(atlas, (s.old for s in into if s.old != code), eve)
    sources = tuple(dict.fromkeys(s.source for s in (*out, *into) if s.source))
    kind, words = _told(atlas, before, after, out, into, gave, got, day)
    return Change(day, code, kind, before, after, gave, got, sources, words)


def _told(
    atlas: Atlas,
    before: Unit | None,
    after: Unit | None,
    out: tuple[Succession, ...],
    into: tuple[Succession, ...],
    gave: tuple[Unit, ...],
    got: tuple[Unit, ...],
    day: date,
) -> tuple[ChangeKind, str]:
    if after is None:
        return "ended", _ending(out, gave)
    if before is None:
        return "begun", _beginning(after, into, got)
    if not gave and not got:
        same = (before.name, before.kind) == (after.name, after.kind)
        return ("kept", "giữ nguyên") if same else ("renamed", f"đổi thành {after.full_name}")
    told = []
    if gave:
        new = [u for u in gave if u.valid_from == day and not _was_there(atlas, u, day)]
        old = [u for u in gave if u not in new]
        told += [f"tách một phần thành {_listed(new)}"] if new else []
        told += [f"chuyển một phần sang {_listed(old)}"] if old else []
    if got:
        received = _received(into, got)
        told.append(
            f"nhận thêm {received}" if before.name == after.name else f"cùng {received} lập thành {after.full_name}"
        )
    kind: ChangeKind = "reshaped" if gave and got else "shrunk" if gave else "grown"
    return kind, "; ".join(told)


def _ending(out: tuple[Succession, ...], gave: tuple[Unit, ...]) -> str:
    if not gave:
        return "không còn tồn tại, không có đơn vị cùng cấp thay thế"
    if len(gave) > 1:
        return f"chia về {_listed(gave)}"
    return f"{'nhập vào' if out[0].kind in ('merge', 'part', 'split') else 'chuyển thành'} {gave[0].full_name}"


def _beginning(after: Unit, into: tuple[Succession, ...], got: tuple[Unit, ...]) -> str:
    if not got:
        return f"thành lập {after.full_name}"
    if len(got) == 1 and into[0].kind in ("rename", "keep"):
        return f"{after.full_name} thay cho {got[0].full_name}"
    return f"thành lập {after.full_name} từ {_received(into, got)}"


def _received(into: tuple[Succession, ...], got: tuple[Unit, ...]) -> str:
    """`tỉnh Hà Tây và một phần tỉnh Hòa Bình`: what came whole, then what came in part."""
    pieces = {s.old for s in into if s.kind in ("part", "split")}
    whole = [u.full_name for u in got if u.code not in pieces]
    return _and([*whole, *(f"một phần {u.full_name}" for u in got if u.code in pieces)])


def _was_there(atlas: Atlas, unit: Unit, day: date) -> bool:
    return atlas.unit(unit.code, day - timedelta(days=1)) is not None


def _units(atlas: Atlas, codes: Iterable[str], day: date) -> tuple[Unit, ...]:
    return tuple(unit for unit in (atlas.unit(code, day) for code in codes) if unit is not None)


def _listed(units: Iterable[Unit]) -> str:
    return _and([unit.full_name for unit in units])


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" và {names[-1]}"
