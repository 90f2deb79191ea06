"""What is thrown away when its time is over: jobs, delivered entries, letters, sessions that ended, workers that are gone."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from soyte.ledger import clock
from soyte.portal.jobs.daily import run_daily
from soyte.portal.jobs.models import OVER, Job, Worker
from soyte.portal.notices.models import Notice
from soyte.portal.notices.models import State as Letter
from soyte.portal.outbox.models import Entry
from soyte.portal.outbox.models import State as Sent

KEPT = timedelta(days=180)
GONE = timedelta(days=1)
_looking = threading.Lock()
_next: datetime | None = None


def throw_away(now: datetime | None = None) -> bool:
    """Once a day; whether it was time. What waits, and what the ledger refused, stays until somebody decides."""
    global _next  # noqa: PLW0603 (a process looks once a day, whoever asks)
    moment = now or clock.now()
    with _looking:
        if _next is not None and moment < _next:
            return False
        _next = moment + timedelta(days=1)
    Job.objects.filter(state__in=OVER, finished_at__lt=moment - KEPT).delete()
    Entry.objects.filter(state=Sent.DELIVERED, over_at__lt=moment - KEPT).delete()
    Notice.objects.exclude(state=Letter.QUEUED).filter(created_at__lt=moment - KEPT).delete()
    Session.objects.filter(expire_date__lt=moment).delete()
    Worker.objects.filter(beat_at__lt=moment - GONE).delete()
    run_daily()
    return True
