"""Where somebody is signed in: one row a session, so that they can see and end them."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest

from soyte.ledger import clock
from soyte.portal.people.factors import factor_exists
from soyte.portal.shell.network import address_of
from soyte.reports.safe_text import one_line

_STARTED, _SEEN, _VISIT = "started", "seen", "visit"
NO_FACTOR = "no_factor"
_PROGRAMS = (
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))
_FRESH = 600  # seconds within which a password counts for changes of the account
_EVERY = 60  # seconds: how often a session is written down as seen


class Visit(models.Model):
    """A session of somebody in one browser."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=64)
    browser = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.address}"

    @property
    def browser_name(self) -> str:
        """What a person calls that browser: `Chrome trên Windows`."""
        program = next((name for mark, name in _PROGRAMS if mark in self.browser), "Trình duyệt khác")
        system = next((name for mark, name in _SYSTEMS if mark in self.browser), "")
        return f"{program} trên {system}" if system else program


def remember(request: HttpRequest, user: Any) -> None:
    """A session has begun (its key is new: Django changes it when somebody signs in)."""
    now = clock.now()
    request.session[_STARTED] = request.session[_SEEN] = int(now.timestamp())
    # Whoever sets one up ends all other sessions, so this holds as long as the session does.
    request.session[NO_FACTOR] = not factor_exists(user)
    if not request.session.session_key:
        request.session.create()
    visit, _ = Visit.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "started_at": now,
            "seen_at": now,
            "address": address_of(request),
            "browser": one_line(request.META.get("HTTP_USER_AGENT", ""), 200),
        },
    )
    request.session[_VISIT] = visit.pk


def change_key(request: HttpRequest) -> None:
    """Give the session a new key, as whenever somebody gains rights; its visit goes on under it."""
    request.session.cycle_key()
    Visit.objects.filter(pk=request.session.get(_VISIT, 0)).update(session_key=request.session.session_key)


def fresh(request: HttpRequest) -> bool:
    """Whether somebody signed in just now: who left a screen open long ago is asked for the password again."""
    return int(clock.now().timestamp()) - int(request.session.get(_STARTED, 0)) <= _FRESH


def over(request: HttpRequest) -> str:
    """Why the session of this request has ended ("" while it goes on); notes that it was used."""
    now = int(clock.now().timestamp())
    started, seen = request.session.get(_STARTED, 0), request.session.get(_SEEN, 0)
    if now - started > settings.SESSION_COOKIE_AGE:
        return "Phiên làm việc đã quá thời gian cho phép."
    if now - seen > settings.SESSION_IDLE:
        return "Bạn đã không dùng phần mềm một thời gian."
    if now - seen >= _EVERY:
        request.session[_SEEN] = now
        Visit.objects.filter(pk=request.session.get(_VISIT, 0)).update(seen_at=clock.now())
    return ""


def living(user: Any) -> list[Visit]:
    """The sessions that still go on."""
    now = clock.now()
    return list(
        Visit.objects.filter(
            user=user, started_at__gt=now - _span("SESSION_COOKIE_AGE"), seen_at__gt=now - _span("SESSION_IDLE")
        )
    )


def end(user: Any, *, but: str | None = None, only: int | None = None) -> int:
    """End sessions of somebody: all, all but one (its key), or one (the number of its visit). How many."""
    found = Visit.objects.filter(user=user)
    found = found.exclude(session_key=but) if but else found
    found = found.filter(pk=only) if only is not None else found
    store = import_module(settings.SESSION_ENGINE).SessionStore
    visits = list(found)
    for visit in visits:
        store(visit.session_key).delete()
        visit.delete()
    return len(visits)


def sweep(before: datetime) -> None:
    """Forget sessions that began before a moment."""
    Visit.objects.filter(started_at__lt=before).delete()


def _span(name: str) -> timedelta:
    return timedelta(seconds=int(getattr(settings, name)))
