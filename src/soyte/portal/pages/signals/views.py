"""Signals of a week: statistics and conditions of the law apart, what was tested, and what could not be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode

from soyte.portal.pages.signals import views_series, views_settings
from soyte.portal.pages.signals.asking import (
    KIND_WORDS,
    KINDS,
    LEVEL_WORDS,
    LEVELS,
    Question,
    diseases_of,
    known,
    question,
    sees,
)
from soyte.portal.pages.signals.tables import STATES, screen_table_of, series_address, table_of
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, today
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.warming import at_start
from soyte.surveillance.signals.finding import signals_of
from soyte.surveillance.signals.latest import last_week
from soyte.surveillance.signals.model import Signal, SignalKind, Weekly
from soyte.surveillance.signals.recording import standing
from soyte.surveillance.signals.summary import HEADINGS, multiplicity, narrowed, notes, tests

__all__ = ["signals", "views_series", "views_settings"]

MOST = 60  # sentences of a kind; the table has all
_EXPLAINED: dict[SignalKind, str] = {
    "statistic": "Số ca cao hơn mức mà lịch sử của chính nơi ấy cho phép chờ đợi.",
    "cluster": "Nhiều ca ở các xã liền nhau trong ít tuần.",
    "law": "Điều kiện của văn bản còn hiệu lực vào tuần ấy; kết luận có dịch thuộc thẩm quyền của người công bố.",
    "practice": "Thông lệ giám sát, không phải quy định.",
}


@page("tin-hieu/", needs=Permission.SEE_FIGURES, menu=Menu("Tín hiệu của tuần", 26, "Giám sát"))
def signals(request: Asked) -> HttpResponse:
    """`?tuan=2025-W34&benh=dengue&cap=xa&loai=thong-ke`."""
    q = question(request)
    weekly = narrowed(_asked(q), level=LEVELS.get(q.level, ""), kind=KINDS.get(q.kind, ""))
    whole = request.access.whole(Permission.SEE_FIGURES)
    seen = [one for one in weekly.signals if sees(request.access, one.level, one.place)]
    traces = request.access.may(Permission.SEE_SOURCES)
    context: dict[str, Any] = {
        "q": q,
        "weekly": weekly,
        "filters": {
            "diseases": diseases_of(known(q.week)),
            "levels": LEVEL_WORDS.items(),
            "kinds": KIND_WORDS.items(),
        },
        "sections": _sections(weekly, seen, q, whole=whole),
        "multiplicity": multiplicity(weekly),
        "notes": notes(weekly),
        "whole": whole,
        "nothing": not known(q.week),
        "screen": screen_table_of(weekly, seen, q.code, traces=traces),
    }
    api = f"/api/signals?{urlencode({name: value for name, value in (('week', q.code), ('disease', q.disease), ('level', LEVELS.get(q.level, ''))) if value})}"
    return shown(
        request,
        "signals/page.html",
        context,
        title=_title(q, seen),
        table=table_of(weekly, seen, q.code, traces=traces),
        api=api if whole else None,
    )


def _asked(q: Question) -> Weekly:
    return asked(signals_of, q.week, diseases=(q.disease,) if q.disease else ())


@at_start
def _first() -> None:
    """The newest week is ready before anybody asks."""
    week = asked(last_week, today())
    asked(signals_of, week, diseases=())
    known(week)


def _sections(weekly: Weekly, seen: list[Signal], q: Question, *, whole: bool) -> list[dict[str, Any]]:
    """By kind: sentences, each with its state and the way to its series, and what was tested."""
    recorded = asked(standing)
    found = []
    for kind, heading in HEADINGS.items():
        mine = [one for one in seen if one.kind == kind]
        tried = [one for one in weekly.tests if one.kind == kind] if whole else []
        if not mine and not tried:
            continue
        lines = [
            {
                "words": one.words,
                "mark": STATES[one.state][0],
                "state": STATES[one.state][1],
                "href": series_address(one, q.code),
                "act": recorded[one.subject].seq if one.subject in recorded and recorded[one.subject].body["key"] == one.key else None,
            }
            for one in mine[:MOST]
        ]  # fmt: skip
        found.append(
            {
                "kind": kind,
                "heading": heading,
                "explained": _EXPLAINED[kind],
                "count": len(mine),
                "lines": lines,
                "more": len(mine) - len(lines),
                "tests": [tests(one) for one in tried],
            }
        )
    return found


def _title(q: Question, seen: list[Signal]) -> str:
    statistic = sum(one.kind in ("statistic", "cluster") for one in seen)
    law = sum(one.kind == "law" for one in seen)
    possible = sum(one.kind == "law" and one.state == "possible" for one in seen)
    told = [f"{statistic} tín hiệu thống kê" if statistic else "không có tín hiệu thống kê"]
    if law:
        told.append(f"{law} điều kiện theo quy định" + (f" ({possible} cần điều tra thêm)" if possible else ""))
    return f"{q.week.label_vi}: {', '.join(told)}"
