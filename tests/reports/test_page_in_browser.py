"""The page in a browser: filters, keys and addresses, as a person at the keyboard meets them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest
from audited_examples import year_report
from lxml.html import HtmlElement

from soyte.reports.audit.render_html import render_html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=1366,768"),
    *("--virtual-time-budget=3000", "--dump-dom"),
]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="cần trình duyệt Chromium")]

# Keys are pressed by a script of the test, which the page's own policy would not let run.
PRESS = """<script>
const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
%s
document.documentElement.dataset.focus = document.activeElement.id || document.activeElement.className;
document.documentElement.dataset.hash = location.hash;
</script></body>"""


def visit(folder: Path, actions: str = "", address: str = "") -> HtmlElement:
    page = re.sub(r"<meta http-equiv.*?>", "", render_html([year_report()])).replace("</body>", PRESS % actions)
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", path.as_uri() + address]
    shown = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    return lxml.html.document_fromstring(shown)


def opened(page: HtmlElement) -> list[str]:
    return [item.get("id") for item in page.find_class("on")]


def test_n_and_p_walk_through_the_findings_and_the_address_remembers(tmp_path: Path) -> None:
    page = visit(tmp_path, 'press("n"); press("n"); press("n"); press("p");')
    assert opened(page) == ["v1f2"]
    assert (page.get("data-focus"), page.get("data-hash")) == ("v1f2", "#o=v1f2")
    assert [figure.text for figure in page.find_class("use")] == ["312", "47", "275"]


def test_a_click_on_a_figure_opens_its_arithmetic_and_escape_comes_back(tmp_path: Path) -> None:
    page = visit(tmp_path, 'document.querySelector("a.fig.wrong").click();')
    assert opened(page) == ["v1f1"]
    page = visit(tmp_path, 'document.querySelector("a.fig.wrong").click(); press("Escape");')
    assert opened(page) == []
    assert page.get("data-focus") == page.xpath('//a[@class="fig wrong"]/@id')[0]


def test_a_click_on_a_figure_that_holds_opens_the_closed_list(tmp_path: Path) -> None:
    page = visit(tmp_path, 'document.querySelector("article a.fig.ok").click();')
    assert len(opened(page)) == 1
    assert page.xpath('//details[contains(@class, "ok")]/@open') == [""]


def test_a_filter_is_kept_in_the_address(tmp_path: Path) -> None:
    page = visit(tmp_path, 'document.getElementById("loc-wrong").click();')
    assert page.get("data-hash") == "#loc=sai"
    page = visit(tmp_path, 'document.title = document.querySelector("input:checked").value;', "#loc=xem-lai&o=v1f7")
    assert page.findtext(".//title") == "xem-lai"
    assert opened(page) == ["v1f7"]


def test_a_filter_hides_the_other_findings(tmp_path: Path) -> None:
    seen = "[...document.querySelectorAll('li.item')].filter(i => i.getClientRects().length).map(i => i.id).join()"
    page = visit(tmp_path, f"document.title = {seen};", "#loc=sai")
    assert page.findtext(".//title") == "v1f1,v1f2,v1f3,v1f4,v1f5"
