"""What people type in on their way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm

from soyte.portal.people.models import User
from soyte.portal.shell.forms import Form

_NEW = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class SignInForm(AuthenticationForm):
    """Name and password. A wrong name and a wrong password are told in the same words."""

    error_messages = {  # noqa: RUF012 (as Django declares it)
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím hoa, bộ gõ tiếng Việt rồi nhập lại.",
        "inactive": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím hoa, bộ gõ tiếng Việt rồi nhập lại.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].widget.attrs.update(autocomplete="username", spellcheck="false")
        self.fields["password"].label = "Mật khẩu"


class CodeForm(Form):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=60,
        help_text="6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class NewPasswordForm(Form):
    """A new password, twice. Blanks at its ends count: nothing of it is cut off or changed."""

    password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        max_length=256,
        widget=_NEW,
        help_text="Ít nhất 12 ký tự. Nên ghép vài từ không liên quan với nhau; không cần ký tự đặc biệt, không phải đổi định kỳ.",
    )
    again = forms.CharField(label="Nhập lại mật khẩu mới", strip=False, max_length=256, widget=_NEW)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """The rules of the installation."""
        said: str = self.cleaned_data["password"]
        password_validation.validate_password(said, self.user)
        return said

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        said = super().clean() or {}
        if "password" in said and "again" in said and said["password"] != said["again"]:
            self.add_error("again", "Hai lần nhập không giống nhau. Hãy nhập lại.")
        return said


class ForgottenForm(Form):
    """Who cannot sign in."""

    username = forms.CharField(
        label="Tên đăng nhập hoặc thư điện tử",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
