"""A process that sends one file when told to, and prints the act.

python sending.py HOME CONTENT VALUES SUPERSEDES      (waits for a line on standard input; VALUES is JSON)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ledger.building import load
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger


def main(home: str, content: str, values: str, supersedes: str) -> None:
    """Send it."""
    ledger = Ledger.open(Path(home))
    _ = ledger.engine, ledger.vault, ledger.state()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        act = load(ledger, json.loads(values), name=content, supersedes=supersedes or None)
        print(json.dumps({"seq": act.seq, "submission": act.submission_id}))
    except LedgerError as error:
        print(json.dumps({"refused": str(error)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
