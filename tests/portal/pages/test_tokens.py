"""Tokens of the API: never more than their holder may, for a time, revocable."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.ledger import clock
from soyte.portal.people.models import ApiToken, Membership, User
from soyte.portal.people.tokens import allowable, holder_of, make_token
from soyte.portal.shell.access import access_of
from soyte.portal.shell.permissions import Permission as P

SignIn = Callable[[str], Client]
PAGE = "/quan-tri/ma-truy-cap/"


def make(client: Client, *scopes: str) -> str:
    said = {"viec": "lap", "name": "kho dùng chung", "days": "30", "scopes": list(scopes)}
    page = client.post(PAGE, said).content.decode()
    shown = re.search(r"soyte_[0-9a-f]{8}_[\w-]+", page)
    return shown[0] if shown else ""


def call(token: str, path: str = "/api/figures?indicator=dengue_cases&period=2024") -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {token}"})


def test_a_token_is_shown_once_and_not_readable_in_the_database(home: Path, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    token = make(planner, "SEE_FIGURES")
    assert token
    assert token not in planner.get(PAGE).content.decode()
    assert token.split("_", 2)[2] not in str(ApiToken.objects.values())


def test_a_token_opens_what_its_scopes_say_and_nothing_else(home: Path, sign_in: SignIn) -> None:
    token = make(sign_in("planner"), "SEE_FIGURES")
    assert call(token).status_code == 200
    assert call(token, "/api/submissions").status_code == 403  # its holder may, the token may not


def test_a_token_is_no_way_into_the_pages(home: Path, sign_in: SignIn) -> None:
    assert call(make(sign_in("planner"), "SEE_FIGURES"), "/").status_code == 302


@pytest.mark.parametrize("scope", ["APPROVE_TARGETS", "MANAGE_PEOPLE", "HOLD_TOKENS", "NONSENSE"])
def test_nobody_gives_a_token_what_they_lack(home: Path, sign_in: SignIn, scope: str) -> None:
    assert make(sign_in("planner"), "SEE_FIGURES", scope) == ""
    assert not ApiToken.objects.exists()


def test_a_token_loses_what_its_holder_loses(home: Path, department: dict[str, User]) -> None:
    planner = department["planner"]
    _, text = make_token(planner, "kho", [P.SEE_FIGURES, P.ENTER_TARGETS], 30)
    held = holder_of(text)
    assert held is not None
    assert held[1].may(P.ENTER_TARGETS)
    assert not held[1].may(P.SETTLE_OWNERS)
    Membership.objects.filter(user=planner).update(role="viewer")
    held = holder_of(text)
    assert held is not None
    assert not held[1].may(P.ENTER_TARGETS)


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": clock.now() - timedelta(seconds=1)},
        {"revoked_at": clock.now()},
        {"hashed": "0" * 64},
    ],
)
def test_a_token_that_is_over_revoked_or_wrong_is_refused(
    home: Path, department: dict[str, User], change: dict[str, Any]
) -> None:
    _, text = make_token(department["planner"], "kho", [P.SEE_FIGURES], 30)
    ApiToken.objects.update(**change)
    assert call(text).status_code == 401


def test_the_last_use_is_kept(home: Path, department: dict[str, User]) -> None:
    _, text = make_token(department["planner"], "kho", [P.SEE_FIGURES], 30)
    holder_of(text)
    assert ApiToken.objects.get().used_at is not None


def test_one_revokes_ones_own_and_an_auditor_everybodys(home: Path, sign_in: SignIn) -> None:
    planner, data, auditor = sign_in("planner"), sign_in("data"), sign_in("auditor")
    make(planner, "SEE_FIGURES")
    number = str(ApiToken.objects.get().pk)
    assert data.post(PAGE, {"viec": "thu", "ma": number}).status_code == 404
    assert "Trần Văn Kế Hoạch" in auditor.get(PAGE).content.decode()
    auditor.post(PAGE, {"viec": "thu", "ma": number})
    assert not ApiToken.objects.get().works


def test_no_token_moves_people_or_makes_tokens(home: Path, department: dict[str, User]) -> None:
    allowed = allowable(access_of(department["admin"]))
    assert {P.MANAGE_PEOPLE, P.HOLD_TOKENS, P.MANAGE_TOKENS, P.KEEP_BACKUPS} & set(allowed) == set()
