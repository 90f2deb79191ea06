"""Who comes next: every person belongs to one pool and comes again only after everybody else in it, so stays never overlap."""

from __future__ import annotations

import numpy as np

from soyte.sample.claims.days import numbered
from soyte.sample.claims.errors import SampleError
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.order import ClaimOrder
from soyte.sample.claims.people import People

POOLS = ("child", "pupil", "adult", "elder", "woman", "mother", "newborn", "any", "outbreak")
OUTBREAK_COMMUNE = "99046"
_SHARE = {"child": 0.17, "pupil": 0.11, "adult": 0.31, "elder": 0.38, "woman": 0.05}  # roughly, of all visits
_RETURNS = {"elder": 30, "child": 75, "pupil": 120, "adult": 120, "woman": 120}  # days until everybody came once
_SHORTEST = 25  # days: longer than the longest stay


class Pools:
    """The order in which people come, by pool; it goes on from batch to batch."""

    def __init__(self, people: People, order: ClaimOrder) -> None:
        rng = np.random.default_rng([order.seed, 2])
        self._lists = _parted(people, order, rng)
        self._next = dict.fromkeys(POOLS, 0)
        self._dead = np.zeros(len(people), dtype=bool)
        days = (order.last - order.first).days + 1
        for pool, share in _SHARE.items():
            visits = order.visits * share
            wanted = int(max(50, visits * _RETURNS[pool] / days))
            if visits * _SHORTEST / days > len(self._lists[pool]):
                raise SampleError(
                    f"--visits {order.visits}: quá nhiều hồ sơ cho {days} ngày với {len(people)} dân của tỉnh giả định; "
                    "hãy giảm số hồ sơ hoặc bỏ --month để rải ra cả năm."
                )
            self._lists[pool] = self._lists[pool][:wanted]

    def take(self, pool: str, count: int) -> Ints:
        """The next people of a pool, by number, leaving out the dead."""
        people = self._lists[pool]
        found: list[Ints] = []
        missing = count
        while missing:
            at = np.arange(self._next[pool], self._next[pool] + missing) % len(people)
            self._next[pool] = (self._next[pool] + missing) % len(people)
            alive = people[at]
            alive = alive[~self._dead[alive]]
            found.append(alive)
            missing -= len(alive)
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def bury(self, people: Ints) -> None:
        """They never come again."""
        self._dead[people] = True


def _parted(people: People, order: ClaimOrder, rng: np.random.Generator) -> dict[str, Ints]:
    """Everybody in one pool, in the order drawn."""
    age = (numbered(order.last) - people.birth) / 365.25
    commune = [unit.code for unit in people.homes.new_communes].index(OUTBREAK_COMMUNE)
    chance = rng.random(len(people))
    pool = np.select([age < 6, age < 18, age < 60], [0, 1, 2], default=3)
    woman = (people.sex == 2) & (age >= 19) & (age < 60)
    fertile = woman & (age < 40)
    pool = np.where(woman & (chance < 0.45), POOLS.index("woman"), pool)
    pool = np.where(fertile & (chance < 0.40), POOLS.index("mother"), pool)
    pool = np.where(fertile & (chance < 0.06), POOLS.index("newborn"), pool)
    pool = np.where(chance > 0.88, POOLS.index("any"), pool)
    pool = np.where((people.homes.new[people.household] == commune) & (chance > 0.45), POOLS.index("outbreak"), pool)
    drawn = rng.permutation(len(people))
    return {name: drawn[pool[drawn] == number] for number, name in enumerate(POOLS)}
