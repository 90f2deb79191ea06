"""Carries out an order: batch after batch, so that memory does not grow with the number of visits."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from soyte.sample.claims.batches import batches
from soyte.sample.claims.days import numbered
from soyte.sample.claims.dossiers import dossiers_of
from soyte.sample.claims.episodes import Episodes
from soyte.sample.claims.order import ClaimOrder
from soyte.sample.claims.people import make_people
from soyte.sample.claims.pools import Pools
from soyte.sample.claims.post import Post
from soyte.sample.claims.sink import Sink
from soyte.sample.claims.staff import Staff
from soyte.sample.claims.tables import drugs, facilities, indices, services, supplies

Progress = Callable[[str, int, int | None], None]


def write_claims(
    folder: Path, order: ClaimOrder, progress: Progress = lambda _step, _done, _total: None
) -> dict[str, Any]:
    """Write all files of an order into a new or empty folder; what `manifest.json` holds.

    `files.jsonl` has counts and sums of each file, `labels.jsonl` where which fault was planted, `danh-muc/` the approved
    lists of the invented province. SampleError if the folder holds anything.
    """
    with Sink(folder, order.pack) as sink:
        people = make_people(order.seed, order.year, order.times)
        episodes = Episodes(people, Pools(people, order))
        staff = Staff(numbered(order.first), (order.last - order.first).days + 1)
        post = Post(sink, order)
        try:
            done = 0
            for share in batches(order):
                rng = np.random.default_rng([order.seed, 10, share.number])
                visits = episodes.batch(rng, share.day, share.ward, share.closes)
                post.take(rng, dossiers_of(rng, people, visits, staff), share.closes)
                done += len(visits)
                progress("sinh hồ sơ", done, order.visits)
        finally:
            post.close()
        _lists(folder / "danh-muc")
        manifest = {
            "order": {name: str(value) if isinstance(value, str) else value for name, value in asdict(order).items()},
            "people": len(people),
            "visits": order.visits,
            "files": post.files,
            "arrivals": post.arrivals,
            "sent": post.sent.as_json(),
            "standing": post.standing.as_json(),
            "faults": {"planted": post.faults, "mended": post.mended, "rules": dict(sorted(post.rules.items()))},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    return manifest


def _lists(folder: Path) -> None:
    """The approved lists, for rules that need them."""
    folder.mkdir(exist_ok=True)
    for name, rows in (
        ("co-so", facilities()),
        ("thuoc", drugs()),
        ("dich-vu", services()),
        ("chi-so", indices()),
        ("vat-tu", supplies()),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [one.name for one in fields(rows[0])], lineterminator="\n")
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
