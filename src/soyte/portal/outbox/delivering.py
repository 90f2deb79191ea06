"""Taking entries to the ledger, oldest first, until each is there or refused.

Killed before the ledger's commit: nothing is there, and the entry is tried again. Killed after it: the act is there under
the entry's id, the next try finds it and only notes it. Two processes at once: the ledger takes the first and tells the second.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from soyte.ledger import clock
from soyte.ledger.acts import Act
from soyte.ledger.errors import Busy, LedgerError
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox.kinds import deliverer
from soyte.receiving.telling import PLAIN, sentence, sentence_for_others

if TYPE_CHECKING:
    from soyte.portal.outbox.models import Entry

log = logging.getLogger("soyte.portal.outbox")
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
MOST_TRIES = 20  # of what fails for a reason that nobody foresaw: some four hours


def deliver_pending(ledger: Ledger | None = None, now: datetime | None = None) -> int:
    """Deliver what is due; how many entries reached the ledger or were refused.

    Entries of one kind keep their order: while one has to be tried again later, those after it wait too.
    """
    from soyte.portal.shell.book import ledger as served  # noqa: PLC0415 (settings)

    moment = now or clock.now()
    blocked: set[str] = set()
    count = 0
    for entry in _waiting():
        if entry.kind in blocked:
            continue
        if entry.next_at > moment or not _take(entry, moment):
            blocked.add(entry.kind)
        elif _delivered(ledger or served(), entry):
            count += 1
        else:
            blocked.add(entry.kind)
    return count


def _waiting() -> Iterator[Entry]:
    from soyte.portal.outbox.models import Entry, State  # noqa: PLC0415 (models need Django set up)

    yield from list(Entry.objects.filter(state=State.WAITING).order_by("pk"))


def _take(entry: Entry, moment: datetime) -> bool:
    """Note the attempt, so that no other process tries the same at the same time, and when to try again if this one dies."""
    from soyte.portal.outbox.models import Entry, State  # noqa: PLC0415 (models need Django set up)

    again = moment + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(entry.tries, 10))
    mine = Entry.objects.filter(pk=entry.pk, state=State.WAITING, tries=entry.tries)
    return bool(mine.update(tries=F("tries") + 1, next_at=again))


def _delivered(ledger: Ledger, entry: Entry) -> bool:
    """Whether the matter is settled, well or badly."""
    from soyte.portal.outbox.models import State  # noqa: PLC0415 (models need Django set up)

    deliver = deliverer(entry.kind)
    if deliver is None:
        log.error("entry %s: nobody delivers %s", entry.pk, entry.kind)
        return False
    try:
        act = deliver(ledger, entry)
    except PLAIN as error:
        if _passing(error):
            log.warning("entry %s (%s): %s", entry.pk, entry.kind, type(error.__cause__ or error).__name__)
            _note(entry, State.WAITING, words=sentence(error))
            return False
        _note(entry, State.REFUSED, words=sentence(error))
        return True
    except Exception as error:
        log.exception("entry %s (%s) failed", entry.pk, entry.kind)
        given_up = entry.tries + 1 >= MOST_TRIES  # else it would keep all later ones of its kind waiting for ever
        _note(entry, State.REFUSED if given_up else State.WAITING, words=sentence_for_others(error))
        return given_up
    _note(entry, State.DELIVERED, act=act)
    return True


def _passing(error: Exception) -> bool:
    """Whether it may go well later: the disk was full, somebody else was writing. What the ledger itself refuses stays so."""
    return isinstance(error, LedgerError) and (isinstance(error.__cause__, OSError) or isinstance(error, Busy))


def _note(entry: Entry, state: str, *, words: str = "", act: Act | None = None) -> None:
    from soyte.portal.outbox.models import Entry, State  # noqa: PLC0415 (models need Django set up)

    Entry.objects.filter(pk=entry.pk).exclude(state=State.DELIVERED).update(
        state=state,
        words=words,
        act=act.seq if act else None,
        over_at=None if state == State.WAITING else clock.now(),
    )
