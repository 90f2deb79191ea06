"""The examination, and what may follow it, in the background."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from soyte.ledger import clock
from soyte.ledger.sweeping import look
from soyte.portal.jobs import Progress, job
from soyte.portal.shell.book import ledger
from soyte.receiving.upkeep import as_json, examine, put_right


@job("doctor", "Khám kho số liệu")
def run(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Examine; before that sweep, mend, join if asked to (`do`). `deep` reads the content of every file."""
    book = ledger()
    work = None
    if said["do"] != "look":
        progress("dọn và dựng lại")
        work = put_right(book, mend=said["do"] == "repair", compact=said["do"] == "compact", actor=said["actor"])
    examined = examine(book, deep=said["deep"], progress=progress, work=work)
    left = asdict(look(book))
    return {
        **as_json(examined),
        "did": examined.work.sentences,
        "head": book.state().head,
        "at": clock.now().isoformat(),
        "deep": said["deep"],
        "would_sweep": len(left["orphans"]),
        "would_expire": len(left["expired"]),
        "url": "/kham-kho/",
        "words": "Kho số liệu lành lặn." if examined.ok else "Kho số liệu còn điều cần xử lý.",
    }
