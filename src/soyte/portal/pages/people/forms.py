"""What an administrator fills in about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from soyte.portal.people.models import Unit, User
from soyte.portal.people.units import own, tree
from soyte.portal.shell.access import Access
from soyte.portal.shell.forms import Email, Form
from soyte.portal.shell.roles import ROLES

_USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,59}\Z",
    "Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm, gạch; ví dụ: an.nv.",
)


class RoleForm(Form):
    """A role at a unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", empty_label="chọn đơn vị")
    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "chọn vai trò"), *((code, role.name) for code, role in ROLES.items())]
    )

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [unit for unit in own(access) if unit.active]
        field = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in allowed])  # type: ignore[attr-defined]
        field.choices = [("", "chọn đơn vị")] + [  # type: ignore[attr-defined]
            (one.unit.pk, f"{'    ' * one.depth}{one.unit}") for one in tree(allowed)
        ]


class InviteForm(RoleForm):
    """A new person with a first role."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    username = forms.CharField(
        label="Tên đăng nhập", max_length=60, validators=[_USERNAME], help_text="Chữ thường không dấu, ví dụ: an.nv"
    )
    email = Email(help_text="Lời mời gửi tới đây; để trống thì đưa liên kết tận tay.")
    field_order = ("full_name", "username", "email", "unit", "role")

    def clean_username(self) -> str:
        """Not taken."""
        said: str = self.cleaned_data["username"]
        if User.objects.filter(username=said).exists():
            raise forms.ValidationError(f"Đã có tài khoản “{said}”. Hãy chọn tên khác.")
        return said


class PersonForm(Form):
    """Name and address of somebody."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    email = Email()
