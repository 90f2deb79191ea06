"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from soyte.portal.shell import masking, numbers
from soyte.portal.shell.charts import figure_of
from soyte.portal.shell.tables import Table, html_of
from soyte.reports.charts.chart import Chart

register = template.Library()


@register.filter
def number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """`{{ value|number }}`, `{{ value|number:1 }}`."""
    return numbers.number(value, places)


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ value|day }}`."""
    return numbers.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ value|moment }}`."""
    return numbers.moment(value)


# Shape and word as well as colour: a verdict must be told apart in black and white.
MARKS = {
    "exceeded": ("▲", "Vượt"),
    "attained": ("●", "Đạt"),
    "nearly": ("◐", "Cơ bản đạt"),
    "missed": ("▼", "Không đạt"),
    "pending": ("○", "Chưa đủ số liệu"),
}


@register.simple_tag
def verdict(mark: str, words: str = "") -> SafeString:
    """`{% verdict "attained" %}`: a shape and the word of a verdict."""
    shape, usual = MARKS.get(str(mark), ("○", words or str(mark)))
    return format_html(
        '<span class="mark mark-{}"><span aria-hidden="true">{}</span> {}</span>', mark, shape, words or usual
    )


@register.simple_tag
def table(made: Table) -> SafeString:
    """`{% table made %}`: a table as it is also exported."""
    return html_of(made)


@register.simple_tag(takes_context=True)
def chart(context: dict[str, Any], made: Chart, name: str) -> SafeString:
    """`{% chart made "chuoi" %}`: a chart whose picture the view gives at `?xuat=svg&hinh=chuoi` (`picture_asked`)."""
    return figure_of(made, changed(context, xuat="svg", hinh=name))


@register.simple_tag(takes_context=True)
def changed(context: dict[str, Any], **said: Any) -> str:
    """The address of this page with some filters changed: `{% changed nam=2024 %}`; an empty value takes one away."""
    request = context["request"]
    query: QueryDict = request.GET.copy()
    for name, value in said.items():
        key = name.replace("_", "-")
        if value in ("", None):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else str(request.path)


@register.simple_tag(takes_context=True)
def masked(
    context: dict[str, Any],
    value: str,
    kind: str = "text",
    what: str = "",
    needs: str = "SEE_PERSONAL",
    place: str = "",
) -> SafeString:
    """`{% masked row.phone "number" what="bệnh nhân 12" place=code %}`: a personal field, shown on demand and logged."""
    return masking.field(context["request"], value, kind, what=what, needs=needs, place=place)


@register.filter
def at(said: Any, key: str) -> Any:
    """`{{ said|at:"tu-ngay" }}`: an entry whose name no template could write with a dot."""
    return said.get(key, "")
