"""Jobs, doctor, backups, health and letters on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.ledger import clock
from soyte.ledger.ledger import Ledger
from soyte.portal.jobs import run_pending, start
from soyte.portal.jobs.models import Job, State
from soyte.portal.notices import notify
from soyte.portal.outbox.models import Entry

SignIn = Callable[[str], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.usefixtures("home")
def test_people_see_their_own_jobs_and_administrators_all(sign_in: SignIn, department: dict[str, Any]) -> None:
    made = start("doctor", {}, by=department["data"], title="Khám của tôi")
    page = f"/viec/{made.pk}/"
    assert "Khám của tôi" in text(sign_in("data").get("/viec/"))
    assert "Khám của tôi" not in text(sign_in("planner").get("/viec/"))
    assert "Khám của tôi" in text(sign_in("admin").get("/viec/"))
    assert [sign_in(who).get(page).status_code for who in ("data", "planner", "auditor")] == [200, 404, 200]
    assert [sign_in(who).post(page).status_code for who in ("auditor", "data")] == [403, 302]
    made.refresh_from_db()
    assert made.state == State.CANCELLED


@pytest.mark.usefixtures("home")
def test_progress_is_asked_for_in_parts_and_leads_to_the_result(sign_in: SignIn, department: dict[str, Any]) -> None:
    made = Job.objects.create(
        kind="doctor", title="Khám", by=department["data"], created_at=clock.now(), started_at=clock.now(), state="running",
        step="tệp dữ liệu", done=30, total=120,
    )  # fmt: skip
    part = sign_in("data").get(f"/viec/{made.pk}/", headers={"HX-Request": "true"})
    assert "tệp dữ liệu, 30 / 120" in text(part) and 'value="25"' in text(part) and "<html" not in text(part)
    for url, header in (("/kham-kho/", "HX-Redirect"), ("//elsewhere.example/", "HX-Refresh")):
        Job.objects.filter(pk=made.pk).update(state="done", finished_at=clock.now(), result={"url": url})
        assert header in sign_in("data").get(f"/viec/{made.pk}/", headers={"HX-Request": "true"}).headers


def test_what_the_ledger_refused_comes_back_to_whoever_approved(
    home: Path, sign_in: SignIn, department: dict[str, Any]
) -> None:
    moment = clock.now()
    said = {"kind": "x", "key": "1", "created_at": moment, "next_at": moment, "actor": "leader", "state": "refused"}
    Entry.objects.create(submission_id="s1", title="Giải trình TE01", by=department["leader"], words="Hết hạn.", **said)
    assert "Hết hạn." in text(sign_in("leader").get("/viec/"))
    assert "Giải trình TE01" not in text(sign_in("planner").get("/viec/"))


@pytest.mark.slow
def test_the_doctor_looks_first_and_changes_only_what_was_looked_at(own_home: Path, sign_in: SignIn) -> None:
    client = sign_in("data")
    assert "chưa khám lần nào" in text(client.get("/kham-kho/"))
    refused = client.post("/kham-kho/", {"do": "sweep"}, follow=True)
    assert "hãy khám kỹ lại" in text(refused) and not Job.objects.exists()

    orphan = next((own_home / "ledger" / "event").parent.glob("observation/*.parquet"))
    left = orphan.with_name(f"s{'0' * 20}-0.parquet")
    left.write_bytes(orphan.read_bytes())
    client.post("/kham-kho/", {"do": "deep"})
    assert run_pending() == 1
    assert "1 tệp của lần nhận đã bị ngắt" in text(client.get("/kham-kho/"))
    assert left.exists()
    client.post("/kham-kho/", {"do": "sweep"})
    assert run_pending() == 1
    assert not left.exists()
    page = text(client.get("/kham-kho/"))
    assert "kho lành lặn" in page and "1 tệp của lần nhận bị ngắt đã được dọn." in page
    assert "hãy khám kỹ trước" not in page
    assert sign_in("viewer").get("/kham-kho/").status_code == 403


@pytest.mark.slow
def test_a_backup_is_made_tried_out_and_put_back_into_a_new_folder(
    own_home: Path, sign_in: SignIn, settings: Any, tmp_path: Path
) -> None:
    client = sign_in("admin")
    assert "SOYTE_PORTAL_BACKUPS" in text(client.get("/quan-tri/sao-luu/"))
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.CONFIGURATION = replace(settings.CONFIGURATION, backups=folder)
    for do in ("backup", "verify", "rehearse", "restore"):
        name = next((path.name for path in folder.glob("*.tar")), "")
        client.post("/quan-tri/sao-luu/", {"do": do, "file": name})
        run_pending()
        job = Job.objects.first()
        assert job and job.state == State.DONE, job and job.words
    page = text(client.get("/quan-tri/sao-luu/"))
    assert "thử phục hồi" in page and "kho lành lặn" in page and "hãy chuyển tệp khóa" in page
    (restored,) = folder.glob("phuc-hoi-*")
    assert Ledger.open(restored).state().chain == Ledger.open(own_home).state().chain
    assert client.post("/quan-tri/sao-luu/", {"do": "verify", "file": "../x.tar"}).status_code == 422
    assert sign_in("data").get("/quan-tri/sao-luu/").status_code == 403


@pytest.mark.usefixtures("home")
def test_health_names_what_is_not_well_and_letters_show_their_reasons(
    sign_in: SignIn, department: dict[str, Any]
) -> None:
    page = text(sign_in("admin").get("/quan-tri/tinh-trang/"))
    assert "không có tiến trình nào đang sống" in page and "chưa đặt nơi sao lưu" in page and "duckdb" in page
    notify("Mời dùng Soyte", "jobs/done.txt", people=[department["data"]])
    letters = text(sign_in("auditor").get("/quan-tri/thu-bao/"))
    assert "Mời dùng Soyte" in letters and "Chưa đặt máy chủ thư" in letters
    alive = Client().get("/con-song/")
    assert (alive.status_code, text(alive)) == (200, "tốt\n")
    assert sign_in("planner").get("/quan-tri/tinh-trang/").status_code == 403
