"""A province whose ledger is filled, a department with one person a role, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive
from soyte.sample import year
from soyte.sample.counts import write_counts

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in this thread
SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="session", autouse=True)
def _access_log_may_be_emptied() -> Iterator[None]:
    """Between tests the database is emptied, which the access log refuses: its triggers are put up again afterwards."""
    from django.db import connection  # noqa: PLC0415
    from django.db.backends.base.operations import BaseDatabaseOperations  # noqa: PLC0415

    from soyte.portal.accesslog import triggers  # noqa: PLC0415 (models need Django set up)
    from soyte.portal.accesslog.chain import start  # noqa: PLC0415

    empty = BaseDatabaseOperations.execute_sql_flush

    def emptied(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
        triggers.take_down(connection)
        empty(operations, sql_list)
        triggers.put_up(connection)
        start()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", emptied)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_loaded() -> None:
    """What page folders bring along is registered before any test puts its own beside it and takes it away again."""
    from soyte.portal.jobs.finding import load_from_pages  # noqa: PLC0415 (Django must be set up)

    load_from_pages("jobs")
    load_from_pages("outbox")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation of the invented province: a year's report, its targets, tables of counts. Only to be read."""
    folder = tmp_path_factory.mktemp("province")
    ledger = Ledger.create(folder / "home", name="Sở Y tế tỉnh Sao Mai", place=year.CODE)
    (folder / "files").mkdir()
    for made in write_counts(folder / "files"):
        receive(ledger, Order(made.file, actor="test", sender="CDC tỉnh Sao Mai", mapping=made.mapping))
    receive(ledger, Order(year.report(), actor="test", sender="Sở Y tế tỉnh Sao Mai"))
    receive(ledger, Order(year.targets(), actor="test", sender="UBND tỉnh Sao Mai", targets=True))
    return folder / "home"


@pytest.fixture
def home(filled: Path, settings: Any) -> Path:
    """The portal serves the filled installation; tests only read it."""
    settings.SOYTE_HOME = filled
    return filled


@pytest.fixture
def own_home(filled: Path, settings: Any, tmp_path: Path) -> Path:
    """The portal serves a copy of its own, which a test may change."""
    folder = tmp_path / "home"
    shutil.copytree(filled, folder)
    settings.SOYTE_HOME = folder
    return folder


@pytest.fixture
def department(db: None) -> dict[str, Any]:
    """One person a role at the department, and two at the units below: `sender` at a commune, `far` at another one."""
    from soyte.portal.people.sample import sample_department  # noqa: PLC0415 (models need Django set up)

    return sample_department()


@pytest.fixture
def sign_in(department: dict[str, Any]) -> Callable[[str], Client]:
    """`sign_in("planner")`: a client of that person."""

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(department[who])
        return client

    return signed_in


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on the usual screen."""
    made = chromium.new_context(viewport=SCREEN, locale="vi-VN")  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def as_person(context: BrowserContext, live_server: Any, department: dict[str, Any]) -> Callable[[str, str], Page]:
    """`as_person("planner", "/chi-tieu/")`: a page opened by that person. A fault in the browser's console fails the test."""

    def opened(who: str, path: str = "/") -> Page:
        client = Client()
        client.force_login(department[who])
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: pytest.fail(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        page.goto(f"{live_server.url}{path}")
        return page

    return opened
