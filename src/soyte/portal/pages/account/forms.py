"""What people change of their own account. Whatever opens the account asks for the password first."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from soyte.portal.pages.signing_in.forms import NewPasswordForm
from soyte.portal.people.models import User
from soyte.portal.people.visits import fresh
from soyte.portal.shell.forms import Form
from soyte.portal.shell.pages import Asked


def _present() -> forms.CharField:
    return forms.CharField(
        label="Mật khẩu hiện nay",
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _right(request: HttpRequest, user: User, password: str) -> None:
    """Counted like signing in: whoever sits at somebody else's screen cannot try for ever."""
    if not AxesProxyHandler.is_allowed(request, {"username": user.username}):
        raise forms.ValidationError("Đã nhập sai quá nhiều lần. Hãy chờ 15 phút rồi thử lại.")
    if authenticate(request, username=user.username, password=password) != user:
        raise forms.ValidationError("Mật khẩu hiện nay không đúng. Hãy nhập lại.")


class ConfirmForm(Form):
    """The password that somebody has now; nothing is asked of whoever has none (a provider signs them in)."""

    present = _present()
    skipped_when_fresh = False

    def __init__(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if (fresh(request) and self.skipped_when_fresh) or not request.user.has_usable_password():
            del self.fields["present"]

    def clean_present(self) -> str:
        """It is right."""
        said: str = self.cleaned_data["present"]
        _right(self.request, self.request.user, said)
        return said


class ChangePasswordForm(NewPasswordForm):
    """The password of now, and the new one twice."""

    present = _present()
    field_order = ("present", "password", "again")

    def __init__(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().__init__(request.user, *args, **kwargs)
        self.request = request

    def clean_present(self) -> str:
        """It is right."""
        said: str = self.cleaned_data["present"]
        _right(self.request, self.user, said)
        return said


class SignOutForm(ConfirmForm):
    """Ending sessions: whoever signed in just now is not asked again."""

    skipped_when_fresh = True


class SetUpForm(ConfirmForm):
    """The first code of a new authenticator."""

    skipped_when_fresh = True
    code = forms.CharField(
        label="Mã 6 chữ số mà ứng dụng đang hiện",
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
