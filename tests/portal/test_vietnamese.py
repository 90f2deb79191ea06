"""No English sentence reaches whoever signs in, whatever they do wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import gettext

from soyte.portal import messages
from soyte.portal.people.links import Kind, make_link
from soyte.portal.people.sample import PASSWORD

PO = messages.FOLDER / "vi" / "LC_MESSAGES" / "django.po"
# Words that no Vietnamese sentence holds.
ENGLISH = re.compile(
    r"\b(the|this|that|is|are|was|your|you|must|please|enter|field|required|password|invalid|valid|choice|try|again"
    r"|account|too|many|attempts|forbidden|error|character|characters|not|with)\b",
    re.IGNORECASE,
)


def words_of(page: str) -> str:
    """What a reader sees of a page."""
    body = re.sub(r"<(script|style|code)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def english_in(page: str) -> list[str]:
    seen = words_of(page).replace("Google Authenticator, Microsoft Authenticator", "")
    return [match.group() for match in ENGLISH.finditer(seen)]


def test_the_compiled_translations_are_those_of_the_source() -> None:
    assert PO.with_suffix(".mo").read_bytes() == messages.compiled(PO.read_text("utf-8")), (
        "run python -m soyte.portal.messages"
    )


def test_every_translation_is_found_and_keeps_its_places_for_values() -> None:
    for key, words in messages.entries(PO.read_text("utf-8")).items():
        if key and "\0" not in key:
            assert gettext(key) == words
            assert set(re.findall(r"%\(\w+\)s", key)) >= set(re.findall(r"%\(\w+\)s", words))


STEPS: dict[str, Callable[[Client, Any], Any]] = {
    "the form": lambda client, _: client.get("/dang-nhap/"),
    "nothing typed": lambda client, _: client.post("/dang-nhap/", {}),
    "wrong password": lambda client, _: client.post("/dang-nhap/", {"username": "planner", "password": "x"}),
    "locked out": lambda client, _: [
        client.post("/dang-nhap/", {"username": "planner", "password": "x"}) for _ in range(6)
    ][-1],
    "a name too long": lambda client, _: client.post("/dang-nhap/", {"username": "a" * 99, "password": "x\0"}),
    "forgotten": lambda client, _: client.get("/quen-mat-khau/"),
    "a link that is over": lambda client, _: client.get("/dat-mat-khau/nothing/"),
    "invitation": lambda client, people: client.get(_link(people)),
    "nothing typed into the invitation": lambda client, people: client.post(_link(people), {}),
    "short password": lambda client, people: client.post(_link(people), {"password": "a1", "again": "a"}),
    "common password": lambda client, people: client.post(_link(people), {"password": "password1234"}),
    "no permission": lambda client, people: _as(client, people, "viewer").get("/quan-tri/nguoi-dung/"),
    "a form with too many fields": lambda client, _: client.post(
        "/dang-nhap/", "&".join(f"a{number}=1" for number in range(3000)), "application/x-www-form-urlencoded"
    ),
    "a form from elsewhere": lambda *_: Client(enforce_csrf_checks=True).post("/dang-nhap/", {}),
    "no such page": lambda client, _: client.get("/khong-co/"),
    "second factor": lambda client, people: _as(client, people, "planner").get("/tai-khoan/xac-thuc-hai-lop/"),
    "wrong code": lambda client, people: _as(client, people, "planner").post(
        "/tai-khoan/xac-thuc-hai-lop/", {"code": "12345678901"}
    ),
    "account": lambda client, people: _as(client, people, "planner").get("/tai-khoan/"),
    "new password": lambda client, people: _as(client, people, "planner").post(
        "/tai-khoan/mat-khau/", {"present": PASSWORD, "password": "1", "again": "2"}
    ),
    "a token for nothing": lambda client, people: _as(client, people, "planner").post(
        "/quan-tri/ma-truy-cap/", {"viec": "lap", "days": "7", "scopes": "NONSENSE"}
    ),
    "an invitation without anything": lambda client, people: _as(client, people, "admin").post(
        "/quan-tri/nguoi-dung/moi/", {"unit": "x", "role": "king", "email": "x"}
    ),
    "a unit without a name": lambda client, people: _as(client, people, "admin").post(
        "/quan-tri/don-vi/moi/", {"parent": "x"}
    ),
}


def _as(client: Client, people: Any, who: str) -> Client:
    client.force_login(people[who])
    return client


def _link(people: Any) -> str:
    return f"/dat-mat-khau/{make_link(people['planner'], Kind.INVITE, 'admin')}/"


@pytest.mark.parametrize("step", STEPS)
def test_no_english_is_said(home: Path, client: Client, department: Any, step: str) -> None:
    page = STEPS[step](client, department).content.decode()
    assert "<h1>" in page
    assert english_in(page) == []


def test_rules_of_passwords_are_told_in_vietnamese(db: None) -> None:
    for password in ("a", "password", "12345678901234"):
        with pytest.raises(ValidationError) as refused:
            validate_password(password)
        assert english_in(" ".join(refused.value.messages)) == []
    assert english_in(" ".join(password_validators_help_texts())) == []
