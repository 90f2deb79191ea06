"""Settings with their consequences: which alarms of the past year other settings would have given, and which they would have missed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from soyte.measures.errors import MeasureError
from soyte.portal.pages.signals.asking import LEVEL_WORDS, LEVELS, known, question
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked
from soyte.portal.shell.charts import picture_asked
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.reports.signals.settings import Compared, compared
from soyte.surveillance.signals.consequences import Consequence, Setting

ALPHAS = ("0.0005", "0.001", "0.005", "0.01", "0.025", "0.05")
_LEAST, _MOST = Decimal("0.00001"), Decimal("0.2")
TRENDS = {"co": True, "khong": False}
YEARS = (3, 4, 5)


@page("tin-hieu/thiet-lap/", needs=Permission.SEE_FIGURES)
def signal_settings(request: Asked) -> HttpResponse:
    """`?tuan=2025-W34&benh=dengue&cap=xa&alpha=0.01&xu-huong=khong&so-nam=4`: beside what the software is delivered with."""
    if not request.access.whole(Permission.SEE_FIGURES):
        raise PermissionDenied("xem hệ quả của thiết lập trên số liệu của toàn tỉnh")
    q = question(request)
    found = known(q.week)
    tried = _tried(request)
    source = next((one for one in found if one.source.id == request.GET.get("nguon")), next(iter(found), None))
    disease = level = ""
    if source is not None:
        diseases = [code for code, _ in source.diseases]
        disease = q.disease if q.disease in diseases else next(iter(diseases), "")
        level = q.level if LEVELS.get(q.level) in source.places else next(s for s, n in LEVELS.items() if n in source.places)  # fmt: skip
    made = asked(compared, q.week, source.source.id, disease, LEVELS[level], tried) if source else None
    context: dict[str, Any] = {
        "q": q,
        "alpha": request.GET.get("alpha", "").replace(",", "."),
        "trend": request.GET.get("xu-huong", ""),
        "years": request.GET.get("so-nam", ""),
        "filters": {
            "sources": [(one.source.id, one.source.words) for one in found],
            "diseases": source.diseases if source else (),
            "levels": [(s, words) for s, words in LEVEL_WORDS.items() if source and LEVELS[s] in source.places],
            "alphas": [(one, one.replace(".", ",")) for one in ALPHAS],
            "years": YEARS,
        },
        "source": source.source.id if source else "",
        "disease": disease,
        "level": level,
        "compared": made,
    }
    if made is None or source is None:
        title = "Thiết lập phát hiện: chưa có số liệu để thử"
        return shown(request, "signals/settings.html", context, title=title)
    picture = picture_asked(request, {"luoi": made.chart})
    if picture is not None:
        return picture
    name = f"thiet-lap-{disease}-{q.code}"
    context["places"] = _places(made, source.source.id, disease, level, q.code)
    return shown(request, "signals/settings.html", context, title=made.title, table=_table(made, name))


def _tried(request: Asked) -> Setting | None:
    """What the address says; None where it says nothing. MeasureError for what is no setting."""
    alpha, trend, years = (request.GET.get(name, "").strip() for name in ("alpha", "xu-huong", "so-nam"))
    if not (alpha or trend or years):
        return None
    if years and years not in {str(one) for one in YEARS}:
        raise MeasureError(f"so-nam={years}: số năm lịch sử chỉ nhận 3, 4 hoặc 5.")
    return Setting(_alpha(alpha), TRENDS.get(trend), int(years) if years else None)


def _alpha(written: str) -> float | None:
    if not written:
        return None
    try:
        value = Decimal(written.replace(",", "."))
    except InvalidOperation:
        value = Decimal(0)
    if not (value.is_finite() and _LEAST <= value <= _MOST):
        raise MeasureError(f"alpha={written}: cần một số từ 0,00001 đến 0,2, ví dụ 0,005.")
    return float(value)


def _table(made: Compared, name: str) -> Table:
    columns = [
        Column("Thiết lập", width=50), Column("Lượt xét", "number"), Column("Lần vượt", "number"), Column("Số nơi", "number"),
        Column("Số kỳ", "number"), Column("Thêm", "number", "so với đang dùng"), Column("Mất", "number", "so với đang dùng"),
    ]  # fmt: skip
    rows: list[list[Cell | Value]] = [
        [
            Cell(words, look="tight"),
            int(one.tested.sum()),
            int(one.alarm.sum()),
            one.where,
            one.weeks,
            one.more,
            one.lost,
        ]
        for words, one in zip(made.words, made.found, strict=True)
    ]
    return Table(columns, rows, made.caption, citation=[made.caption, made.cited], name=name)


def _places(made: Compared, source: str, disease: str, level: str, week: str) -> Table:
    """Where the alarms were, by place: one column a setting."""

    def address(place: str) -> str:
        said = {"tuan": week, "nguon": source, "benh": disease, "cap": level, "noi": place}
        return f"{reverse('signal-series')}?{urlencode(said)}"

    def told(one: Consequence, row: int) -> str:
        weeks = [period.label_vi for period, alarm in zip(one.periods, one.alarm[row], strict=True) if alarm]
        return ", ".join(weeks) or "không"

    first = made.found[0]
    some = [n for n in range(len(first.places)) if any(one.alarm[n].any() for one in made.found)]
    columns = [Column("Nơi"), *(Column(words.split(":")[0].capitalize()) for words in made.words)]
    rows: list[list[Cell | Value]] = [
        [Cell(first.names[n], href=address(first.places[n]), look="tight"), *(told(one, n) for one in made.found)] for n in some
    ]  # fmt: skip
    return Table(columns, rows, "Vượt ngưỡng ở đâu, kỳ nào", "Không nơi nào vượt ngưỡng với các thiết lập này.")
