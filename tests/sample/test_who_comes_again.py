"""People of the invented feed live on between their visits, or do not come again."""

from __future__ import annotations

import numpy as np

from soyte.sample.claims import ClaimOrder
from soyte.sample.claims.batches import batches
from soyte.sample.claims.episodes import Episodes
from soyte.sample.claims.people import make_people
from soyte.sample.claims.pools import Pools


def test_nobody_comes_again_after_death() -> None:
    order = ClaimOrder(20_000, 2025, 8, seed=3)
    people = make_people(order.seed, order.year, order.times)
    episodes = Episodes(people, Pools(people, order))
    dead: dict[int, int] = {}
    for share in batches(order):
        visits = episodes.batch(
            np.random.default_rng([order.seed, 10, share.number]), share.day, share.ward, share.closes
        )
        came = zip(visits.person.tolist(), visits.came.tolist(), strict=True)
        assert [person for person, at in came if at > dead.get(person, at)] == []
        gone = visits.result == 5
        dead |= dict(zip(visits.person[gone].tolist(), visits.left[gone].tolist(), strict=True))
        inside = zip(visits.person.tolist(), visits.came.tolist(), strict=True)
        assert [person for person, at in inside if at > dead.get(person, at)] == []
    assert len(dead) > 3
