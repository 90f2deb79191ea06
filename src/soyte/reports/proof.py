"""A back-test as a page of its own: the table, what counts as an outbreak, and small multiples of the first detector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np

from soyte.reports.charts import render
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.surveillance.small import Found, back_test_multiples
from soyte.surveillance.proof.back_test import Tested
from soyte.surveillance.proof.outbreaks import Definition, Outbreaks
from soyte.surveillance.proof.panel import Panel
from soyte.surveillance.proof.scores import score
from soyte.surveillance.proof.tables import printed_cells

_MOST = 60  # panels of a picture: more of them cannot be read
_STYLE = (
    "body{font:15px/1.5 'Be Vietnam Pro','Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;margin:1.5rem auto;max-width:84rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{border-bottom:1px solid #b9c3c6;padding:.25rem .5rem;"
    "text-align:left;vertical-align:top}td.so{text-align:right}svg{max-width:100%;height:auto}@media print{body{margin:0}}"
)


def page(
    panel: Panel,
    tested: Tested,
    truth: Mapping[str, Outbreaks],
    rows: Sequence[dict[str, Any]],
    definitions: Sequence[Definition],
) -> str:
    """HTML that needs nothing from elsewhere."""
    heads, *lines = printed_cells(rows)
    table = "".join(
        "<tr>"
        + "".join(
            f"<td{'' if isinstance(rows[n][head], str) else ' class=so'}>{escape(cell)}</td>"
            for head, cell in zip(heads, line, strict=True)
        )
        + "</tr>"
        for n, line in enumerate(lines)
    )
    what = "".join(f"<li><b>{escape(one.name)}</b>: {escape(one.words)}.</li>" for one in definitions)
    picture = render.svg(small_multiples(panel, tested, truth[definitions[0].name], definitions[0].name))
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Kiểm chứng phát hiện dịch</title><style>{_STYLE}</style>'
        f"<h1>Kiểm chứng các phương pháp phát hiện dịch</h1><p>{len(panel.counts)} chuỗi, {panel.counts.shape[1]} kỳ từ năm {panel.year}. "
        f"Đợt dịch không được ghi sẵn mà nhận ra từ toàn bộ diễn biến, kể cả các năm sau:</p><ul>{what}</ul>"
        f"<table><thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr></thead><tbody>{table}</tbody></table>{picture}</html>\n"
    )


def small_multiples(panel: Panel, tested: Tested, found: Outbreaks, definition: str, *, most: int = _MOST) -> Chart:
    """The series with the most outbreaks of a definition, a panel each. Where there are more than `most` the subtitle's title says so."""
    order = np.argsort(-np.bincount(found.row, minlength=len(panel.counts)), kind="stable")[:most]
    panels = [_panel(panel, tested, found, int(number)) for number in sorted(order)]
    whole = score(tested.alarms, found, panel.frequency, tested.since)
    part = (
        f", {len(panels)} trong {len(panel.counts)} chuỗi có nhiều đợt nhất" if len(panels) < len(panel.counts) else ""
    )
    title = (
        f"{tested.contender.name}: phát hiện {whole.found}/{whole.outbreaks} đợt dịch (định nghĩa “{definition}”){part}"
    )
    return back_test_multiples(panels, title, panel.year, panel.frequency)


def _panel(panel: Panel, tested: Tested, found: Outbreaks, number: int) -> Found:
    mine = (found.row == number) & (found.first >= tested.since)
    spans = [(int(a), int(b)) for a, b in zip(found.first[mine], found.last[mine], strict=True)]
    alarms = np.flatnonzero(tested.alarms.alarm[number])
    near = np.zeros(panel.counts.shape[1], dtype=np.bool_)
    for first, last in zip(found.first[found.row == number], found.last[found.row == number], strict=True):
        near[max(0, first - 1) : last + 2] = True
    caught = sum(bool(tested.alarms.alarm[number, first : last + 1].any()) for first, last in spans)
    wrong = tuple(int(one) for one in alarms if not near[one])
    counts = tuple(None if np.isnan(one) else float(one) for one in panel.counts[number])
    words = f"{caught}/{len(spans)} đợt, {len(wrong)} cảnh báo ngoài đợt"
    name = f"{panel.diseases[number]}, {panel.places[number]}"
    return Found(name, counts, tuple(int(one) for one in alarms), wrong, tuple(spans), tested.since, words)
