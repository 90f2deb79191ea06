"""What a director looks at first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page


def test_whoever_is_not_signed_in_is_asked_to_sign_in(home: Path, client: Client, db: None) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/dang-nhap/?next=/")


def test_the_overview_opens(home: Path, sign_in: Callable[[str], Client]) -> None:
    assert "Tổng quan" in sign_in("leader").get("/").content.decode()


@pytest.mark.slow
def test_the_overview_opens_in_a_browser(home: Path, as_person: Callable[..., Page]) -> None:
    page = as_person("leader", "/")
    assert page.title().startswith("Tổng quan")
