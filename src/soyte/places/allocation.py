"""Counts on other boundaries: every part a whole number, every total as before.

A count that is divided goes by largest remainder: each part gets the whole units of its exact share, and the units that
are left go to the parts that lost most by rounding down (then to the larger part, then to the smaller code). Rates are
never allocated: compute them again from allocated numerators and denominators.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from soyte.places.shares import WHOLE, Crosswalk, Share

Count = TypeVar("Count", int, Decimal)


@dataclass(frozen=True)
class Allocation(Generic[Count]):
    """`parts` by new code. `held_back` by old code: counts whose division nobody has measured, or of unknown codes.

    Nothing is lost: the sum of both equals the sum of what was given.
    """

    parts: dict[str, Count]
    held_back: dict[str, Count] = field(default_factory=dict)


def allocate(counts: Mapping[str, Count], crosswalk: Crosswalk) -> Allocation[Count]:
    """Counts by old code → counts by new code. Integers stay whole; decimals keep their last digit."""
    parts: dict[str, Count] = defaultdict(_zero_like(counts))
    held_back: dict[str, Count] = {}
    for old, count in counts.items():
        shares = crosswalk.of(old)
        if not shares or any(share.millionths is None for share in shares):
            held_back[old] = count
            continue
        for new, part in divide(count, shares).items():
            parts[new] += part
    return Allocation(dict(parts), held_back)


def divide(count: Count, shares: tuple[Share, ...]) -> dict[str, Count]:
    """One count over measured shares, by new code. Its sign and its decimals are kept."""
    if isinstance(count, Decimal):
        exponent = min(0, int(count.as_tuple().exponent))
        whole = _divide(int(count.scaleb(-exponent)), shares)
        return {new: Decimal(part).scaleb(exponent) for new, part in whole.items()}
    return _divide(count, shares)


def _divide(count: int, shares: tuple[Share, ...]) -> dict[str, int]:
    sign, size = (-1, -count) if count < 0 else (1, count)
    exact = {share.new: size * (share.millionths or 0) for share in shares}
    parts = {new: value // WHOLE for new, value in exact.items()}
    left = size - sum(parts.values())
    for new in sorted(exact, key=lambda n: (-(exact[n] % WHOLE), -exact[n], n))[:left]:
        parts[new] += 1
    return {new: sign * part for new, part in parts.items()}


def _zero_like(counts: Mapping[str, Count]) -> type[Count]:
    return type(next(iter(counts.values()), 0))  # type: ignore[return-value]
