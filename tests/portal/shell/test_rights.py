"""Every address × method × role × unit, walked and compared with the table that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from repository import ROOT
from soyte.portal.api.made import api
from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.shell import pages, permissions, rights
from soyte.portal.shell.access import access_of
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.roles import ROLES

TABLE = ROOT / rights.DOCUMENT
INSIDE = "reached the view"
VALUES = {"int": "1", "str": "chu", "uuid": "00000000-0000-4000-8000-000000000000", "path": "chu", "slug": "chu"}


def filled_in(address: str) -> str:
    """An address of the table with values for its places."""
    filled = re.sub(r"<(\w+):\w+>", lambda found: VALUES[found[1]], address)
    filled = re.sub(r"\{(uuid):\w+\}", lambda found: VALUES[found[1]], filled)
    return re.sub(r"\{[\w:]+\}", "1", filled)


def test_the_table_says_what_the_program_does() -> None:
    assert TABLE.read_text("utf-8") == rights.markdown(rights.rights()), "run python -m soyte.portal.shell.rights"


def test_every_address_of_the_portal_is_in_the_table() -> None:
    known = {one.address for one in rights.rights()}
    served = {
        f"/{one.pattern}" for one in get_resolver("soyte.portal.urls").url_patterns if not hasattr(one, "url_patterns")
    }
    assert served == {address for address in known if not address.startswith("/api/")}
    described = set(api.get_openapi_schema()["paths"])
    assert described == {re.sub(r"{\w+:", "{", address) for address in known if address.startswith("/api/")}


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch, settings: Any, home: Path, db: None) -> Iterator[None]:
    """The real way to every view, from middleware to guard; behind it, nothing that takes time."""
    real = [*get_resolver("soyte.portal.urls").url_patterns]
    monkeypatch.setattr(pages, "PAGES", dict(pages.PAGES))
    monkeypatch.setattr("soyte.portal.shell.troubles.told", lambda _, status, *__: HttpResponse("", status=status))
    urls = ModuleType("urls_of_test")
    known = [
        path(one.path, pages._guarded(replace(one, view=lambda _, **__: HttpResponse(INSIDE))), name=one.name)
        for one in pages.PAGES.values()
    ]
    urls.urlpatterns = [*known, *(one for one in real if hasattr(one, "url_patterns"))]  # type: ignore[attr-defined]
    urls.handler403 = "soyte.portal.shell.troubles.forbidden"  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = urls
    for router in api._get_bound_routers():
        for operations in router.path_operations.values():
            for one in operations.operations:
                monkeypatch.setattr(one, "models", [])  # a view called without arguments has been reached
    yield


TOP, BELOW = ("Sở", "99"), ("Trạm Y tế phường", "99001")


def actor(role: str, at: tuple[str, str] = TOP) -> Client:
    """A client of somebody with that role at a unit: the highest one, or one below it."""
    client = Client(raise_request_exception=False)
    if role != rights.NOBODY:
        user = User.objects.create_user(f"w-{role}", full_name=role)
        if role in ROLES:
            top, _ = Unit.objects.get_or_create(name=TOP[0], defaults={"place": TOP[1]})
            unit, _ = Unit.objects.get_or_create(name=at[0], defaults={"place": at[1], "parent": top})
            Membership.objects.create(user=user, unit=unit, role=role)
        client.force_login(user)
    return client


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "at"), [(rights.NOBODY, TOP), (rights.NO_ROLE, TOP), *((one, at) for one in ROLES for at in (TOP, BELOW))]
)
def test_each_role_gets_through_exactly_the_doors_of_the_table(doors: None, who: str, at: tuple[str, str]) -> None:
    client = actor(who, at)
    wrong = []
    for (address, method), expected in rights.read(TABLE.read_text("utf-8"), top=at is TOP).items():
        answer = client.generic(method, filled_in(address))
        if address.startswith("/api/"):
            let_in = answer.status_code not in (401, 403)
        else:
            let_in = answer.content.decode() == INSIDE
            assert let_in or answer.status_code in (302, 403), (address, answer.status_code)
        if let_in != expected[who]:
            wrong.append((method, address, answer.status_code))
    assert wrong == []


def test_a_page_takes_no_method_that_it_does_not_name(doors: None) -> None:
    client = actor("admin")
    for one in pages.PAGES.values():
        for method in {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - set(one.methods):
            answer = client.generic(method, filled_in(f"/{one.path}"))
            assert answer.status_code == 405, (one.path, method)


# ---------------------------------------------------------------------------------------- own unit, below, elsewhere

OWN, ELSEWHERE, ALL = "99001", "99013", "99"


@pytest.fixture
def of_all_trades(home: Path, department: dict[str, User]) -> Client:
    """Somebody who holds every role, but at one ward only."""
    user = User.objects.create_user("ward", full_name="Mai Thị Phường")
    unit = Unit.objects.get(place=OWN)
    Membership.objects.bulk_create(Membership(user=user, unit=unit, role=role) for role in ROLES)
    client = Client()
    client.force_login(user)
    return client


def test_a_role_at_a_ward_gives_nothing_that_concerns_the_whole_installation(of_all_trades: Client) -> None:
    doors = [
        (one, method)
        for one in open_pages()
        for method in one.methods
        if one.needed(method) in permissions.OF_THE_WHOLE
    ]
    assert {one.name for one, _ in doors} >= {"backups", "doctor", "publishing", "shapes", "place-act", "health"}
    assert {of_all_trades.generic(method, f"/{one.path}").status_code for one, method in doors} == {403}
    examined = of_all_trades.post("/api/doctor", {"do": "sweep"}, content_type="application/json")
    assert examined.status_code == 403


def test_a_centre_for_the_province_has_no_hand_in_what_others_below_the_department_do(
    home: Path, department: dict[str, User]
) -> None:
    centre = Unit.objects.get(name="CDC tỉnh Sao Mai")
    user = User.objects.create_user("centre", full_name="Mai Thị Trung Tâm")
    Membership.objects.bulk_create(Membership(user=user, unit=centre, role=role) for role in ROLES)
    access = access_of(user)
    assert access.may(Permission.SEE_FIGURES, ALL) and access.may_for(Permission.BRING_FILES, centre.name)
    assert not access.may_for(Permission.SEE_SOURCES, "Trạm Y tế phường Ánh Sao")
    assert not access.whole(Permission.MANAGE_PEOPLE) and not access.may(Permission.KEEP_BACKUPS)


def plain(answer: Any) -> str:
    """The words that a reader sees."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def open_pages() -> list[pages.Page]:
    get_resolver("soyte.portal.urls").url_patterns  # noqa: B018 (loads all pages)
    return [one for one in pages.PAGES.values() if "<" not in one.path and one.needs is not Permission.OPEN_TO_ALL]


@pytest.mark.slow
def test_no_page_shows_another_ward_to_somebody_of_a_ward(of_all_trades: Client) -> None:
    leaking = []
    for one in (one for one in open_pages() if one.name != "access-log"):  # which grows by being read
        asked = of_all_trades.get(f"/{one.path}", {"dia-ban": ELSEWHERE})
        if asked.status_code in (403, 404, 302, 422):
            continue
        if plain(asked) != plain(of_all_trades.get(f"/{one.path}")):  # it took the place for something
            leaking.append(one.path)
    assert leaking == []


@pytest.mark.slow
def test_whoever_answers_for_the_province_sees_each_of_its_wards(home: Path, department: dict[str, User]) -> None:
    for role in ("leader", "planner"):
        client = Client()
        client.force_login(department[role])
        for one in open_pages():
            if one.needs in ROLES[role].may:
                # 404, 422: something else has to be said as well
                assert client.get(f"/{one.path}", {"dia-ban": OWN}).status_code in (200, 302, 404, 422), one.path


@pytest.mark.slow
def test_what_others_sent_is_closed_to_somebody_of_a_ward(of_all_trades: Client) -> None:
    opened = []
    shared = {"anh-xa/<int:seq>/"}  # what columns of a kind of file mean is the same for all who look at sources
    for one in pages.PAGES.values():
        own_tests = one.needs in (Permission.MANAGE_PEOPLE, Permission.OPEN_TO_ALL)
        if one.path in shared or own_tests or not re.search(r"<int:(seq|number|pk)>", one.path):
            continue
        for number in ("1", "3", "5"):
            answer = of_all_trades.get("/" + re.sub(r"<int:\w+>", number, filled_in_strings(one.path)))
            if answer.status_code not in (302, 403, 404, 422):
                opened.append((one.path, number, answer.status_code))
    assert opened == []


def filled_in_strings(address: str) -> str:
    return re.sub(r"<(str|uuid):\w+>", lambda found: VALUES[found[1]], address)
