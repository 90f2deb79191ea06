"""One series: curve, endemic channel, map, diseases by week, and what was counted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.http import urlencode

from soyte.ledger.ledger import Ledger
from soyte.portal.accesslog import note
from soyte.portal.pages.signals.asking import (
    LEVEL_WORDS,
    LEVELS,
    Question,
    diseases_of,
    known,
    question,
    sees,
)
from soyte.portal.pages.signals.tables import STATES, decimal, dossiers_table
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked
from soyte.portal.shell.charts import picture_asked
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Column, Table
from soyte.reports.charts.surveillance.watch import written
from soyte.reports.signals.drawn import Choice, Drawn, drawn
from soyte.surveillance.signals.behind import Dossier, dossiers
from soyte.surveillance.signals.finding import signals_of

PICTURES = {"duong": "đường số ca", "kenh": "đường cong chuẩn", "ban-do": "bản đồ", "luoi": "mọi bệnh"}
MOST = 200  # dossiers that are listed


@dataclass(frozen=True)
class Series:
    """Which series: empty without any."""

    source: str
    disease: str
    level: str
    place: str


@page("tin-hieu/chuoi/", needs=Permission.SEE_FIGURES)
def signal_series(request: Asked) -> HttpResponse:
    """`?tuan=2025-W34&nguon=…&benh=dengue&cap=xa&noi=99046`; what is not named is the first that there is."""
    q = question(request)
    found = known(q.week)
    one = _series(request, found)
    made = asked(drawn, q.week, one.source, one.disease, LEVELS.get(one.level, ""), one.place) if one else None
    whole = request.access.whole(Permission.SEE_FIGURES)
    context: dict[str, Any] = {
        "q": q,
        "one": one,
        "made_of": made,
        "whole": whole,
        "filters": _filters(request, found, one),
    }
    if made is None or one is None:
        return shown(request, "signals/series.html", context, title=f"{q.week.label_vi}: chưa có chuỗi số ca nào để vẽ")
    charts = {"duong": made.curve, "kenh": made.channel}
    charts |= {"ban-do": made.map} if whole and made.map else {}
    charts |= {"luoi": made.heat} if made.heat else {}
    picture = picture_asked(request, charts)
    if picture is not None:
        return picture
    context |= {
        "charts": [(name, PICTURES[name]) for name in charts],
        "facts": _facts(made),
        "told": _told(q, one),
        **_behind(request, made),
    }
    if not made.figure and made.rows and context["dossiers"] is not None:
        note(request, "xem hồ sơ đứng sau tín hiệu", what=made.curve.title, personal=True)
    api = f"/api/signals?{urlencode({'week': q.code, 'disease': one.disease, 'level': LEVELS[one.level]})}"
    return shown(
        request,
        "signals/series.html",
        context,
        title=made.curve.title,
        table=_table(made, one, q),
        api=api if whole else None,
    )


def _series(request: Asked, found: tuple[Choice, ...]) -> Series | None:
    """The named one, else the first of those that this person may see. PermissionDenied for a place of others."""
    get = request.GET.get
    for source in [one for one in found if one.source.id == get("nguon")] or found:
        diseases = [code for code, _ in source.diseases]
        disease = get("benh", "") if get("benh", "") in diseases else next(iter(diseases), "")
        levels = [slug for slug, name in LEVELS.items() if name in source.places]
        level = get("cap", "") if get("cap", "") in levels else next(iter(levels), "")
        if not disease or not level:
            continue
        there = [code for code, _ in source.places[LEVELS[level]]]
        named = get("noi", "")
        if named in there and not sees(request.access, LEVELS[level], named):
            raise PermissionDenied("xem chuỗi số ca của nơi ngoài địa bàn mình")
        mine = [code for code in there if sees(request.access, LEVELS[level], code)]
        place = named if named in mine else next(iter(mine), "")
        if place:
            return Series(source.source.id, disease, level, place)
    return None


def _filters(request: Asked, found: tuple[Choice, ...], one: Series | None) -> dict[str, Any]:
    chosen = next((source for source in found if one and source.source.id == one.source), None)
    levels = [(slug, words) for slug, words in LEVEL_WORDS.items() if chosen and LEVELS[slug] in chosen.places]
    places = chosen.places[LEVELS[one.level]] if chosen and one else ()
    return {
        "sources": [(source.source.id, source.source.words) for source in found],
        "diseases": chosen.diseases if chosen else diseases_of(found),
        "levels": levels,
        "places": [(code, name) for code, name in places if sees(request.access, LEVELS[one.level], code)]
        if one
        else [],
    }


def _facts(made: Drawn) -> dict[str, Any]:
    """The last period in numbers."""
    numbers = made.numbers
    count, expected, bound = (float(row[-1]) for row in (numbers.counts, numbers.expected, numbers.bound))
    tested = not math.isnan(bound)
    return {
        "count": written(count) if not math.isnan(count) else "",
        "expected": written(expected) if tested else "",
        "bound": written(bound) if tested else "",
        "period": numbers.periods[-1].label_vi,
        "alarm": bool(numbers.alarm[-1]),
        "tested": tested,
        "trace": trace_address(made.figure),
        "method": numbers.method,
    }


def _told(q: Question, one: Series) -> list[dict[str, str]]:
    """The signals of this series in this week."""
    weekly = asked(signals_of, q.week, diseases=(one.disease,))
    mine = [s for s in weekly.signals if s.level == LEVELS[one.level] and one.place in (s.place, *s.places) and s.source.id == one.source]  # fmt: skip
    return [{"kind": s.kind, "words": s.words, "mark": STATES[s.state][0], "state": STATES[s.state][1]} for s in mine]


def _behind(request: Asked, made: Drawn) -> dict[str, Any]:
    """Dossiers by key for those who see sources of the whole province; others are told how many there are."""
    may = request.access.whole(Permission.SEE_SOURCES)
    rows = asked(_dossiers, made.rows[:MOST]) if may and made.rows else ()
    return {
        "dossiers": dossiers_table(rows, len(made.rows)) if rows else None,
        "counted": len(made.rows),
        "may_trace": request.access.may(Permission.SEE_SOURCES),
    }


def _dossiers(book: Ledger, keys: tuple[str, ...]) -> tuple[Dossier, ...]:
    return dossiers(book, keys)


def _table(made: Drawn, one: Series, q: Question) -> Table:
    """The curve in numbers, the newest first."""
    columns = [
        Column("Kỳ"), Column("Từ ngày", "day"), Column("Số ca", "number"), Column("Dự kiến", "number", places=1),
        Column("Ngưỡng", "number", places=1), Column("Kết quả", width=22),
    ]  # fmt: skip
    numbers = made.numbers
    states = [row["Kết quả"] for row in made.curve.rows]
    rows = [
        [
            period.label_vi,
            period.start,
            *(decimal(float(line[n])) for line in (numbers.counts, numbers.expected, numbers.bound)),
            states[n],
        ]
        for n, period in reversed(list(enumerate(numbers.periods)))
    ]
    said = [made.curve.title, made.curve.citation]
    return Table(columns, rows, "Từng kỳ", citation=said, name=f"chuoi-{one.disease}-{one.place}-{q.code}")
