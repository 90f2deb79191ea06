"""Two writers are killed at random moments, again and again; meanwhile a doctor sweeps and joins files. Then everything is
compared: what writers were told, what the acts say, what an oracle in plain Python expects.

    python -m tests.ledger.proof.kills --kills 1000 --seed 7
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[2]
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))

from forked import Forked  # noqa: E402
from ledger.building import answers, new_ledger, total  # noqa: E402
from ledger.model import Model, Said  # noqa: E402
from ledger.proof.writer import write  # noqa: E402
from soyte.ledger.acts import ActKind  # noqa: E402
from soyte.ledger.compaction import Plan, compact  # noqa: E402
from soyte.ledger.doctor import check  # noqa: E402
from soyte.ledger.doctor.examination import sound  # noqa: E402
from soyte.ledger.ledger import Ledger  # noqa: E402
from soyte.ledger.sweeping import look, sweep  # noqa: E402


@dataclass(frozen=True)
class Report:
    """What happened, and `faults`: everything that should not have."""

    kills: int
    seconds: float
    acts: dict[str, int]
    acknowledged: int
    unacknowledged: int
    swept: int
    refused: int
    faults: tuple[str, ...]


class Writers:
    """Writers at work, and one that is ready to take the place of the next one killed."""

    def __init__(self, home: Path, notes: Path, seed: int, count: int) -> None:
        self._home, self._notes, self._seed, self._number = home, notes, seed, 0
        self.working = [self._start() for _ in range(count)]
        self._spare = self._start()
        for writer in self.working:
            writer.ready()
            writer.go()

    def kill(self, place: int) -> None:
        """The writer in this place dies at once; another one begins."""
        self.working[place].kill()
        self.working[place] = self._spare
        self._spare.ready()
        self._spare.go()
        self._spare = self._start()

    def stop(self) -> None:
        """All die."""
        for writer in (*self.working, self._spare):
            writer.kill()

    def _start(self) -> Forked:
        self._number += 1
        return Forked(write, self._home, self._notes, f"{self._seed}/{self._number}")


def run(folder: Path, kills: int, seed: int, *, longest: float = 0.7, say: bool = False) -> Report:
    """Kill so many times, then judge."""
    begun = time.monotonic()
    chance, notes = random.Random(seed), folder / "notes.jsonl"
    ledger = new_ledger(folder / "home")
    writers = Writers(folder / "home", notes, seed, count=2)
    swept = 0
    try:
        for number in range(1, kills + 1):
            time.sleep(chance.uniform(0.02, longest))
            writers.kill(chance.randrange(2))
            if number % 20 == 10:
                swept += len(sweep(ledger).orphans)  # while the other one writes
            if number % 50 == 30:
                compact(ledger, plan=Plan(least=8))
            if say and number % 25 == 0:
                print(f"{number} kills, {ledger.state().head} acts, {swept} orphans swept", flush=True)
    finally:
        writers.stop()
    swept += len(sweep(ledger).orphans)
    lines = [json.loads(line) for line in notes.read_text().splitlines()]
    kinds = Counter(str(act.kind) for act in ledger.state().acts)
    told = {line["act"] for line in lines if line["what"] == "acknowledged"}
    works = [act for act in ledger.state().acts if act.kind in (ActKind.ACCEPTED, ActKind.WITHDRAWN)]
    return Report(
        kills,
        time.monotonic() - begun,
        dict(kinds),
        len(told),
        sum(act.act_id not in told for act in works),
        swept,
        sum(line["what"] == "refused" for line in lines),
        tuple(faults(ledger, lines)),
    )


def faults(ledger: Ledger, lines: list[dict[str, Any]]) -> list[str]:
    """Everything that does not agree."""
    found = [trouble.sentence for trouble in check(ledger)] if not sound(check(ledger)) else []
    left = look(ledger)
    found += [f"left over: {name}" for name in (*left.orphans, *left.in_use)]
    acts = ledger.state().acts
    times = Counter(act.act_id for act in acts)
    for line in lines:
        if line["what"] == "acknowledged" and (times[line["act"]] != 1 or acts[line["seq"] - 1].act_id != line["act"]):
            found.append(f"acknowledged, but not there once: {line}")
        if line["what"] == "swept":
            found.append(f"a living load was swept: {line}")
    standing = Counter(
        act.content_hash
        for act in acts
        if act.kind is ActKind.ACCEPTED and act.submission_id in ledger.state().standing
    )
    found += [f"taken in {times} times: {digest}" for digest, times in standing.items() if times > 1]
    sent = {line["submission"]: line["values"] for line in lines if line["what"] == "begun"}
    model = Model(
        [
            Said(
                act.submission_id,
                sent[act.submission_id] if act.kind is ActKind.ACCEPTED else None,
                act.supersedes,
                withdraws=act.kind is ActKind.WITHDRAWN,
            )
            for act in acts
        ]
    )
    step = max(1, len(acts) // 40)
    for seq in (*range(0, len(acts), step), len(acts)):
        if (answers(ledger, seq), total(ledger, seq)) != (model.answers(seq), model.total(seq)):
            found.append(f"as of act {seq} the ledger does not answer what the acts say")
    return found


def main() -> None:
    """Run and print the report; exit 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder), given.kills, given.seed, say=True)
    print(json.dumps(report.__dict__, ensure_ascii=False, indent=1))
    sys.exit(bool(report.faults))


if __name__ == "__main__":
    main()
