"""Labels beside lines: how wide they are, where lines are broken, and room made where they would lie on each other."""

from __future__ import annotations

from collections.abc import Sequence

LINE = 14.0  # CSS pixels from one line of a label to the next
_LETTER = 6.7  # a letter of Be Vietnam Pro at 12 pixels, on the average


def width(text: str) -> float:
    """CSS pixels of the longest line, a little more rather than less."""
    return max((len(line) for line in text.split("\n")), default=0) * _LETTER


def named(name: str, number: str, across: float) -> str:
    """`Sở Y tế: 92,2%`, on two lines if that is wider than `across` pixels; of a long name the end is left out."""
    whole = f"{name}: {number}" if name else number
    if width(whole) <= across or not name:
        return whole
    letters = max(8, int(across / _LETTER))
    return f"{name if len(name) < letters else f'{name[: letters - 2].rstrip()}…'}:\n{number}"


def lines(text: str) -> int:
    return text.count("\n") + 1


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Middles as near to those wanted as can be, so that no two boxes of these sizes overlap, within [low, high].

    Boxes that do not fit at all keep their order and stand beyond `low`.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[list[int], float]] = []  # boxes that touch, and where the lowest of them begins
    for n in order:
        groups.append(([n], wanted[n] - sizes[n] / 2))
        while len(groups) > 1 and _end(groups[-2], sizes) > groups[-1][1]:
            upper, lower = groups.pop(), groups.pop()
            groups.append(_joined([*lower[0], *upper[0]], wanted, sizes))
        first, start = groups[-1]
        groups[-1] = (first, min(max(start, low), high - sum(sizes[k] for k in first)))
    found = [0.0] * len(wanted)
    above = high
    for members, start in reversed(groups):
        begin = min(start, above - sum(sizes[k] for k in members))
        above = begin
        for k in members:
            found[k] = begin + sizes[k] / 2
            begin += sizes[k]
    return found


def _end(group: tuple[list[int], float], sizes: Sequence[float]) -> float:
    return group[1] + sum(sizes[k] for k in group[0])


def _joined(members: list[int], wanted: Sequence[float], sizes: Sequence[float]) -> tuple[list[int], float]:
    """Where a stack begins whose boxes are on the average where they want to be."""
    offset, total = 0.0, 0.0
    for k in members:
        total += wanted[k] - (offset + sizes[k] / 2)
        offset += sizes[k]
    return members, total / len(members)
