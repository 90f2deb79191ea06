"""A merger or a division as a dated act: what it would do, before anybody signs it, and the atlas after it.

An act says where the area of each unit goes. A unit that only receives, or that keeps a part, need not be said to stay
unless a part of it leaves: then the part that stays is a move of its own, from the code to itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from soyte.places.atlas import Atlas
from soyte.places.events import Change, change_on
from soyte.places.model import Basis, PlaceError, Succession, SuccessionKind, Unit, vietnamese_date

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Move:
    """The area of `old`, or `weight` of it, goes to `new`. None is all of it, or a part that nobody has measured."""

    old: str
    new: str
    weight: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Moves that take effect on day `on`. `opens` describes units that are new or get another name, kind or parent.

    The days of the units in `opens` are set by the act. `source` names the deciding document.
    """

    on: date
    moves: tuple[Move, ...]
    opens: tuple[Unit, ...] = ()
    source: str = ""


def preview(atlas: Atlas, act: Act) -> tuple[Change, ...]:
    """What the act would do to every unit that it touches, by code. `PlaceError` if it cannot be done."""
    after = applied(atlas, act)
    moved = set(after.events(act.on)) - set(atlas.events(act.on))
    touched = {one.old for one in moved} | {one.new for one in moved}
    return tuple(change_on(after, code, act.on) for code in sorted(touched))


def applied(atlas: Atlas, act: Act) -> Atlas:
    """The atlas after one act."""
    opens = {unit.code: unit for unit in act.opens}
    moves = _completed(atlas, act)
    closing = {code: _closed(atlas, code, act.on) for code in moves}
    opened = {code: _opened(atlas, code, opens, act) for parts in moves.values() for code in parts}
    successions = _successions(act, moves, opened, closing)
    for code in closing.keys() - opened.keys():
        for child, parent in _orphans(atlas, code, moves, act.on):
            closing[child.code] = _closed(atlas, child.code, act.on)
            opened[child.code] = replace(child, parent=parent, valid_from=act.on, valid_to=None)
            successions.append(Succession(act.on, child.code, child.code, "keep", Fraction(1), "whole", act.source))
    last = act.on - timedelta(days=1)
    ended = {(unit.code, unit.valid_from) for unit in closing.values()}
    units = [replace(u, valid_to=last) if (u.code, u.valid_from) in ended else u for u in atlas.all_units]
    return Atlas((*units, *opened.values()), (*atlas.successions, *successions), atlas.spellings)


def _completed(atlas: Atlas, act: Act) -> dict[str, dict[str, Fraction | None]]:
    """Moves by old and new code, checked; units that only receive move to themselves."""
    moves: dict[str, dict[str, Fraction | None]] = defaultdict(dict)
    for move in act.moves:
        if move.new in moves[move.old]:
            raise _refused(act, f"{move.old} → {move.new} được ghi hai lần; hãy cộng lại thành một dòng")
        moves[move.old][move.new] = move.weight
    for code in {move.new for move in act.moves} - moves.keys():
        if atlas.unit(code, act.on - timedelta(days=1)) is not None:
            moves[code][code] = Fraction(1)
    for old, parts in moves.items():
        if len(parts) == 1:
            new, weight = next(iter(parts.items()))
            if weight not in (None, 1):
                raise _refused(act, f"đơn vị {old} chỉ chuyển một phần {weight}; hãy ghi nốt phần còn lại")
            parts[new] = Fraction(1)
        known = [weight for weight in parts.values() if weight is not None]
        if known and (len(known) < len(parts) or sum(known) != 1):
            raise _refused(act, f"tỷ trọng các phần của đơn vị {old} phải có đủ và cộng lại bằng 1")
    return dict(moves)


def _closed(atlas: Atlas, code: str, on: date) -> Unit:
    unit = atlas.unit(code, on - timedelta(days=1))
    if unit is None:
        raise PlaceError(f"Ngày {vietnamese_date(on)}: không có đơn vị mã {code} vào ngày trước đó.")
    if unit.valid_to is not None:
        raise PlaceError(
            f"Ngày {vietnamese_date(on)}: {unit.full_name} (mã {code}) đã có thay đổi khác sau ngày "
            f"{vietnamese_date(unit.valid_to)}; hãy ghi các thay đổi theo thứ tự thời gian."
        )
    return unit


def _opened(atlas: Atlas, code: str, opens: Mapping[str, Unit], act: Act) -> Unit:
    described = opens.get(code) or atlas.unit(code, act.on - timedelta(days=1))
    if described is None:
        raise _refused(act, f"chưa có tên, loại và đơn vị cấp trên của đơn vị mới mã {code}")
    return replace(described, valid_from=act.on, valid_to=None)


def _successions(
    act: Act,
    moves: Mapping[str, Mapping[str, Fraction | None]],
    opened: Mapping[str, Unit],
    closing: Mapping[str, Unit],
) -> list[Succession]:
    received: dict[str, int] = defaultdict(int)
    for parts in moves.values():
        for new in parts:
            received[new] += 1
    found = []
    for old, parts in moves.items():
        for new, weight in parts.items():
            kind: SuccessionKind
            if len(parts) > 1:
                kind = "part" if old in parts else "split"
            elif received[new] > 1:
                kind = "merge"
            else:
                one, other = closing[old], opened[new]
                kind = "keep" if (one.name, one.kind) == (other.name, other.kind) else "rename"
            basis: Basis = "" if weight is None else "whole" if weight == 1 else "declared"
            found.append(Succession(act.on, old, new, kind, weight, basis, act.source))
    return found


def _orphans(
    atlas: Atlas, code: str, moves: Mapping[str, Mapping[str, Fraction | None]], on: date
) -> list[tuple[Unit, str]]:
    """The units below one that ends, which the act does not mention, with their new parent."""
    eve = on - timedelta(days=1)
    left = [u for u in atlas.all_units if u.parent == code and u.exists(eve) and u.code not in moves]
    if left and len(moves[code]) > 1:
        names = ", ".join(f"{u.full_name} ({u.code})" for u in left[:_SHOWN])
        raise PlaceError(
            f"Ngày {vietnamese_date(on)}: đơn vị {code} được chia cho nhiều đơn vị mà chưa ghi {len(left)} đơn vị cấp "
            f"dưới về đâu: {names}{'…' if len(left) > _SHOWN else ''}."
        )
    return [(unit, next(iter(moves[code]))) for unit in left]


def _refused(act: Act, why: str) -> PlaceError:
    return PlaceError(f"Thay đổi ngày {vietnamese_date(act.on)}: {why}.")
