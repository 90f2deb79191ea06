"""The process that seals one file: asked by a line of JSON, it answers by another. It ends with whoever asked.

It loads nothing but what encrypts, and it is given no secret: who seals needs only the public half of a key.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any

from soyte.ledger.passing import Passing
from soyte.ledger.sealing import age


def _ended_with_parent() -> None:
    """Nothing is ever written here: it is read to its end when the other process is gone."""
    sys.stdin.buffer.read()
    os._exit(1)


def answer(request: dict[str, str]) -> dict[str, Any]:
    """Seal `source` into `target` for `recipient`; hash and bytes of the plain content, or what the disk refused."""
    try:
        with open(request["source"], "rb") as source, open(request["target"], "r+b") as target:  # noqa: PTH123 (loads faster)
            plain = age.seal(source, Passing(target), request["recipient"])
            target.flush()
    except OSError as error:
        return {"errno": error.errno, "strerror": error.strerror or str(error)}
    return plain._asdict()


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.readline())
    os.nice(10)  # it takes what reading and checking leave, and a tenth at least
    threading.Thread(target=_ended_with_parent, daemon=True).start()
    print(json.dumps(answer(asked)), flush=True)
    os._exit(0)
