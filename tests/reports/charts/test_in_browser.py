"""Charts in a real browser, under a policy that allows neither inline scripts and styles nor eval."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import urlparse

import pytest
from chart_examples import examples
from playwright.sync_api import Browser, Page, Route, expect

import soyte.portal
from soyte.reports.charts import render
from soyte.reports.charts.bundle import NAME, bundle, write_bundle
from soyte.reports.charts.palette import DARK, LIGHT

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
STATIC = Path(soyte.portal.__file__).parent / "static"
CHARTS = examples()
UNDRAWN = "figure:not([data-chart=drawn]):not([data-chart=failed])"
pytestmark = pytest.mark.slow


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


def figure(kind: str) -> str:
    return (
        f'<figure data-chart data-svg="/{kind}.svg" data-alt="{html.escape(CHARTS[kind].title)}">'
        f'<script type="application/json">{render.json(CHARTS[kind])}</script></figure>'
    )


def answered(route: Route, theme: str, without: str) -> None:
    path = urlparse(route.request.url).path
    scripts = f'<script src="/{NAME}" defer></script><script src="/charts.js" defer></script>'
    page = f'<!doctype html><html lang="vi" data-theme="{theme}"><meta charset="utf-8"><title>t</title>{scripts}'
    bodies = {
        "/": ("text/html", f'{page}<link rel="stylesheet" href="/charts.css"><body>{"".join(map(figure, CHARTS))}'),
        f"/{NAME}": ("text/javascript", "" if without == NAME else bundle()),
        "/charts.js": ("text/javascript", (STATIC / "js" / "charts.js").read_text(encoding="utf-8")),
        "/charts.css": ("text/css", (STATIC / "css" / "charts.css").read_text(encoding="utf-8")),
    }
    kind, body = bodies.get(path, ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'))
    headers = {"content-type": f"{kind}; charset=utf-8", "content-security-policy": POLICY}
    route.fulfill(body=body, headers=headers)


def opened(browser: Browser, theme: str = "light", width: int = 1366, without: str = "") -> tuple[Page, list[str]]:
    """The page with every chart, and what the browser complained of."""
    page = browser.new_page(viewport={"width": width, "height": 768})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/*", lambda route: answered(route, theme, without))
    page.goto("http://charts.test/")
    # Waited for by locators: a function of the page that has to be asked again is eval, which the policy forbids.
    expect(page.locator(UNDRAWN)).to_have_count(0, timeout=30_000)
    return page, said


def attribute(page: Page, name: str) -> set[str]:
    found = page.evaluate(f"[...document.querySelectorAll('svg [{name}]')].map(one => one.getAttribute('{name}'))")
    return set(found)


@pytest.mark.parametrize("width", [1366, 390])
def test_every_chart_is_drawn_without_a_complaint_and_within_the_screen(browser: Browser, width: int) -> None:
    page, said = opened(browser, width=width)
    assert said == []
    assert page.locator('figure[data-chart="drawn"] svg').count() == len(CHARTS)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    names = page.evaluate("[...document.querySelectorAll('figure svg')].map(one => one.getAttribute('aria-label'))")
    assert names == [f"{chart.title}. {chart.told}" for chart in CHARTS.values()]
    page.close()


def test_the_policy_holds_so_that_the_others_prove_something(browser: Browser) -> None:
    page, said = opened(browser)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("{ const one = document.createElement('script'); one.textContent = '1'; document.body.append(one); }")
    page.evaluate("setTimeout('1')")
    page.wait_for_timeout(100)
    assert len(said) == 3, said
    page.close()


def test_a_mark_tells_its_figure_under_the_pointer(browser: Browser) -> None:
    page, said = opened(browser)
    page.locator("figure svg .mark-symbol path").first.hover()
    page.wait_for_selector("#chart-tip.visible")
    assert "xã Sao Hôm, Năm 2020: 88%" in page.locator("#chart-tip").inner_text()
    assert said == []
    page.close()


def test_charts_take_the_inks_of_the_theme_and_are_printed_on_white(browser: Browser) -> None:
    page, said = opened(browser, "dark")
    assert DARK.accent in attribute(page, "fill")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert LIGHT.accent in attribute(page, "fill")
    assert not set(DARK.inks.values()) & (attribute(page, "fill") | attribute(page, "stroke"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert DARK.accent in attribute(page, "fill")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    expect(page.locator(f'svg [fill="{DARK.accent}"]')).to_have_count(0, timeout=30_000)
    assert said == []
    page.close()


def test_charts_that_arrive_later_are_drawn_too(browser: Browser) -> None:
    page, said = opened(browser)
    page.evaluate(
        """figure => {
            const main = document.createElement("main");
            main.innerHTML = figure;
            document.body.append(main);
            main.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: main } }));
        }""",
        figure("bars"),
    )
    page.wait_for_selector('main figure[data-chart="drawn"] svg')
    assert said == []
    page.close()


def test_without_the_script_of_vega_the_picture_of_the_server_stands_there(browser: Browser) -> None:
    page, _ = opened(browser, without=NAME)
    pictures = page.locator('figure[data-chart="failed"] img')
    assert pictures.count() == len(CHARTS)
    assert pictures.first.get_attribute("alt") == CHARTS["over_time"].title
    page.close()


def test_the_script_is_written_once(tmp_path: Path) -> None:
    path = write_bundle(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\nkept", encoding="utf-8")
    assert write_bundle(tmp_path).read_text(encoding="utf-8").endswith("kept")
    path.write_text("// soyte charts of another version", encoding="utf-8")
    assert write_bundle(tmp_path).read_text(encoding="utf-8") == bundle()
