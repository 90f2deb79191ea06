"""An engine that remembers small answers, for a server: the same plan over the same files has the same rows.

A plan names its files and carries its own small tables, and files of the ledger never change once they have their name. So what
was collected once is given again, whoever asks and whatever acts came since, as long as these bring no file that the plan
reads. Size and time of each file belong to the question all the same: a file put back from a backup is another one.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import pyarrow as pa

from soyte.engine import plan
from soyte.engine.files import is_local
from soyte.engine.frame import Engine

MOST_BYTES = 128 * 1024**2
LARGEST = 2 * 1024**2  # an answer above this is a table of rows, asked for once


class Remembering:
    """Another engine, and what it answered lately; threads may share it."""

    def __init__(self, engine: Engine, most_bytes: int = MOST_BYTES) -> None:
        self.name = engine.name
        self._engine = engine
        self._most = most_bytes
        self._held = 0
        self._lock = Lock()
        self._answers: OrderedDict[bytes, pa.Table] = OrderedDict()

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows of the plan as one table, which must not be changed (Arrow's cannot be)."""
        key = _key(steps)
        if key is None:
            return self._engine.collect(steps)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        answer = self._engine.collect(steps)
        if answer.nbytes <= LARGEST:
            self._keep(key, answer)
        return answer

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The rows of the plan, batch by batch; never remembered."""
        return self._engine.batches(steps, rows)

    def _keep(self, key: bytes, answer: pa.Table) -> None:
        with self._lock:
            if key not in self._answers:
                self._answers[key] = answer
                self._held += answer.nbytes
            while self._held > self._most:
                _, gone = self._answers.popitem(last=False)
                self._held -= gone.nbytes


def _key(steps: plan.Plan) -> bytes | None:
    """What tells a question from every other: equal bytes of a pickle come from equal plans. None for what has no such name."""
    digest = hashlib.blake2b(pickle.dumps(steps, 5), digest_size=20)
    for source in plan.files_of(steps):
        for path in source.paths:
            try:
                status = Path(path).stat() if is_local(path) else None
            except OSError:
                status = None
            if status is None:
                return None  # not ours to judge: let the engine say what is wrong with it
            digest.update(f"{status.st_size} {status.st_mtime_ns} {status.st_ino}".encode())
    return digest.digest()
