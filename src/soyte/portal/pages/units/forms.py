"""What an administrator fills in about a unit."""

from __future__ import annotations

from typing import Any

from django import forms

from soyte.portal.people.models import Unit
from soyte.portal.people.units import own, tree
from soyte.portal.shell.access import Access
from soyte.portal.shell.forms import Form


class UnitForm(Form):
    """Name, place, facility, superior, whether it is in use."""

    name = forms.CharField(label="Tên đơn vị", max_length=200)
    place = forms.CharField(
        label="Mã địa bàn",
        max_length=8,
        required=False,
        help_text="Địa bàn mà đơn vị chịu trách nhiệm số liệu; để trống nếu không gắn với địa bàn nào.",
    )
    facility = forms.RegexField(
        r"^[0-9A-Z]{5}$",
        label="Mã cơ sở KCB",
        required=False,
        help_text="Mã 5 ký tự của bệnh viện, trạm y tế trong hồ sơ BHYT; người của đơn vị xem được kết quả kiểm tra của cơ sở này.",
        error_messages={"invalid": "Mã cơ sở KCB gồm đúng 5 chữ số hoặc chữ hoa, như 99001."},
    )
    parent = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị cấp trên", required=False)
    active = forms.BooleanField(label="Đang hoạt động", required=False)

    def __init__(self, access: Access, unit: Unit, *args: Any, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"name": unit.name, "place": unit.place, "facility": unit.facility}
        initial |= {"parent": unit.parent_id, "active": unit.active}
        super().__init__(*args, initial=initial, **kwargs)
        self.unit = unit
        listed = [one for one in own(access) if one.active and one.pk != unit.pk]
        kept = {one.pk for one in listed} | {unit.parent_id or 0}
        self.fields["parent"].queryset = Unit.objects.filter(pk__in=kept)  # type: ignore[attr-defined]
        above = [] if unit.parent is None or unit.parent in listed else [(unit.parent_id, str(unit.parent))]
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", "không có: đơn vị cao nhất"),
            *above,
            *((one.unit.pk, f"{'    ' * one.depth}{one.unit}") for one in tree(listed)),
        ]

    def clean_name(self) -> str:
        """One unit a name."""
        said = " ".join(self.cleaned_data["name"].split())
        if Unit.objects.filter(name=said).exclude(pk=self.unit.pk).exists():
            raise forms.ValidationError(f"Đã có đơn vị tên “{said}”. Hãy thêm tên địa bàn để phân biệt.")
        return said
