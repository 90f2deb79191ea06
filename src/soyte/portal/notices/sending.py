"""Writing letters into the log, and sending those that are due: again and again with growing pauses, but not for ever."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string

from soyte.ledger import clock
from soyte.portal.shell.permissions import Permission

if TYPE_CHECKING:
    from soyte.portal.notices.models import Notice
    from soyte.portal.people.models import User

log = logging.getLogger("soyte.portal.notices")
FIRST_WAIT, TRIES = timedelta(minutes=1), 9  # the last try comes after about four hours
NO_SERVER = "Chưa đặt máy chủ thư (SOYTE_PORTAL_MAIL) nên không gửi; hãy báo trực tiếp cho người nhận."
NO_ADDRESS = "Người này chưa có địa chỉ thư điện tử."


def notify(
    subject: str,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    people: Iterable[User] = (),
    permission: Permission | None = None,
    place: str | None = None,
) -> list[Notice]:
    """Write a letter to these people, and to all who hold a permission (at a place); it goes out with this transaction.

    `template` is a text; it gets the context, the reader as `person` and `url`, the portal's address. What the log says
    of each comes back: without a mail server or an address a letter is refused at once, and whoever calls can say so.
    """
    from soyte.portal.notices.models import Notice  # noqa: PLC0415 (models need Django set up)

    readers = {user.pk: user for user in (*people, *(_holders(permission, place) if permission else ()))}
    said = {**(context or {}), "url": settings.SOYTE_URL}
    return [
        Notice.objects.create(
            user=user,
            address=user.email,
            subject=subject[:200],
            created_at=clock.now(),
            next_at=clock.now(),
            **_beginning(user.email, lambda user=user: render_to_string(template, {**said, "person": user})),
        )
        for user in readers.values()
    ]


def _beginning(address: str, text: Any) -> dict[str, Any]:
    from soyte.portal.notices.models import State  # noqa: PLC0415 (models need Django set up)

    reason = NO_ADDRESS if not address else NO_SERVER if not settings.EMAIL_HOST else ""
    return {"state": State.REFUSED, "reason": reason, "over_at": clock.now()} if reason else {"text": text()}


def _holders(permission: Permission, place: str | None) -> list[User]:
    from soyte.portal.people.models import User  # noqa: PLC0415 (models need Django set up)
    from soyte.portal.shell.access import access_of  # noqa: PLC0415

    return [user for user in User.objects.filter(is_active=True) if access_of(user).may(permission, place)]


def send_waiting(now: datetime | None = None) -> int:
    """Send every letter that is due; how many were sent or given up."""
    from soyte.portal.notices.models import Notice, State  # noqa: PLC0415 (models need Django set up)

    moment = now or clock.now()
    count = 0
    for notice in Notice.objects.filter(state=State.QUEUED, next_at__lte=moment).order_by("pk"):
        again = moment + FIRST_WAIT * 2 ** min(notice.tries, 10)
        mine = Notice.objects.filter(pk=notice.pk, state=State.QUEUED, tries=notice.tries)
        if mine.update(tries=F("tries") + 1, next_at=again):  # else another process has it
            count += _sent(notice)
    return count


def _sent(notice: Notice) -> bool:
    from soyte.portal.notices.models import Notice, State  # noqa: PLC0415 (models need Django set up)

    kept = Notice.objects.filter(pk=notice.pk)
    try:
        # The same letter always has the same name: sent twice because the process was killed in between, it can be told.
        name = f"<notice-{notice.pk}-{notice.created_at.timestamp():.6f}@{urlsplit(settings.SOYTE_URL).hostname}>"
        sender, to = settings.DEFAULT_FROM_EMAIL, [notice.address]
        EmailMessage(notice.subject, notice.text, sender, to, headers={"Message-ID": name}).send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        final = _for_good(error) or notice.tries + 1 >= TRIES
        log.warning("notice %s: %s%s", notice.pk, type(error).__name__, ", given up" if final else "")
        kept.update(reason=_reason(error))
        if not final:
            return False
        kept.update(state=State.REFUSED, text="", over_at=clock.now())
        return True
    kept.update(state=State.SENT, text="", reason="", over_at=clock.now())
    return True


def _for_good(error: Exception) -> bool:
    """Whether trying again is of no use: the server said no for good, or the address cannot be one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # somebody has to mend the settings, and then it will go
    return isinstance(error, ValueError) or (
        isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
    )


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return f"Máy chủ thư không nhận địa chỉ này ({code} {_text(said)})."
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"Máy chủ thư từ chối tài khoản gửi ({error.smtp_code}); hãy kiểm tra SOYTE_PORTAL_MAIL."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"Máy chủ thư trả lời {error.smtp_code} {_text(error.smtp_error)}."
    if isinstance(error, ValueError):
        return "Địa chỉ hoặc chủ đề thư không hợp lệ."
    return f"Không kết nối được máy chủ thư ({type(error).__name__})."


def _text(said: bytes | str) -> str:
    return (said.decode("utf-8", "replace") if isinstance(said, bytes) else said)[:200]
