"""What the API lets people do, and what it writes down: the same as pages, for the same people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from soyte.ledger.ledger import Ledger
from soyte.portal.accesslog.models import Line
from soyte.portal.jobs import run_pending
from soyte.portal.people.tokens import allowable, make_token
from soyte.portal.shell.access import access_of

SignIn = Callable[[str], Client]
REPORT = """BÁO CÁO kết quả công tác y tế năm 2025
Năm 2025, toàn tỉnh Sao Mai ghi nhận 598 ca mắc sốt xuất huyết Dengue, tăng 47 ca so với năm 2024 (621 ca).
"""


@pytest.fixture(autouse=True)
def _desk(settings: Any, tmp_path: Path) -> None:
    settings.SOYTE_DESK = tmp_path / "desk"


def post(client: Client, call: str, body: dict[str, Any], **more: Any) -> Any:
    """Send JSON."""
    return client.post(f"/api/{call}", json.dumps(body), "application/json", **more)


def report() -> SimpleUploadedFile:
    """A report with one wrong difference."""
    return SimpleUploadedFile("bao-cao.txt", REPORT.encode())


def test_a_report_is_audited_and_a_finding_decided(home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    made = client.post("/api/audits", {"file": report()})
    assert (made.status_code, made.json()["wrong"]) == (201, 1)
    number = made.json()["id"]
    found = client.get(f"/api/audits/{number}").json()
    wrong = found["findings"][0]
    assert (wrong["verdict"], wrong["decision"], wrong["claimed"]) == ("wrong", None, "tăng 47 ca")
    assert [one["value"] for one in found["statements"]] == ["598", "47", "621"]
    said = {"finding": wrong["key"], "verdict": "accepted", "reason": "đã hỏi CDC"}
    assert post(client, f"audits/{number}/decisions", said).status_code == 201
    assert client.get(f"/api/audits/{number}").json()["findings"][0]["decision"] == "accepted"
    assert sign_in("sender").get(f"/api/audits/{number}").status_code == 404  # it is not even said that it exists


def test_what_cannot_be_read_is_refused_with_its_reason(home: Path, sign_in: SignIn) -> None:
    answer = sign_in("viewer").post("/api/audits", {"file": SimpleUploadedFile("bao-cao.exe", b"MZ")})
    assert answer.status_code == 422
    assert "chỉ rà soát được" in answer.json()["detail"]


def test_a_browser_that_sends_something_needs_the_token_against_forgery_and_a_program_does_not(
    home: Path, department: dict[str, Any]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(department["viewer"])
    refused = browser.post("/api/audits", {"file": report()})
    assert refused.status_code == 403
    assert "chống giả mạo" in refused.json()["detail"]
    browser.get("/")
    csrf = browser.cookies["csrftoken"].value
    assert browser.post("/api/audits", {"file": report()}, headers={"X-CSRFToken": csrf}).status_code == 201
    person = department["viewer"]
    _, secret = make_token(person, "thử", allowable(access_of(person)), 1)
    program = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})
    assert program.post("/api/audits", {"file": report()}).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_submission_is_withdrawn_with_a_reason(own_home: Path, sign_in: SignIn) -> None:
    client = sign_in("data")
    assert post(client, "submissions/2/withdrawal", {"reason": " "}).status_code == 422
    answer = post(client, "submissions/2/withdrawal", {"reason": "gửi nhầm"})
    assert (answer.status_code, answer.json()["state"]) == (201, "delivered")
    assert Ledger.open(own_home).state().acts[-1].kind == "withdrawn"
    assert "đã rút" in post(client, "submissions/2/withdrawal", {"reason": "lần nữa"}).json()["detail"]
    assert post(sign_in("leader"), "submissions/2/withdrawal", {"reason": "gửi nhầm"}).status_code == 403


def test_whoever_reads_the_log_or_an_account_leaves_a_line(home: Path, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    first = admin.get("/api/people?q=trạm").json()["items"][0]
    assert admin.get(f"/api/people/{first['id']}").json()["email"] == "sender@saomai.example"
    found = sign_in("auditor").get("/api/access-log?who=admin").json()
    assert [one["action"] for one in found["items"]] == ["xem tài khoản"]
    assert found["items"][0]["personal"]
    assert Line.objects.order_by("-seq")[0].action == "tra cứu nhật ký"
    assert sign_in("auditor").get("/api/access-log/vault").status_code == 200
    assert sign_in("admin").get("/api/access-log").status_code == 403


def test_a_token_is_listed_and_revoked_by_whom_it_belongs_to_and_not_by_itself(
    home: Path, department: dict[str, Any], sign_in: SignIn
) -> None:
    made, secret = make_token(department["planner"], "kho dữ liệu", allowable(access_of(department["planner"])), 1)
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/api/indicators").status_code == 200
    assert program.get("/api/tokens").status_code == 403
    assert sign_in("sender").delete(f"/api/tokens/{made.pk}").status_code == 404
    listed = sign_in("planner").get("/api/tokens").json()["items"]
    assert [one["name"] for one in listed] == ["kho dữ liệu"]
    assert secret not in str(listed)
    assert sign_in("planner").delete(f"/api/tokens/{made.pk}").json()["works"] is False
    assert program.get("/api/indicators").status_code == 401


def test_units_are_those_that_somebody_administers(home: Path, sign_in: SignIn) -> None:
    assert {"CDC tỉnh Sao Mai"} <= {one["name"] for one in sign_in("admin").get("/api/units").json()}
    assert sign_in("planner").get("/api/units").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_target_is_proposed_by_one_and_approved_by_another(own_home: Path, sign_in: SignIn) -> None:
    said = {
        **{"indicator": "beds_per_10000", "place": "99", "period": "2027", "operator": ">=", "value": "31,5"},
        **{"body": "HĐND", "document": "Nghị quyết 12/NQ-HĐND"},
    }
    refused = post(sign_in("planner"), "targets", said | {"value": "nhiều"})
    assert refused.status_code == 422
    assert "Không phải một con số" in refused.json()["detail"]
    made = post(sign_in("planner"), "targets", said)
    assert made.status_code == 201, made.content.decode()
    number = made.json()["id"]
    decision = {"decision": "approve", "version": 1}
    assert post(sign_in("planner"), f"proposals/{number}/decision", decision).status_code == 403
    assert post(sign_in("leader"), f"proposals/{number}/decision", decision | {"version": 9}).status_code == 422
    assert post(sign_in("leader"), f"proposals/{number}/decision", decision).json()["state"] == "delivered"
    past = sign_in("viewer").get("/api/targets/history?indicator=beds_per_10000&place=99").json()
    assert [(one["value"], one["counts"]) for one in past if one["period"] == "2027"] == [("31.5", True)]
    assert [one["what"] for one in sign_in("leader").get(f"/api/proposals/{number}").json()["steps"]] == [
        "proposed",
        "approved",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_file_is_brought_in_in_the_background(own_home: Path, sign_in: SignIn, settings: Any, tmp_path: Path) -> None:
    settings.SOYTE_UPLOADS = tmp_path / "uploads"
    made = sign_in("sender").post("/api/submissions", {"file": report()})
    assert made.status_code == 201, made.content.decode()
    run_pending()
    job = sign_in("sender").get(f"/api/jobs/{made.json()['id']}").json()
    assert (job["state"], sign_in("far").get(f"/api/jobs/{job['id']}").status_code) == ("done", 404)
    brought = sign_in("sender").get(f"/api/submissions/{job['result']['act']}").json()
    assert (brought["sender"], brought["what"]) == ("Trạm Y tế phường Ánh Sao", "report")
    other = sign_in("sender").post("/api/submissions", {"file": report(), "sender": "CDC tỉnh Sao Mai"})
    assert other.status_code == 403
    table = SimpleUploadedFile("la.csv", b"A,B\n1,2\n")
    assert "ánh xạ" in sign_in("data").post("/api/submissions", {"file": table}).json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_the_ledger_is_examined_and_changed_only_after_a_look(own_home: Path, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert admin.get("/api/doctor").json() == {"examined": False}
    assert "khám kỹ lại" in post(admin, "doctor", {"do": "sweep"}).json()["detail"]
    assert post(admin, "doctor", {"do": "deep"}).status_code == 201
    run_pending()
    assert admin.get("/api/doctor").json()["sound"] is True
    assert post(sign_in("planner"), "doctor", {"do": "deep"}).status_code == 403
