"""What axe-core finds on a page by WCAG 2.2 AA, in light and in dark."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
Theme = Literal["light", "dark"]


def assert_accessible(page: Page, *themes: Theme) -> None:
    """Fails with the rule, the element and the reason of each violation; in both themes unless some are named."""
    found: list[str] = []
    for theme in themes or ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(60)  # charts take the inks of the theme
        found += [line for violation in _violations(page) for line in _told(theme, violation)]
    page.emulate_media(color_scheme="light")
    assert not found, "\n".join(found)


def _violations(page: Page) -> list[dict[str, Any]]:
    response: dict[str, Any] = Axe().run(page, options=_RULES).response
    violations: list[dict[str, Any]] = response["violations"]
    return violations


def _told(theme: str, violation: dict[str, Any]) -> list[str]:
    return [
        f"{theme}: {violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    ]
