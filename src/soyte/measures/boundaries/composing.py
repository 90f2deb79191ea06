"""From what a person says to an act: units are merged, divided, carved out of others, or get another name, kind or parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from soyte.places import Act, Atlas, Move, PlaceError, Unit, resolve
from soyte.places.model import LEVEL_OF_KIND, vietnamese_date

_WHOLE = Fraction(1)
_DIGITS = {"province": 2, "district": 3, "commune": 5}


@dataclass(frozen=True)
class Part:
    """Where a part goes, or comes from: `name` (with its kind in front, or bare) is needed for new units only."""

    code: str
    name: str = ""
    weight: Fraction | None = None


def merge(
    atlas: Atlas, codes: Sequence[str], into: str, on: date, document: str, *, name: str = "", parent: str = ""
) -> Act:
    """Several units become one, which may be one of them, another one, or a new one with a name."""
    olds = [_unit(atlas, code, on) for code in dict.fromkeys(codes)]
    if len({*codes, into}) < 2:
        raise _refused(
            on, "sáp nhập cần ít nhất hai đơn vị", "hãy ghi đủ mã các đơn vị sáp nhập, cách nhau bằng dấu phẩy"
        )
    model = next((old for old in olds if old.code == into), None) or atlas.unit(into, _eve(on)) or olds[0]
    _same_level([*olds, model], on)
    moves = tuple(Move(old.code, into) for old in olds if old.code != into)
    opened = _described(atlas, model, into, name, parent, on)
    return Act(on, moves, (opened,) if opened else (), document)


def split(atlas: Atlas, code: str, into: Sequence[Part], on: date, document: str, *, parent: str = "") -> Act:
    """One unit becomes several, among them itself if a part stays. Shares sum to 1, or none of them is known."""
    old = _unit(atlas, code, on)
    if len({part.code for part in into}) < 2:
        raise _refused(
            on,
            f"chia {old.full_name} cần ít nhất hai phần",
            "hãy ghi đủ các phần, kể cả phần giữ lại: mã, tên nếu là đơn vị mới, tỷ trọng",
        )
    opens = [_described(atlas, old, part.code, part.name, parent, on) for part in into]
    moves = tuple(Move(code, part.code, part.weight) for part in into)
    return Act(on, moves, tuple(one for one in opens if one), document)


def carve(
    atlas: Atlas, code: str, name: str, parts: Sequence[Part], on: date, document: str, *, parent: str = ""
) -> Act:
    """A unit made of parts of others, which keep the rest; a part of weight 1 takes the whole unit."""
    if not parts:
        raise _refused(
            on, "đơn vị mới cần có địa bàn lấy từ đơn vị khác", "hãy ghi mã và tỷ trọng của từng phần lấy sang"
        )
    olds = [_unit(atlas, part.code, on) for part in parts]
    _same_level(olds, on)
    moves: list[Move] = []
    for part in parts:
        rest = None if part.weight is None else _WHOLE - part.weight
        moves.append(Move(part.code, code, part.weight))
        if rest != 0:
            moves.append(Move(part.code, part.code, rest))
    opened = _described(atlas, olds[0], code, name, parent, on)
    return Act(on, tuple(moves), (opened,) if opened else (), document)


def rename(atlas: Atlas, code: str, on: date, document: str, *, name: str = "", parent: str = "") -> Act:
    """The same area under another name or kind, or below another unit."""
    opened = _described(atlas, _unit(atlas, code, on), code, name, parent, on)
    if opened is None:
        raise _refused(on, "chưa ghi tên mới hoặc đơn vị cấp trên mới", "hãy ghi tên mới hoặc mã đơn vị cấp trên mới")
    return Act(on, (Move(code, code),), (opened,), document)


def share_of(written: str) -> Fraction | None:
    """`60%`, `0,6`, `3/5` as a share; None for nothing. PlaceError for anything else."""
    if not written.strip():
        return None
    try:
        percent = written.strip().endswith("%")
        number = Fraction(written.strip().removesuffix("%").strip().replace(",", "."))
        share = number / 100 if percent else number
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise PlaceError(
            f"Tỷ trọng “{written}” không hợp lệ; hãy viết như 60%, 0,6 hoặc 3/5, lớn hơn 0 và không quá 1."
        )
    return share


def _described(atlas: Atlas, like: Unit, code: str, name: str, parent: str, on: date) -> Unit | None:
    """The unit as it will be, if anything about it is new."""
    present = atlas.unit(code, _eve(on))
    if present is None and not name.strip():
        raise _refused(on, f"đơn vị mới mã {code} chưa có tên", "hãy ghi tên kèm loại, ví dụ “xã Nắng Mới”")
    _check_code(atlas, like, code, on)
    kind, bare = _named(name.strip(), (present or like).kind)
    model = present or like
    if parent and (found := atlas.unit(parent, on)) is None:
        raise PlaceError(resolve(parent, on, atlas=atlas).message)
    if parent and found and (found.level == model.level or _DIGITS.get(found.level, 0) > _DIGITS.get(model.level, 9)):
        raise _refused(on, f"{found.full_name} (mã {parent}) không phải đơn vị cấp trên", "hãy ghi mã tỉnh hoặc huyện")
    after = replace(model, code=code, name=bare or model.name, kind=kind, parent=parent or model.parent)
    return None if present == after else replace(after, valid_from=None, valid_to=None)


def _check_code(atlas: Atlas, like: Unit, code: str, on: date) -> None:
    digits = _DIGITS.get(like.level)
    if atlas.unit(code, _eve(on)) is None and (not code.isdecimal() or len(code) != digits):
        raise _refused(on, f"mã “{code}” không đúng dạng", f"mã đơn vị cùng cấp {like.full_name} gồm {digits} chữ số")
    if (code.startswith("99")) != like.invented:
        raise _refused(on, f"mã {code} bắt đầu bằng 99 là của địa bàn giả định", "hãy dùng mã của địa bàn thật")


def _named(name: str, kind: str) -> tuple[str, str]:
    """`xã Nắng Mới` is a kind and a name; a bare name keeps the kind there was."""
    for known in (*LEVEL_OF_KIND, "thành phố"):
        if name.casefold().startswith(known + " "):
            return known, name[len(known) + 1 :].strip()
    return kind, name


def _same_level(found: Sequence[Unit], on: date) -> None:
    if len({one.level for one in found}) > 1:
        names = ", ".join(f"{one.full_name} ({one.code})" for one in found)
        raise _refused(on, f"các đơn vị không cùng cấp: {names}", "hãy chỉ ghi các đơn vị cùng cấp")


def _unit(atlas: Atlas, code: str, on: date) -> Unit:
    found = atlas.unit(code, _eve(on))
    if found is None:
        raise PlaceError(resolve(code, _eve(on), atlas=atlas).message)
    return found


def _eve(on: date) -> date:
    return on - timedelta(days=1)


def _refused(on: date, why: str, remedy: str) -> PlaceError:
    return PlaceError(f"Thay đổi ngày {vietnamese_date(on)}: {why}; {remedy}.")
