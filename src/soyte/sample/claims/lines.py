"""Cost lines of a batch, one number a line in every array; parts that are made apart are joined in the order of visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from soyte.sample.claims.homes import Ints


@dataclass(frozen=True)
class Lines:
    """`visit` is a place in the batch. `item` points into services, drugs or supplies, by the table of the line (`what`:
    0 service, 1 supply, 2 bed, 3 drug). Quantities in thousandths, prices in đồng, times in minutes since 1970 (−1: none).
    `ward` is 1 in the ward, 2 in the emergency ward, 0 in the exam department; `doctor` and `performer` are numbers in
    the facility (−1: none); `serves` is the service that a supply or drug belongs to (−1: none)."""

    visit: Ints
    what: Ints
    item: Ints
    group: Ints
    quantity: Ints
    price: Ints
    price_fund: Ints
    rate_service: Ints
    rate_fund: Ints
    scope: Ints
    ordered: Ints
    done: Ints
    ended: Ints
    ward: Ints
    doctor: Ints
    performer: Ints
    number: Ints
    serves: Ints

    def __len__(self) -> int:
        return len(self.visit)


NAMES = tuple(field.name for field in fields(Lines))
_NONE = {"done": -1, "ended": -1, "performer": -1, "serves": -1, "rate_service": 100, "rate_fund": 100, "scope": 1}
_DEFAULT = {**_NONE, "quantity": 1000}
Part = Mapping[str, Ints | int]


def part(**columns: Ints | int) -> Part:
    """Some columns of lines that are made together; a number stands in every line."""
    return columns


def joined(parts: Sequence[Part]) -> Lines:
    """All parts, by visit and then by time of order. What a part does not say is none, 100 %, or one piece."""
    columns: dict[str, Ints] = {}
    for name in NAMES:
        pieces = []
        for one in parts:
            length = len(np.asarray(one["visit"]))
            value = one.get(name, one["price"] if name == "price_fund" else _DEFAULT.get(name, 0))
            pieces.append(np.broadcast_to(np.asarray(value, dtype=np.int64), (length,)))
        columns[name] = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
    order = np.lexsort((columns["ordered"], columns["visit"]))
    return Lines(**{name: column[order] for name, column in columns.items()})


def repeated(counts: Ints) -> tuple[Ints, Ints]:
    """For counts [2, 0, 3]: who [0, 0, 2, 2, 2] and the place of each among its own [0, 1, 0, 1, 2]."""
    who = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return who, np.arange(len(who)) - np.repeat(starts, counts)
