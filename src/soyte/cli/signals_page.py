"""Signals of a week as one page to read and print; nothing is loaded from elsewhere."""

from __future__ import annotations

from jinja2 import Environment

from soyte.surveillance.signals.model import LEVEL_VI, Weekly
from soyte.surveillance.signals.summary import HEADINGS, multiplicity, notes, tests
from soyte.surveillance.signals.words import number

_PAGE = """\
<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tín hiệu {{ week.label_vi }}</title>
<style>
body{font:16px/1.5 "Be Vietnam Pro",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #bbb;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}small{color:#444}@media print{body{margin:0;font-size:11pt}}
</style></head><body>
<h1>Tín hiệu {{ week.phrase_vi }} ({{ week.start.strftime('%d/%m') }}–{{ week.end.strftime('%d/%m/%Y') }})</h1>
<p>Tính sau lần ghi nhận số {{ as_of }}. {{ multiplicity }}</p>
{% for kind, heading in headings.items() %}{% set some = signals(kind) %}{% set tried = tests_of(kind) %}
{% if some or tried %}<h2>{{ heading }}: {{ some|length }}</h2>{% endif %}
{% if some %}<table><thead><tr><th>Nơi</th><th>Bệnh</th><th class="n">Số ca</th><th class="n">Dự kiến</th><th class="n">Mức</th>
<th>Nội dung</th></tr></thead><tbody>
{% for one in some %}<tr><td>{{ one.place_name }} <small>({{ levels[one.level] }})</small></td><td>{{ one.disease_name }}</td>
<td class="n">{{ number(one.count) }}</td><td class="n">{{ number(one.expected) if one.expected is not none else '' }}</td>
<td class="n">{{ number(one.bound) if one.bound is not none else '' }}</td><td>{{ one.words }}
{% if one.figure %}<br><small>{{ one.figure }}</small>{% elif one.rows %}<br><small>{{ one.rows|length }} hồ sơ</small>{% endif %}</td></tr>
{% endfor %}</tbody></table>{% endif %}
{% if tried %}<ul>{% for one in tried %}<li><small>{{ told(one) }}</small></li>{% endfor %}</ul>{% endif %}
{% endfor %}
{% for one in notes %}<p><small>{{ one }}</small></p>{% endfor %}
{% for one in warnings %}<p>Lưu ý: {{ one }}</p>{% endfor %}
</body></html>
"""


def as_page(weekly: Weekly) -> str:
    """The page; whatever stands in names is escaped."""
    page = Environment(autoescape=True, trim_blocks=True).from_string(_PAGE)
    return page.render(
        week=weekly.week,
        as_of=weekly.as_of,
        headings=HEADINGS,
        levels=LEVEL_VI,
        signals=weekly.of,
        tests_of=lambda kind: [one for one in weekly.tests if one.kind == kind],
        told=tests,
        multiplicity=multiplicity(weekly),
        notes=notes(weekly),
        warnings=weekly.warnings,
        number=number,
    )
