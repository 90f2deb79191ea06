"""What is published is seen by anybody, small counts hidden; what is not, by nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import assert_accessible
from django.test import Client
from playwright.sync_api import Page

from soyte.catalogue.disclosure import disclosure_rule
from soyte.portal.outbox import deliver_pending
from soyte.portal.shell.book import today

SignIn = Callable[[str], Client]
CODE = "dengue_cases"
CHOICE = {"chi-tieu": CODE, "cong-khai": "1", "ly-do": "Theo kế hoạch truyền thông"}


def publish(sign_in: SignIn, **changed: str) -> None:
    sign_in("planner").post("/chon-cong-khai/", {**CHOICE, **changed})
    deliver_pending()


@pytest.mark.django_db(transaction=True)
def test_a_published_indicator_is_open_until_it_is_taken_back(own_home: Path, sign_in: SignIn, client: Client) -> None:
    assert client.get(f"/cong-khai/{CODE}/").status_code == 404
    publish(sign_in)
    page = client.get(f"/cong-khai/{CODE}/")
    assert "Số ca mắc sốt xuất huyết" in page.content.decode()
    assert not page.cookies
    publish(sign_in, **{"cong-khai": "0"})
    assert client.get(f"/cong-khai/{CODE}/").status_code == 404
    assert client.get(f"/api/public/indicators/{CODE}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_no_small_count_is_in_any_form_of_it(own_home: Path, sign_in: SignIn, client: Client) -> None:
    publish(sign_in)
    rows = json.loads(client.get(f"/cong-khai/{CODE}/?du-lieu=json").content)["rows"]
    assert rows == client.get(f"/api/public/indicators/{CODE}").json()["rows"]
    assert [one for one in rows if one["value"] is not None and 0 < float(one["value"]) < 5] == []
    assert all(one["value"] is None for one in rows if one["state"] == "hidden")


def test_the_pages_name_the_threshold_that_is_in_force(home: Path, sign_in: SignIn, client: Client) -> None:
    told = f"nhỏ hơn {disclosure_rule(today()).least} được ẩn"
    assert told in client.get("/cong-khai/").content.decode()
    assert told in sign_in("planner").get("/chon-cong-khai/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_only_those_who_may_choose_what_is_published(own_home: Path, sign_in: SignIn) -> None:
    assert sign_in("viewer").post("/chon-cong-khai/", CHOICE).status_code == 403
    assert sign_in("planner").post("/chon-cong-khai/", {**CHOICE, "ly-do": ""}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_other_sites_may_show_the_chart_in_a_frame_and_nothing_else(
    own_home: Path, sign_in: SignIn, client: Client
) -> None:
    publish(sign_in)
    inside, whole = client.get(f"/cong-khai/{CODE}/nhung/"), client.get(f"/cong-khai/{CODE}/")
    assert "frame-ancestors *" in inside.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in inside.headers
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_planner_publishes_and_a_citizen_reads(own_home: Path, as_person: Callable[..., Page]) -> None:
    page = as_person("planner", "/chon-cong-khai/")
    row = page.get_by_role("row").filter(has_text="Số ca mắc sốt xuất huyết").first
    row.get_by_role("textbox").fill("Theo kế hoạch truyền thông")
    row.get_by_role("button").click()
    page.wait_for_selector(".message")
    assert "Đã công khai" in page.inner_text(".message")
    assert_accessible(page)
    page.context.clear_cookies()
    page.goto(page.url.replace("chon-cong-khai", "cong-khai"))
    page.get_by_role("link", name="Số ca mắc sốt xuất huyết").first.click()
    page.wait_for_selector("figure svg")
    assert_accessible(page)
