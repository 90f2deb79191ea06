"""What every answer carries, what no page may hold, how much may be sent."""

from __future__ import annotations

import os
import re
import runpy
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import get_resolver

from repository import ROOT
from soyte.portal.accesslog.models import Line
from soyte.portal.pages.shapes.jobs import SEEN
from soyte.portal.shell import pages
from soyte.portal.shell.roles import ROLES
from soyte.portal.shell.tables import Column, Table, csv_of
from soyte.portal.uploads.keeping import safe_name

SignIn = Callable[[str], Client]
SETTINGS = ROOT / "src/soyte/portal/settings.py"


def settings_of(tmp_path: Path, **said: str) -> dict[str, Any]:
    """The settings that an installation with this environment would have."""
    with patch.dict(os.environ, {"SOYTE_HOME": str(tmp_path), "SOYTE_PORTAL_SECRET": "x" * 50, **said}):
        return runpy.run_path(str(SETTINGS))


def test_an_answer_tells_the_browser_what_it_may_do(home: Path, sign_in: SignIn) -> None:
    headers = sign_in("planner").get("/tai-khoan/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers


@pytest.mark.parametrize("path", ["/tai-khoan/", "/", "/api/places"])
def test_what_somebody_sees_is_kept_by_no_cache(home: Path, sign_in: SignIn, path: str) -> None:
    assert "no-store" in sign_in("planner").get(path).headers["Cache-Control"]


def test_signing_out_clears_what_the_browser_kept(home: Path, sign_in: SignIn) -> None:
    assert "storage" in sign_in("planner").post("/dang-xuat/").headers["Clear-Site-Data"]


def test_with_https_cookies_belong_to_this_host_alone_and_browsers_stay_with_https(tmp_path: Path) -> None:
    made = settings_of(tmp_path, SOYTE_PORTAL_URL="https://soyte.saomai.example")
    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert made["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert made["SESSION_COOKIE_SECURE"] and made["CSRF_COOKIE_SECURE"]
    assert made["SESSION_COOKIE_HTTPONLY"] and made["CSRF_COOKIE_HTTPONLY"]
    assert made["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert made["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert made["SECURE_HSTS_INCLUDE_SUBDOMAINS"]


def test_what_is_safe_is_what_one_gets_without_saying_anything(tmp_path: Path) -> None:
    made = settings_of(tmp_path)
    assert made["DEBUG"] is False
    assert made["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert made["SECOND_FACTOR_ROLES"] == {"leader", "admin"}
    assert (made["SESSION_IDLE"], made["SESSION_COOKIE_AGE"]) == (3600, 36_000)
    assert made["SECURE_PROXY_SSL_HEADER"] is None
    assert made["OIDC"] == ""
    assert made["ALLOWED_HOSTS"] == ["localhost"]


def test_an_address_that_is_not_ours_is_not_answered(home: Path, client: Client, db: None) -> None:
    assert client.get("/dang-nhap/", headers={"host": "evil.example"}).status_code == 400


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    with patch.dict(os.environ, {"SOYTE_HOME": str(tmp_path)}):
        os.environ.pop("SOYTE_PORTAL_SECRET", None)
        first, second = (runpy.run_path(str(SETTINGS))["SECRET_KEY"] for _ in range(2))
    assert first == second
    assert len(first) > 60
    assert (tmp_path / "portal" / "secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("signed_in", "size", "status"), [(False, 2, 413), (True, 2, 302), (True, 300, 413)])
def test_how_much_may_be_sent_is_known_before_it_is_read(
    home: Path, sign_in: SignIn, client: Client, db: None, signed_in: bool, size: int, status: int
) -> None:
    sender = sign_in("planner") if signed_in else client
    said: dict[str, Any] = {} if status == 302 else {"CONTENT_LENGTH": size * 1024**2}
    body = b"x" * (size * 1024**2 if status == 302 else 10)
    answer = sender.post("/tai-khoan/phien/", body, content_type="application/x-www-form-urlencoded", **said)
    assert answer.status_code == status
    assert status != 413 or "MB" in answer.content.decode()


def test_whoever_is_kept_out_leaves_a_line(home: Path, sign_in: SignIn) -> None:
    sign_in("viewer").get("/quan-tri/nguoi-dung/")
    sign_in("viewer").get("/api/submissions")
    assert list(Line.objects.filter(action="bị từ chối").order_by("seq").values_list("actor", "what")) == [
        ("viewer", "GET /quan-tri/nguoi-dung/"),
        ("viewer", "GET /api/submissions"),
    ]


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example/",
        "https://evil.example/",
        "http://testserver//evil.example/",
        r"http://testserver/\\evil.example/",
    ],
)
def test_after_signing_in_nobody_is_sent_to_another_site(home: Path, sign_in: SignIn, onward: str) -> None:
    answer = sign_in("planner").get("/dang-nhap/", {"next": onward})
    assert answer.status_code == 302
    assert re.match(r"/(?![/\\])", answer.headers["Location"])


def test_what_a_library_says_of_a_failure_is_for_the_log(home: Path, sign_in: SignIn) -> None:
    client = sign_in("planner")
    client.raise_request_exception = False
    with patch("soyte.portal.pages.account.views.living", side_effect=KeyError("/srv/soyte/vault/keys.json")):
        answer = client.get("/tai-khoan/")
    assert answer.status_code == 500
    assert "Hãy thử lại" in answer.content.decode()
    assert "keys.json" not in answer.content.decode() and "KeyError" not in answer.content.decode()


def test_a_public_page_that_bears_the_name_of_whoever_is_signed_in_is_kept_by_no_cache(
    home: Path, sign_in: SignIn, client: Client
) -> None:
    assert "public" in client.get("/cong-khai/").headers["Cache-Control"]
    assert sign_in("planner").get("/cong-khai/").headers["Cache-Control"] == "no-store"


def test_no_file_that_is_sent_takes_the_place_of_one_of_ours() -> None:
    assert safe_name(SEEN) != SEEN


def test_a_table_with_the_name_of_an_owner_at_its_head_is_no_formula_in_a_spreadsheet() -> None:
    saved = csv_of(Table([Column("=cmd|'/c calc'!A0", "number")], [[1]]))
    assert saved.decode("utf-8-sig").startswith("'=cmd")


class Inline(HTMLParser):
    """Collects what a policy without `unsafe-inline` would not run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        data = said.get("type") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and "src" not in said and not data):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or re.match(r"on[a-z]+$", name) or name.startswith("hx-on"):
                self.found.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction") and re.match(r"\s*javascript:", value or "", re.I):
                self.found.append(f"<{tag} {name}={value}>")
            if name in ("src", "href") and tag in ("script", "link", "img") and re.match(r"(https?:)?//", value or ""):
                self.found.append(f"<{tag} {name}={value}>: from elsewhere")


@pytest.mark.slow
def test_no_page_holds_scripts_styles_or_handlers_of_its_own(
    home: Path, sign_in: SignIn, department: dict[str, Any], client: Client
) -> None:
    from soyte.portal.people.models import Membership, Unit  # noqa: PLC0415

    top = Unit.objects.get(parent=None)
    for role in ROLES:
        Membership.objects.get_or_create(user=department["leader"], unit=top, role=role)
    get_resolver("soyte.portal.urls").url_patterns  # noqa: B018 (loads all pages)
    paths = ["/" + re.sub(r"<int:\w+>", "1", one.path) for one in pages.PAGES.values()]
    paths = [re.sub(r"<str:code>", "dengue_cases", path) for path in paths]
    wrong = {}
    for path in [path for path in paths if "<" not in path]:
        for asking in (client, sign_in("leader")):
            answer = asking.get(path)
            if "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
                seen = Inline()
                seen.feed(answer.content.decode())
                if seen.found:
                    wrong[path] = seen.found[:3]
    assert wrong == {}


def test_templates_say_nothing_that_is_not_escaped() -> None:
    marked = [
        f"{file.relative_to(ROOT)}: {found}"
        for file in (ROOT / "src/soyte/portal").rglob("*.html")
        for found in re.findall(r"\|safe\b|autoescape off|hx-on|<script(?![^>]*(?:src|json))", file.read_text("utf-8"))
    ]
    assert marked == []
