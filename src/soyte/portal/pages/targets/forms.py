"""Entering a target and explaining a miss. What is typed is tried by the reader of target lists, so both agree."""

from __future__ import annotations

from typing import Any

from django import forms

from soyte.catalogue import Catalogue, load_catalogue
from soyte.catalogue.units import dimensions
from soyte.intake.targets import tried
from soyte.measures.errors import MeasureError
from soyte.measures.targets.model import Body
from soyte.portal.shell.access import Access
from soyte.portal.shell.book import geography, place_name, today
from soyte.portal.shell.forms import Form
from soyte.portal.shell.permissions import Permission

OPERATORS = {
    "": "theo chiều của chỉ tiêu",
    ">=": "từ … trở lên (≥)",
    "<=": "không quá (≤)",
    "=": "đúng bằng (=)",
    "từ-đến": "trong khoảng từ … đến",
    "theo kế hoạch": "giao bằng lời: theo kế hoạch",
}
BODIES = {
    "": "Chọn cơ quan giao",
    "Tỉnh ủy": "Tỉnh ủy, Thành ủy",
    "HĐND": "HĐND",
    "UBND": "UBND",
    "Bộ Y tế": "Bộ Y tế, Chính phủ",
    "Sở Y tế": "Sở Y tế",
}
BODY_CELLS = {
    Body.PARTY: "Tỉnh ủy",
    Body.COUNCIL: "HĐND",
    Body.COMMITTEE: "UBND",
    Body.MINISTRY: "Bộ Y tế",
    Body.DEPARTMENT: "Sở Y tế",
    Body.UNKNOWN: "",
}
_NEEDED = {"required": "Hãy điền ô này."}


def place_code(access: Access, written: str, permission: Permission) -> str:
    """The code of a place that somebody may speak for; a form error in words for any other."""
    try:
        code = geography().find(written, today())
    except MeasureError as error:
        raise forms.ValidationError(str(error)) from None
    if not access.may(permission, code):
        own = ", ".join(place_name(one) for one in access.places(permission))
        raise forms.ValidationError(f"Đơn vị của bạn không nhập cho {place_name(code)}; bạn nhập được cho: {own}.")
    return code


class TargetForm(Form):
    """One target as a planning officer writes it."""

    indicator = forms.CharField(
        label="Chỉ tiêu", max_length=300, error_messages=_NEEDED, help_text="Tên hoặc mã trong danh mục"
    )
    place = forms.CharField(label="Địa bàn", max_length=100, error_messages=_NEEDED)
    period = forms.CharField(
        label="Kỳ", max_length=20, error_messages=_NEEDED, help_text="Một năm (2025) hoặc giai đoạn (2021-2025)"
    )
    operator = forms.ChoiceField(label="Dấu", choices=list(OPERATORS.items()), required=False)
    value = forms.CharField(label="Mức giao", max_length=30, required=False, help_text="Viết như 95 hoặc 1.234,5")
    high = forms.CharField(label="Đến", max_length=30, required=False, help_text="Chỉ khi giao một khoảng")
    unit = forms.CharField(
        label="Đơn vị tính", max_length=60, required=False, help_text="Để trống: đơn vị của chỉ tiêu"
    )
    body = forms.ChoiceField(label="Cơ quan giao", choices=list(BODIES.items()), error_messages=_NEEDED)
    document = forms.CharField(
        label="Văn bản giao", max_length=200, error_messages=_NEEDED, help_text="Số, ký hiệu, ngày"
    )
    owner = forms.CharField(label="Đơn vị chủ trì", max_length=200, required=False)
    deadline = forms.DateField(
        label="Hạn",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Hãy chọn một ngày."},
    )
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        self.row: dict[str, Any] = {}
        self.fields["indicator"].widget.attrs |= {"list": "danh-muc", "autocomplete": "off"}
        self.fields["unit"].widget.attrs["list"] = "don-vi-tinh"
        for name in ("value", "high"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"

    def clean_place(self) -> str:
        """A code within what the person enters for."""
        return place_code(self.access, self.cleaned_data["place"], Permission.ENTER_TARGETS)

    def clean(self) -> dict[str, Any]:
        """Tried as a line of a list: its fault stands at the field it is about."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        catalogue = load_catalogue()
        reading = tried(self.cells, catalogue)
        for fault in reading.faults:
            name = fault["field"] if fault["field"] in self.fields else None
            self.add_error(name, f"{_sentence(fault['message'])} {_sentence(fault['remedy'])}")
        if reading.rows:
            self.row = reading.rows[0]
            self._check_unit(catalogue)
        return said

    def _check_unit(self, catalogue: Catalogue) -> None:
        indicator = catalogue.indicator(self.row["indicator"])
        if not dimensions(self.row["unit"]) & dimensions(indicator.unit):
            self.add_error(
                "unit",
                f"Đơn vị “{self.row['unit']}” không đo được chỉ tiêu này; {indicator.name_vi} tính theo “{indicator.unit}”.",
            )
        if self.row["operator"] == "between" and self.row["high"] <= self.row["value"]:
            self.add_error("high", "Mức trên của khoảng phải lớn hơn mức dưới.")

    @property
    def cells(self) -> dict[str, str]:
        """What was typed, as the cells of a list."""
        said = self.cleaned_data
        deadline = said.get("deadline")
        return {
            **{name: str(said.get(name) or "") for name in self.fields},
            "deadline": f"{deadline:%d/%m/%Y}" if deadline else "",
        }


def _sentence(words: str) -> str:
    """With a capital at the beginning and a full stop at the end."""
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."


class ExplanationForm(Form):
    """Why a target was missed, who mends it and by when."""

    text = forms.CharField(
        label="Nguyên nhân",
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Hãy ghi nguyên nhân."},
        help_text="Nêu sự việc và con số; không nêu tên người bệnh",
    )
    cause = forms.ChoiceField(
        label="Loại nguyên nhân",
        choices=[("subjective", "Chủ quan"), ("objective", "Khách quan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn chủ quan hoặc khách quan."},
    )
    owner = forms.CharField(
        label="Ai khắc phục", max_length=200, error_messages={"required": "Hãy ghi đơn vị hoặc người chịu trách nhiệm."}
    )
    deadline = forms.DateField(
        label="Đến khi nào",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Hãy chọn ngày phải khắc phục xong.", "invalid": "Hãy chọn một ngày."},
    )

    @property
    def body(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        said = self.cleaned_data
        return {**said, "deadline": said["deadline"].isoformat()}


class ReasonForm(Form):
    """Why something is done to a proposal."""

    reason = forms.CharField(max_length=1_000, required=False)
    version = forms.IntegerField()
