"""Tokens of the API: a program acts for somebody, with some of their permissions, for a time."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from soyte.ledger import clock
from soyte.portal.shell.access import Access, access_of
from soyte.portal.shell.permissions import Permission

LONGEST = timedelta(days=366)
_MARK = "soyte"
_EVERY = timedelta(minutes=1)  # how often the last use is written down


class ApiToken(models.Model):
    """A token: its hash, the letters by which people know it, and the names of the permissions that it may use."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    hashed = models.CharField(max_length=64)
    scopes = models.JSONField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def works(self) -> bool:
        """Whether it is neither over nor revoked."""
        return self.revoked_at is None and self.expires_at > clock.now()

    @property
    def permissions(self) -> frozenset[Permission]:
        """What it may use, of what its holder may."""
        return frozenset(Permission[name] for name in self.scopes if name in Permission.__members__)

    @property
    def words(self) -> list[str]:
        """The same in words, in the order of the list."""
        return [one.value for one in Permission if one in self.permissions]


# A token makes no tokens and moves no people: for that somebody must sit there.
NEVER = frozenset(
    {Permission.OPEN_TO_ALL, Permission.SIGNED_IN, Permission.HOLD_TOKENS, Permission.MANAGE_TOKENS}
    | {Permission.MANAGE_PEOPLE, Permission.KEEP_BACKUPS}
)


def allowable(access: Access) -> list[Permission]:
    """What somebody may give to a token: some of their own permissions."""
    return [one for one in Permission if one not in NEVER and access.may(one)]


def make_token(user: Any, name: str, permissions: Collection[Permission], days: int) -> tuple[ApiToken, str]:
    """A new token and its text, which is shown once. Permissions that the person lacks are left out."""
    given = [one.name for one in allowable(access_of(user)) if one in permissions]
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    now = clock.now()
    made = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        hashed=_hash(secret),
        scopes=given,
        created_at=now,
        expires_at=now + min(timedelta(days=days), LONGEST),
    )
    return made, f"{_MARK}_{prefix}_{secret}"


def holder_of(text: str) -> tuple[Any, Access] | None:
    """Whose token this is, and what it may do now: never more than its holder may. None if it does not work."""
    mark, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    found = ApiToken.objects.select_related("user").filter(prefix=prefix).first() if mark == _MARK else None
    if found is None or not secrets.compare_digest(found.hashed, _hash(secret)):
        return None
    if not found.works or not found.user.is_active:
        return None
    now = clock.now()
    if found.used_at is None or now - found.used_at > _EVERY:
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found.user, replace(access_of(found.user), only=found.permissions, token=found.prefix)


def revoke(token: ApiToken) -> None:
    """End a token."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())


def _hash(secret: str) -> str:
    return sha256(b"soyte.token:" + secret.encode()).hexdigest()
