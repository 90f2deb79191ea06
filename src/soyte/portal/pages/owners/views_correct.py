"""The machine misread a figure of a report: a person says how it should read; the reading stays beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.catalogue import load_catalogue
from soyte.ledger import clock
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.measures.errors import MeasureError
from soyte.measures.statements import CORRECTION, statements
from soyte.measures.targets.correcting import correction
from soyte.measures.targets.stated import code_of, period_of
from soyte.portal.outbox import send, tell
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, home_place, ledger, place_name, today
from soyte.portal.shell.forms import Form, next_of
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.reports.audit.render_words import ROLE_WORDS, period_words
from soyte.text import fold

FIELDS = {
    "indicator": "Chỉ tiêu (tên hoặc mã)",
    "place": "Địa bàn (tên hoặc mã)",
    "period": "Kỳ (2025, T3/2025)",
    "value": "Giá trị (1.234,5)",
    "unit": "Đơn vị tính",
    "role": "Vai trò",
}


class CorrectForm(Form):
    """Which field, what it should read, and why."""

    field = forms.ChoiceField(label="Máy đọc nhầm", choices=list(FIELDS.items()))
    value = forms.CharField(label="Đọc đúng là", max_length=200, error_messages={"required": "Hãy ghi cách đọc đúng."})
    reason = forms.CharField(
        label="Vì sao", max_length=1_000, error_messages={"required": "Hãy ghi vì sao, dẫn câu trong báo cáo."}
    )


@page("hai-nguon/sua-cach-doc/", needs=Permission.SETTLE_OWNERS, posts=Permission.SETTLE_OWNERS)
def reading_correct(request: Asked) -> HttpResponse:
    """`?so-lieu=stated:9/12`: the figure as it was read, and a form."""
    statement = request.GET.get("so-lieu", "")[:60]
    row = asked(_row, statement)
    if not request.access.may(Permission.SETTLE_OWNERS, _place(row)):
        raise PermissionDenied(f"{Permission.SETTLE_OWNERS.value} của {place_name(_place(row))}")
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "statement": statement}
        said["value"] = meant(said["field"], said["value"].strip())
        try:
            correction(ledger(), statement, said["field"], said["value"], said["reason"])
        except (LedgerError, MeasureError, LookupError) as error:
            form.add_error("value", str(error).removeprefix("--value ").removeprefix("--field "))
        else:
            with transaction.atomic():
                key = f"{statement}/{request.user.username}/{clock.now().isoformat()}"
                entry = send(CORRECTION, key=key, said=said, by=request.user, title=f"Sửa cách đọc {statement}")
            tell(request, entry, "Đã ghi cách đọc đúng; cách máy đã đọc vẫn được giữ bên cạnh.")
            return redirect(next_of(request, "owners"))
    facts = [
        ("Văn bản ghi", f"{row['value_text']} {row['unit'] or ''}"),
        ("Đọc là chỉ tiêu", _named(row["indicator"])),
        ("Địa bàn", row["place"] or "của báo cáo"),
        ("Kỳ", period_words(row["period"])),
        ("Vai trò", ROLE_WORDS.get(row["role"], row["role"])),
        ("Vị trí", row["page"] or ""),
        ("Đã sửa", ", ".join(row["corrected"])),
    ]
    context = {
        "form": form,
        "facts": [one for one in facts if one[1]],
        "statement": statement,
        "trace": trace_address(statement),
        "roles": list(ROLE_WORDS.values()),
        "next": request.GET.get("next", ""),
    }
    return shown(request, "owners/correct.html", context, title=f"Sửa cách đọc: {row['value_text']} trong báo cáo")


def meant(field: str, words: str) -> str:
    """The code behind words of a person: a role or an indicator by its name; anything else as it was typed."""
    names: dict[str, str] = {}
    if field == "role":
        names = {fold(said): role.value for role, said in ROLE_WORDS.items()}
    elif field == "indicator":
        names = {fold(one.name_vi): one.id for one in load_catalogue()}
    return names.get(fold(words), words)


def _named(indicator: str | None) -> str:
    catalogue = load_catalogue()
    known = catalogue.indicator(indicator).name_vi if indicator and indicator in catalogue else None
    return f"{known} ({indicator})" if known else "chưa gắn"


def _row(book: Ledger, statement: str) -> dict[str, Any]:
    """The statement as it is read now. LedgerError if there is none of this name."""
    number, _, figure = statement.removeprefix("stated:").partition("/")
    act = book.state().find(number) if number.isdecimal() else None
    for row in statements(book):
        if act is not None and row["submission_id"] == act.submission_id and str(row["number"]) == figure:
            return row
    raise LedgerError(f"{statement or 'Số liệu'}: không có số liệu nào trong báo cáo đang được tính mang địa chỉ này.")


def _place(row: dict[str, Any]) -> str:
    period = period_of(row)
    written = row["place"]
    return (code_of(written, period.end if period else today()) if written else None) or home_place()
