"""Signing in and out, whichever way somebody came: a fresh session, a visit, a line in the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from axes.signals import user_locked_out
from axes.utils import reset
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models import Sum
from django.dispatch import receiver
from django.http import HttpRequest

from soyte.ledger import clock
from soyte.portal.accesslog import note
from soyte.portal.people.models import User, Visit
from soyte.portal.people.visits import remember, sweep

BACKEND = "django.contrib.auth.backends.ModelBackend"
_HOUR = timedelta(hours=1)


def enter(request: HttpRequest, user: User, how: str) -> None:
    """Sign somebody in whose identity is certain; `how` goes into the log. Old sessions of theirs are swept."""
    login(request, user, backend=BACKEND)
    sweep(clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE))
    note(request, "đăng nhập", what=how)


def leave(request: HttpRequest) -> None:
    """Sign out: the session is gone on the server too."""
    if request.user.is_authenticated:
        note(request, "đăng xuất")
        Visit.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


@receiver(user_logged_in)
def _entered(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ARG001
    remember(request, user)


@receiver(user_login_failed)
def _failed(sender: Any, credentials: Any, request: HttpRequest | None = None, **_: Any) -> None:  # noqa: ARG001
    """Wrong name or password. Only names of real accounts are written down: somebody may have typed a password there."""
    if request is None:
        return
    known = User.objects.filter(username=str(credentials.get("username"))).first()
    note(request, "đăng nhập không thành công", what=f"tài khoản {known.username}" if known else "tài khoản không có")


@receiver(user_locked_out)
def _locked(sender: Any, request: HttpRequest, username: str, **_: Any) -> None:  # noqa: ARG001
    known = User.objects.filter(username=username).exists()
    note(request, "khóa tạm vì nhập sai nhiều lần", what=f"tài khoản {username}" if known else "tài khoản không có")


def _attempts(username: str) -> Any:
    return AccessAttempt.objects.filter(username=username)


def locked(username: str) -> bool:
    """Whether wrong passwords keep this account from signing in, from one machine at least."""
    recent = _attempts(username).filter(attempt_time__gt=clock.now() - settings.AXES_COOLOFF_TIME)
    return recent.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).exists() or too_many(username)


def too_many(username: str) -> bool:
    """Whether an account saw more wrong passwords within an hour than one person types, counted over all machines."""
    recent = _attempts(username).filter(attempt_time__gt=clock.now() - _HOUR)
    return (recent.aggregate(all=Sum("failures_since_start"))["all"] or 0) >= int(settings.ACCOUNT_FAILURE_LIMIT)


def unlock(username: str) -> None:
    """Let an account try again."""
    reset(username=username)
