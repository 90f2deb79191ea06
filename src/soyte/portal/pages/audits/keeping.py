"""How long reports under audit are kept, and forgetting them."""

from __future__ import annotations

from django.db import transaction

from soyte.portal.drafts.models import Audit
from soyte.portal.jobs.daily import daily
from soyte.portal.pages.audits import desk, stored
from soyte.portal.shell.book import today


def erase(audit: Audit) -> None:
    """Forget the content; another audit of the same bytes keeps its own right to them."""
    alive = Audit.objects.exclude(state=Audit.State.ERASED)
    with transaction.atomic():  # what cannot be deleted today still stands, and is tried again tomorrow
        if not alive.filter(pk=audit.pk).update(state=Audit.State.ERASED):
            return  # somebody else was quicker
        audit.refresh_from_db()
        if not alive.filter(sha256=audit.sha256).exists():
            desk.forget(audit.sha256)
        stored.drop(audit.result)
        if audit.result and not alive.filter(result=audit.result).exists():
            desk.forget(audit.result)


@daily
def erase_old() -> int:
    """Forget what is older than it may be; how many."""
    old = list(Audit.objects.filter(until__lt=today()).exclude(state=Audit.State.ERASED))
    for audit in old:
        erase(audit)
    return len(old)
