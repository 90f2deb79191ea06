"""Cuts the whole order into batches of bounded size: which days, and who has a bed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.days import numbered, weights
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.order import Batch, ClaimOrder

SIZE = 1000  # dossiers that are made at once: about 40 MB of text
INPATIENT = 0.145


@dataclass(frozen=True)
class Share:
    """The `day` of discharge of each visit, ascending, whether it had a bed, and the last day of its file."""

    number: int
    day: Ints
    ward: NDArray[np.bool_]
    closes: Ints


def batches(order: ClaimOrder) -> Iterator[Share]:
    """All visits of an order, day by day."""
    rng = np.random.default_rng([order.seed, 3])
    inside = round(order.visits * INPATIENT)
    first = numbered(order.first)
    beds = rng.multinomial(inside, weights(order.first, order.last, ward=True))
    others = rng.multinomial(order.visits - inside, weights(order.first, order.last, ward=False))
    closing = np.array([_closes(order, day) for day in range(len(beds))])
    waiting: list[tuple[int, int, int]] = []
    number = held = 0
    for day in range(len(beds)):
        with_bed, without = int(beds[day]), int(others[day])
        while with_bed + without:
            room = SIZE - held
            total = min(room, with_bed + without)
            some = round(total * with_bed / (with_bed + without))
            waiting.append((day, some, total - some))
            with_bed, without, held = with_bed - some, without - (total - some), held + total
            if held == SIZE:
                yield _share(number, waiting, first, closing)
                waiting, held, number = [], 0, number + 1
    if waiting:
        yield _share(number, waiting, first, closing)


def _share(number: int, waiting: list[tuple[int, int, int]], first: int, closing: Ints) -> Share:
    days = np.array([day for day, *_ in waiting])
    counts = np.array([[some, rest] for _, some, rest in waiting])
    day = np.repeat(days, counts.sum(axis=1))
    ward = np.repeat(np.tile([True, False], len(days)), counts.reshape(-1))
    return Share(number, first + day, ward, closing[day])


def _closes(order: ClaimOrder, offset: int) -> int:
    """The day on which the file of a day is sent, since 1970."""
    day = order.first + timedelta(offset)
    if order.batch is Batch.DAY:
        return numbered(day)
    if order.batch is Batch.WEEK:
        return min(numbered(day) + 6 - day.weekday(), numbered(order.last))
    nxt = (day.replace(day=28) + timedelta(4)).replace(day=1)
    return numbered(nxt) - 1
