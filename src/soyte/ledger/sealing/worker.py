"""The process that seals one file: asked by a line of JSON, it answers by another. It ends with whoever asked.

Every line that follows says how far in the file it may go by then.

It loads nothing but what encrypts, and it is given no secret: who seals needs only the public half of a key.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import IO, Any

from soyte.ledger.passing import Passing
from soyte.ledger.sealing import age


class _Paced:
    """A file of which no more is read than it is allowed to."""

    def __init__(self, file: IO[bytes], may: Pace) -> None:
        self._file, self._may, self._at = file, may, 0

    def read(self, size: int = -1, /) -> bytes:
        self._may.go_on(self._at)
        data = self._file.read(size)
        self._at += len(data)
        return data


class Pace:
    """How far it may go, as the lines say; their end is the end of who wrote them, and of this process."""

    def __init__(self, lines: IO[bytes]) -> None:
        self._lines, self._upto, self._changed = lines, 0, threading.Condition()

    def listen(self) -> None:
        """Follow the lines, for ever."""
        for line in self._lines:
            with self._changed:
                self._upto = int(line)
                self._changed.notify()
        os._exit(1)

    def go_on(self, at: int) -> None:
        """Wait until one may read on from here."""
        with self._changed:
            self._changed.wait_for(lambda: at < self._upto)


def answer(request: dict[str, str], may: Pace) -> dict[str, Any]:
    """Seal `source` into `target` for `recipient`; hash and bytes of the plain content, or what the disk refused."""
    try:
        with open(request["source"], "rb") as source, open(request["target"], "r+b") as target:  # noqa: PTH123 (loads faster)
            plain = age.seal(_Paced(source, may), Passing(target), request["recipient"])
            target.flush()
    except OSError as error:
        return {"errno": error.errno, "strerror": error.strerror or str(error)}
    return plain._asdict()


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.readline())
    os.nice(10)  # it takes what reading and checking leave, and a tenth at least
    pace = Pace(sys.stdin.buffer)
    threading.Thread(target=pace.listen, daemon=True).start()
    print(json.dumps(answer(asked, pace)), flush=True)
    os._exit(0)
