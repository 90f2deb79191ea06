"""Every address that names something × every method: whoever holds every role, but at one ward, reaches nothing of others."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from soyte.ledger.ledger import Ledger
from soyte.portal.jobs import start
from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.people.tokens import allowable, make_token
from soyte.portal.shell import rights
from soyte.portal.shell.access import access_of
from soyte.portal.shell.permissions import OF_THE_WHOLE
from soyte.portal.shell.roles import ROLES
from soyte.portal.uploads.models import Kind, State, Upload
from soyte.receiving.known import known_mappings

REPORT = "BÁO CÁO\nNăm 2025, toàn tỉnh ghi nhận 598 ca mắc sốt xuất huyết, tăng 47 ca so với năm 2024 (621 ca).\n"
CENTRE = "CDC tỉnh Sao Mai"
TARGET = {
    **{"indicator": "beds_per_10000", "place": "99", "period": "2027", "operator": ">=", "value": "31,5"},
    **{"body": "HĐND", "document": "Nghị quyết 12/NQ-HĐND"},
}
# What columns of a kind of file mean is the same for all who look at sources.
SHARED = {"/anh-xa/<int:seq>/", "/api/mappings/{number}"}
# Words of the catalogue, codes of places, names of renderings: nobody's own.
NAMES = re.compile(r"<str:\w+>|<path:\w+>|{(?:code|kind|analysis|path:\w+)}")
ASKED = {  # what makes the view behind an address look for the thing
    "decisions": {"finding": "a" * 12, "verdict": "accepted", "reason": "x"},
    "decision": {"decision": "approve", "version": 1},
    "withdrawal": {"reason": "x"},
}


@pytest.fixture
def owned(home: Path, department: dict[str, User], settings: Any, tmp_path: Path) -> dict[str, Any]:
    """Something of each kind that is the department's, by a part of its address."""
    settings.SOYTE_DESK, settings.SOYTE_UPLOADS = tmp_path / "desk", tmp_path / "uploads"
    owner, top = department["planner"], Unit.objects.get(parent=None)
    client = everything(owner, top)
    audit = client.post("/api/audits", {"file": file("bao-cao.txt", REPORT)}).json()["id"]
    proposal = client.post("/api/targets", json.dumps(TARGET), "application/json").json()["id"]
    batch = client.post("/nhan-tep/", {"tep": file("la.csv"), "don-vi": CENTRE}).headers["Location"].split("/")[2]
    drawn = client.post("/anh-xa/", {"tep": file("la.csv")}).headers["Location"].split("/")[3]
    job, checked = start("doctor", {"do": "deep"}, by=owner), uuid.uuid4()
    kept = {"kind": Kind.CHECK, "state": State.LOOKED, "sent_at": job.created_at, "job": job.pk}
    Upload.objects.create(batch=checked, name="x.xml", by=owner, **kept)
    token, _ = make_token(owner, "thử", allowable(access_of(owner)), 1)
    act = next(one for one in Ledger.open(home).state().acts if one.sender == CENTRE and one.what == "counts").seq
    pages = {"lan-gui": act, "ra-soat": audit, "viec": job.pk, "de-xuat": proposal, "nhan-tep": batch, "lap": drawn}
    pages |= {"kiem-tra-ho-so": checked, "nguoi-dung": owner.pk, "don-vi": top.pk}
    calls = {"submissions": act, "audits": audit, "jobs": job.pk, "proposals": proposal, "claim-checks": checked}
    return pages | calls | {"people": owner.pk, "tokens": token.pk}


def file(name: str, text: str = "A,B\n1,2\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def everything(user: User, unit: Unit) -> Client:
    """A client of somebody who holds every role at a unit."""
    for role in ROLES:
        Membership.objects.get_or_create(user=user, unit=unit, role=role)
    client = Client()
    client.force_login(user)
    return client


def addresses(owned: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Method, address and kind of thing, for every row of the table whose address names a thing that somebody owns."""
    for one in rights.rights():
        bare = NAMES.sub("chu", one.address)
        named = re.search(r"<(?:int|uuid):\w+>|{[\w:]+}", bare)
        if named and one.needs not in OF_THE_WHOLE and one.address not in SHARED:
            kind = bare[: named.start()].rstrip("/").rpartition("/")[2]
            yield one.method, bare.replace(named[0], str(owned[kind])), kind


def called(client: Client, method: str, address: str) -> int:
    body = json.dumps(ASKED.get(address.rsplit("/", 1)[-1], {}))
    return client.generic(method, address, body, "application/json").status_code


def rows() -> dict[str, int]:
    """How many rows each table of the portal holds, but for the lines of the log and the sessions."""
    left_out = {"accesslog", "sessions"}
    return {
        one.__name__: one._default_manager.count() for one in apps.get_models() if one._meta.app_label not in left_out
    }


@pytest.mark.slow
def test_nothing_of_others_is_shown_changed_or_even_said_to_exist(home: Path, owned: dict[str, Any]) -> None:
    stranger = everything(User.objects.create_user("ward", full_name="Mai Thị Phường"), Unit.objects.get(place="99001"))
    before, walked = rows(), list(addresses(owned))
    answers = {(how, where): called(stranger, how, where) for how, where, _ in walked}
    assert {at: code for at, code in answers.items() if code not in (403, 404)} == {}
    assert rows() == before
    owner = Client()
    owner.force_login(User.objects.get(username="planner"))
    opened = {kind for how, where, kind in walked if how == "GET" and called(owner, how, where) in (200, 302)}
    # Each thing is really there; a token is not looked at, only revoked, and a check that runs has no result to call for.
    assert opened == set(owned) - {"tokens", "claim-checks"}


def test_what_a_mapping_means_is_for_all_and_which_files_of_others_it_read_is_not(
    home: Path, sign_in: Callable[[str], Client]
) -> None:
    read = next(one for one in Ledger.open(home).state().acts if one.what == "counts" and one.sender == CENTRE)
    mapping = next(one.act.seq for one in known_mappings(Ledger.open(home)) if one.hash == read.reading_hash)
    shown = {who: sign_in(who).get(f"/anh-xa/{mapping}/").content.decode() for who in ("data", "sender")}
    assert read.name in shown["data"] and read.name not in shown["sender"]
