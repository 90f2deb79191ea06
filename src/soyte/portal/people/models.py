"""Accounts: people, the units they belong to, and the roles they hold there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from soyte.portal.people.factors import Authenticator, RecoveryCode
from soyte.portal.people.links import PasswordLink
from soyte.portal.people.tokens import ApiToken
from soyte.portal.people.visits import Visit
from soyte.portal.shell.roles import ROLES

__all__ = ["ApiToken", "Authenticator", "Membership", "PasswordLink", "RecoveryCode", "Unit", "User", "Visit"]


class Unit(models.Model):
    """A unit of the health service: the department, a centre, a hospital, a commune station. `place` is whose figures it answers for.

    `facility` is its code as a facility that treats patients, of five characters; its own claims are known by it.
    """

    name = models.CharField("Tên đơn vị", max_length=200, unique=True)
    place = models.CharField("Mã địa bàn", max_length=8, blank=True)
    facility = models.CharField("Mã cơ sở KCB", max_length=5, blank=True, default="")
    parent = models.ForeignKey(
        "self", verbose_name="Đơn vị cấp trên", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    active = models.BooleanField("Đang hoạt động", default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **said: Any) -> User:
        """A new account; without a password nobody can sign in with one."""
        user = self.model(username=self.model.normalize_username(username), **said)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]
    """A person. What they may do comes from their memberships alone."""

    username = models.CharField("Tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("Họ và tên", max_length=120)
    email = models.EmailField("Thư điện tử", blank=True)
    subject = models.CharField("Mã ở nhà cung cấp danh tính", max_length=255, null=True, unique=True, editable=False)
    is_active = models.BooleanField("Được đăng nhập", default=True)
    joined_at = models.DateTimeField("Ngày lập", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["full_name"]

    class Meta:
        ordering: ClassVar = ["full_name", "username"]

    def __str__(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """A person holds a role at a unit, and with it at all units below."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, verbose_name="Đơn vị", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("Vai trò", max_length=20)  # a code of `shell.roles`

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role_name}, {self.unit}"

    @property
    def role_name(self) -> str:
        """What the role is called."""
        return ROLES[self.role].name
