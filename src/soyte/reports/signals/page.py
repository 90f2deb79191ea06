"""The pictures of a series as one page to read and print; nothing is loaded from elsewhere."""

from __future__ import annotations

from jinja2 import Environment

from soyte.reports.charts import render
from soyte.reports.signals.drawn import Drawn

_PAGE = """\
<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ made.curve.title }}</title>
<style>
body{font:16px/1.5 "Be Vietnam Pro",sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
figure{margin:1.5rem 0;break-inside:avoid}svg{max-width:100%;height:auto}small{color:#444}
@media print{body{margin:0;font-size:11pt}}
</style></head><body>
<h1>Chuỗi số ca {{ made.numbers.disease_name }}, {{ made.numbers.place_name }}</h1>
{% for chart, picture in pictures %}<figure aria-label="{{ chart.told or chart.title }}">{{ picture|safe }}</figure>
{% endfor %}
{% if made.map and made.without %}<p><small>{{ made.without }} nơi chưa có ranh giới trong kho nên bản đồ vẽ chúng thành ô theo thứ tự, không theo
vị trí; nhận ranh giới bằng lệnh soyte places import-boundaries hoặc trang Ranh giới bản đồ của cổng.</small></p>{% endif %}
<p><small>Nguồn: {{ made.numbers.source.words }}. Tín hiệu thống kê không phải là kết luận có dịch.</small></p>
</body></html>
"""


def as_page(made: Drawn) -> str:
    """The page; whatever stands in names is escaped."""
    charts = [one for one in (made.curve, made.channel, made.map, made.heat) if one is not None]
    pictures = [(one, render.svg(one)) for one in charts]
    return Environment(autoescape=True, trim_blocks=True).from_string(_PAGE).render(made=made, pictures=pictures)
