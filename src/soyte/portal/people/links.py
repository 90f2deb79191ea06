"""Links by which somebody sets a password: an invitation, or a new start. Each works once and not for long."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from soyte.ledger import clock


class Kind(models.TextChoices):
    """What a link is for."""

    INVITE = "invite", "lời mời"
    RESET = "reset", "đặt lại mật khẩu"


LASTS = {Kind.INVITE: timedelta(days=7), Kind.RESET: timedelta(hours=1)}


class PasswordLink(models.Model):
    """A link that was given out; only its hash is kept. A new one for the same person ends those before."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="password_links")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    hashed = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=60)
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"


def make_link(user: Any, kind: Kind, by: str) -> str:
    """A new link's secret part; whoever holds it may set the person's password."""
    secret = secrets.token_urlsafe(32)
    PasswordLink.objects.filter(user=user).delete()
    PasswordLink.objects.create(
        user=user, kind=kind, hashed=_hash(secret), made_by=by, expires_at=clock.now() + LASTS[kind]
    )
    return secret


def find_link(secret: str) -> PasswordLink | None:
    """The link, if it is known, not used, not over, and its person may sign in."""
    return (
        PasswordLink.objects.select_related("user")
        .filter(hashed=_hash(secret), expires_at__gt=clock.now(), user__is_active=True)
        .first()
    )


def spend(link: PasswordLink) -> bool:
    """Use a link up. False when somebody else was quicker."""
    return bool(PasswordLink.objects.filter(pk=link.pk).delete()[0])


def _hash(secret: str) -> str:
    return sha256(b"soyte.password-link:" + secret.encode()).hexdigest()
