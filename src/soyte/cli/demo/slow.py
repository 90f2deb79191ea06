"""A load that stops half-way, as on a slow disk, and waits: `python -m soyte.cli.demo.slow HOME FILE MAPPING`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive

LONG = 600.0


def load(home: Path, file: Path, mapping: Path) -> None:
    """Take a file in; after its first rows say how many were written, and hang."""

    def progress(step: str, done: int, total: int | None) -> None:
        del total
        if step == "đọc":
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()
            time.sleep(LONG)

    receive(Ledger.open(home), Order(file, actor="demo", mapping=mapping), progress)


if __name__ == "__main__":
    load(*map(Path, sys.argv[1:4]))
