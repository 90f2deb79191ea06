"""Lists under a line: `Tổng chi phí: 612,48 tỷ đồng, trong đó:` and the lines `+ Nội trú: …`, `+ Ngoại trú: …` below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soyte.intake.statements.outline import Segment
from soyte.quantities import related_units
from soyte.statements import Claim, ClaimKind, Role, Statement

_RESULTS = (Role.ACTUAL, Role.NUMERATOR, Role.DENOMINATOR)
_MOST = 40


def list_sums(segments: Sequence[Segment], statements: Sequence[Statement]) -> Iterator[Claim]:
    """A total in a line and parts in the lines right below it, claimed only where they add up."""
    by_block: dict[int, list[Statement]] = {}
    for statement in statements:
        by_block.setdefault(statement.block, []).append(statement)
    for place, segment in enumerate(segments):
        if segment.cell is not None or segment.block not in by_block:
            continue
        children = [by_block.get(child.block, []) for child in _children(segments, place)]
        if len(children) < 2:
            continue
        for whole in by_block[segment.block]:
            parts = [part for part in (_part(child, whole) for child in children) if part is not None]
            if len(parts) >= 2 and whole.role in _RESULTS and _adds_up(whole, parts):
                numbers = (("whole", whole.number), *(("part", part.number) for part in parts))
                yield Claim(ClaimKind.SUM, whole.start, max(p.end for p in parts), numbers, "", frozenset({"loose"}))


def _children(segments: Sequence[Segment], place: int) -> list[Segment]:
    """The list lines directly below the line at `place`."""
    own = segments[place].depth
    below: list[Segment] = []
    for segment in segments[place + 1 : place + 1 + _MOST]:
        if segment.depth <= own or segment.cell is not None:
            break
        if not below or segment.depth == below[0].depth:
            below.append(segment)
    return below


def _part(child: list[Statement], whole: Statement) -> Statement | None:
    """The first figure of a list line that can be a part of the whole."""
    return next(
        (s for s in child if s.role is Role.ACTUAL and s.unit not in ("%", "‰") and _alike(s.unit, whole.unit)), None
    )


def _alike(part: str | None, whole: str | None) -> bool:
    return whole is not None and whole not in ("%", "‰") and related_units(part, whole)


def _adds_up(whole: Statement, parts: list[Statement]) -> bool:
    """Exactly, in the unit of the whole: parts without a unit or in the same one only."""
    return all(part.unit in (None, whole.unit) for part in parts) and sum(part.value for part in parts) == whole.value
