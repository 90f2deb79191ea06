"""The second factor: an authenticator on somebody's phone, and codes on paper for the day it is lost."""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import timedelta
from hashlib import sha256
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import models, transaction
from django_otp.models import Device, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP

from soyte.ledger import clock
from soyte.portal.shell.sealing import InvalidToken, seal, unseal

STEP, DIGITS, TOLERANCE = 30, 6, 1
CODES = 10
_BEGUN = timedelta(minutes=30)
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"  # 32, none of which is taken for another one
_LENGTH = 24  # 120 bits: too many to try, so a plain hash keeps them


class Authenticator(TimestampMixin, ThrottlingMixin, Device):  # type: ignore[misc]
    """A secret shared with an app (RFC 6238), sealed. A code counts once; wrong ones make the next wait 1, 2, 4… seconds."""

    sealed = models.CharField(max_length=300)
    last_step = models.BigIntegerField(default=-1)  # of the last code that counted

    objects: ClassVar[models.Manager[Authenticator]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user"], name="one_authenticator_a_person")]

    @property
    def key(self) -> bytes:
        """The secret."""
        return bytes.fromhex(unseal("authenticator", self.sealed))

    @property
    def address(self) -> str:
        """What the picture says: an `otpauth:` address."""
        label = quote(f"Soyte:{self.user.get_username()}")
        said = {"secret": self.words, "issuer": "Soyte", "digits": DIGITS, "period": STEP, "algorithm": "SHA1"}
        return f"otpauth://totp/{label}?{urlencode(said)}"

    @property
    def words(self) -> str:
        """The secret for typing in."""
        return b32encode(self.key).decode().rstrip("=")

    def verify_token(self, token: str) -> bool:
        """Whether `token` is a code of now (or of half a minute around) that was not used before."""
        allowed, _ = self.verify_is_allowed()
        if not allowed:
            return False
        try:
            key = self.key
        except InvalidToken:  # the portal's secret was lost: an administrator has to remove this authenticator
            return False
        counter = TOTP(key, STEP, 0, DIGITS)
        counter.time = clock.now().timestamp()
        fits = token.isascii() and token.isdigit() and counter.verify(int(token), TOLERANCE, self.last_step + 1)
        if fits:
            self.last_step = counter.t()
            self.throttle_reset(commit=False)
            self.set_last_used_timestamp(commit=False)
        else:
            self.throttle_increment(commit=False)
        self.save()
        return fits

    def get_throttle_factor(self) -> int:
        """Seconds after the first wrong code."""
        return int(settings.OTP_TOTP_THROTTLE_FACTOR)


class RecoveryCode(models.Model):
    """One code on paper, kept as its hash only; used once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    hashed = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.user}"


def factor_of(user: Any) -> Authenticator | None:
    """The authenticator that somebody set up and confirmed."""
    return Authenticator.objects.filter(user=user, confirmed=True).first()


def factor_exists(user: Any) -> bool:
    """Whether somebody has one."""
    return Authenticator.objects.filter(user=user, confirmed=True).exists()


def begin(user: Any) -> Authenticator:
    """A new secret, which holds once a code of it was typed in; one that was begun just before is given again.

    Not one of long ago: whoever had a look at an open screen then would know the secret that is taken into use today.
    """
    waiting = Authenticator.objects.filter(user=user, confirmed=False)
    waiting.filter(created_at__lt=clock.now() - _BEGUN).delete()
    return waiting.first() or Authenticator.objects.create(
        user=user, name="ứng dụng xác thực", confirmed=False, sealed=seal("authenticator", secrets.token_hex(20))
    )


@transaction.atomic
def confirm(device: Authenticator, code: str) -> list[str] | None:
    """Take the authenticator into use if the code fits. Returns recovery codes, to be shown once; None if it does not fit."""
    locked = Authenticator.objects.select_for_update().get(pk=device.pk)
    if not locked.verify_token(code):
        return None
    locked.confirmed = True
    locked.save()
    return new_codes(locked.user)


@transaction.atomic
def new_codes(user: Any) -> list[str]:
    """Ten new codes; those before them count no more."""
    RecoveryCode.objects.filter(user=user).delete()
    made = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hashed=_hash(code)) for code in made)
    return ["-".join(code[i : i + 4] for i in range(0, _LENGTH, 4)) for code in made]


@transaction.atomic
def passes(user: Any, said: str) -> Authenticator | None:
    """The person's authenticator if `said` is a code of it or one of the recovery codes, which is then used up."""
    device = Authenticator.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return None
    plain = "".join(said.split()).replace("-", "").upper()
    if len(plain) != _LENGTH:
        return device if device.verify_token(plain) else None
    allowed, _ = device.verify_is_allowed()
    if allowed and RecoveryCode.objects.filter(user=user, hashed=_hash(plain)).delete()[0]:
        device.throttle_reset()
        return device
    if allowed:
        device.throttle_increment()
    return None


def forget(user: Any) -> None:
    """Remove the authenticator and the codes."""
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def _hash(code: str) -> str:
    return sha256(b"soyte.recovery:" + code.encode()).hexdigest()
