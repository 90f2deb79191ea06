"""Anyone with a report: the audit in its own text, decisions with reasons, the marked document, what the ledger knows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from soyte.ledger.events import events
from soyte.ledger.ledger import Ledger
from soyte.portal.drafts.models import Audit, Decision
from soyte.portal.jobs import run_pending
from soyte.portal.jobs.models import Job
from soyte.portal.outbox import deliver_pending
from soyte.portal.pages.audits import desk, findings, keeping, reading
from soyte.portal.shell.book import lately
from soyte.reports.audit import audit_file

SignIn = Callable[[str], Client]
REPORT = """SỞ Y TẾ TỈNH SAO MAI
BÁO CÁO
Kết quả công tác y tế năm 2025
Năm 2025, toàn tỉnh Sao Mai ghi nhận 598 ca mắc sốt xuất huyết Dengue, tăng 47 ca so với năm 2024 (621 ca).
Ghi nhận 51 ca mắc sởi, giảm 15 ca so với năm 2024 (66 ca).
Có 02 ca tử vong do dại tại xã Bến Mây.
"""


@pytest.fixture(autouse=True)
def _desk(settings: Any, tmp_path: Path) -> None:
    settings.SOYTE_DESK = tmp_path / "desk"


def brought(client: Client, text: str | bytes = REPORT, name: str = "bao-cao.txt") -> Any:
    """The answer to an upload."""
    content = text if isinstance(text, bytes) else text.encode()
    return client.post("/ra-soat/", {"file": SimpleUploadedFile(name, content)})


def page_of(client: Client, address: str) -> str:
    """What a page shows."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return str(answer.content.decode())


def finding_key(html: str) -> str:
    """The lasting name of the first finding on a page."""
    return html.split('name="finding" value="', 1)[1].split('"', 1)[0]


def test_a_short_report_is_audited_at_once_in_its_own_text(home: Path, sign_in: SignIn) -> None:
    answer = brought(sign_in("viewer"))
    assert answer.status_code == 302
    html = page_of(sign_in("viewer"), answer.url)
    assert "1 số liệu sai" in html
    assert 'class="fig wrong"' in html
    assert "621" in html and "−" in html  # the arithmetic is spelt out
    assert "51 ca mắc sởi" not in html.split('class="findings"')[1]  # what holds is listed when asked for
    assert "Chênh lệch khớp" in page_of(sign_in("viewer"), f"{answer.url}?muc=khop")


def test_whoever_may_not_decide_over_the_unit_does_not_even_learn_of_a_report(home: Path, sign_in: SignIn) -> None:
    address = brought(sign_in("sender")).url
    seen = {who: sign_in(who).get(address).status_code for who in ("sender", "planner", "leader", "far", "viewer")}
    assert seen == {"sender": 200, "planner": 200, "leader": 200, "far": 404, "viewer": 404}
    assert "bao-cao.txt" not in page_of(sign_in("far"), "/ra-soat/")
    refused = sign_in("far").post(f"{address}ket-luan/", {"finding": "x", "verdict": "accepted", "reason": "y"})
    assert refused.status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.exe", b"MZ", "chỉ rà soát được tệp"),
        ("trong.txt", b"", "rỗng"),
        ("hong.docx", b"PK\x03\x04 nothing", "hong.docx"),
        ("anh.pdf", b"not a pdf at all", "anh.pdf"),
        ("../../etc/passwd.txt", b"", "passwd.txt: "),
    ],
)
def test_hostile_and_damaged_files_end_in_a_sentence(
    home: Path, sign_in: SignIn, name: str, content: bytes, words: str
) -> None:
    client = sign_in("viewer")
    answer = brought(client, content, name)
    html = page_of(client, answer.url) if answer.status_code == 302 else answer.content.decode()
    assert words in html
    assert "Traceback" not in html


def test_a_report_that_no_rule_foresaw_is_refused_in_words_and_can_be_taken_away(
    home: Path, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "audit_file", lambda _: 1 / 0)
    client = sign_in("viewer")
    address = brought(client).url
    assert "Phần mềm gặp lỗi khi rà soát tệp này" in page_of(client, address)
    client.post(f"{address}xoa/")
    assert Audit.objects.get().state == Audit.State.ERASED


def test_mark_up_in_a_report_is_shown_and_never_obeyed(home: Path, sign_in: SignIn) -> None:
    text = REPORT.replace("598 ca", "598 <script>alert(1)</script> ca").replace("dại", "<img src=x onerror=alert(2)>")
    html = page_of(sign_in("viewer"), f"{brought(sign_in('viewer'), text, 'a<b>.txt').url}?muc=tat-ca")
    assert "&lt;script&gt;" in html and "a&lt;b&gt;.txt" in html
    assert "<script>alert" not in html and "<img src=x" not in html


def test_a_file_too_large_is_not_read(home: Path, sign_in: SignIn, settings: Any) -> None:
    settings.SOYTE_REPORT_BYTES = 2**20
    assert "nhiều nhất được 1 MB" in brought(sign_in("viewer"), b"a" * (2**20 + 1)).content.decode()
    assert not Audit.objects.exists()


def test_a_long_report_is_audited_in_the_background(
    home: Path, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 10)
    client = sign_in("viewer")
    assert brought(client).url.startswith("/viec/")
    audit = Audit.objects.get()
    assert "đang được đọc" in page_of(client, f"/ra-soat/{audit.pk}/")
    run_pending()
    assert "1 số liệu sai" in page_of(client, f"/ra-soat/{audit.pk}/")


def test_an_audit_that_is_stopped_while_it_reads_says_so(
    home: Path, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 10)
    client = sign_in("viewer")
    job = brought(client).url
    monkeypatch.setattr("soyte.reports.audit.audit.read_statements", lambda *said: said[-1](1, 2))
    Job.objects.update(cancel_asked=True)
    assert run_pending() == 1
    assert "đã hủy" in page_of(client, job)
    audit = Audit.objects.get()
    assert "đã dừng trước khi đọc xong" in page_of(client, f"/ra-soat/{audit.pk}/")
    assert "đang đọc" not in page_of(client, "/ra-soat/")


def test_a_long_list_of_findings_comes_in_sheets_and_every_mark_leads_to_its_own(
    home: Path, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "A_SHEET", 1)
    address = brought(sign_in("viewer")).url
    first = page_of(sign_in("viewer"), f"{address}?muc=tat-ca")
    assert "Trang 1 / " in first and first.count('<li class="item ok') + first.count('<li class="item wrong') == 1
    assert f'href="{address}?muc=tat-ca&amp;trang=2#vf' in first  # a mark whose finding is on the next sheet
    second = page_of(sign_in("viewer"), f"{address}?muc=tat-ca&trang=2")
    assert "Trang 2 / " in second and finding_key(first) not in second


def test_a_decision_needs_a_reason_is_only_ever_added_and_reaches_the_ledger(own_home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    address = brought(client).url
    key = finding_key(page_of(client, address))
    answer = client.post(f"{address}ket-luan/", {"finding": key, "verdict": "dismissed", "reason": " "}, follow=True)
    assert "Hãy ghi lý do" in answer.content.decode()
    for verdict, reason in (("dismissed", "số 2024 đã điều chỉnh"), ("accepted", "thật ra sai")):
        client.post(f"{address}ket-luan/", {"finding": key, "verdict": verdict, "reason": reason})
    html = page_of(client, address)
    assert "số 2024 đã điều chỉnh" in html and "thật ra sai" in html and "Ngô Văn Xem" in html
    deliver_pending()
    deliver_pending()
    told = events(Ledger.open(own_home), "finding")
    assert [(one.body["decision"], one.actor) for one in told] == [("dismissed", "viewer"), ("accepted", "viewer")]
    assert told[0].subject == f"report:{Audit.objects.get().sha256}/{key}"
    with pytest.raises(TypeError):
        Decision.objects.all()[0].save()


def test_dismissed_findings_are_left_out_of_the_marked_document(own_home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    address = brought(client).url
    before = client.get(f"{address}tai-ve/jsonl/").content.decode()
    assert '"verdict": "wrong"' in before
    key = finding_key(page_of(client, address))
    client.post(f"{address}ket-luan/", {"finding": key, "verdict": "dismissed", "reason": "không phải lỗi"})
    assert '"verdict": "wrong"' not in client.get(f"{address}tai-ve/jsonl/").content.decode()
    assert client.get(f"{address}tai-ve/docx/").content.startswith(b"PK")
    assert client.get(f"{address}tai-ve/exe/").status_code == 404


def test_small_cells_are_covered_until_somebody_who_may_opens_them(home: Path, sign_in: SignIn) -> None:
    from soyte.portal.accesslog.models import Line  # noqa: PLC0415 (models need Django set up)

    address = brought(sign_in("sender")).url
    html = page_of(sign_in("sender"), address)
    assert "Bến Mây" not in html and "••" in html
    assert "Bến Mây" not in sign_in("sender").get(f"{address}tai-ve/html/").content.decode()
    assert sign_in("planner").get(f"{address}?hien=du").status_code == 403
    assert "Bến Mây" in page_of(sign_in("sender"), f"{address}?hien=du")
    assert Line.objects.filter(personal=True, actor="sender").count() == 1


def test_a_report_is_set_beside_what_the_ledger_knows(home: Path, sign_in: SignIn) -> None:
    client = sign_in("planner")
    html = page_of(client, f"{brought(client).url}so-voi-kho/")
    assert "lệch" in html and "khớp" in html
    assert "/truy-nguon/?so-lieu=" in html
    assert "tai=2025-12-31" in html  # what was known when the report's year ended
    audit = Audit.objects.get().pk
    assert "kho chưa có số để so" in page_of(client, f"/ra-soat/{audit}/so-voi-kho/?tai=2025-12-31")


@pytest.mark.slow
def test_a_scorecard_of_ours_tells_which_of_its_figures_were_changed_by_hand(home: Path, sign_in: SignIn) -> None:
    client = sign_in("planner")
    made = client.get("/phieu-chi-tieu/tai-ve/docx/?nam=2025&gon=1").content
    sound = page_of(client, f"{brought(client, made, 'phieu.docx').url}so-voi-kho/")
    assert "còn nguyên và vẫn đúng như trong kho" in sound
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {one.filename: package.read(one) for one in package.infolist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b">91,6<", b">96,1<")
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    html = page_of(client, f"{brought(client, changed.getvalue(), 'phieu-sua.docx').url}so-voi-kho/")
    assert "bị sửa tay" in html and "96,1" in html


def test_the_same_file_can_be_handed_to_the_ledger_by_whoever_brings_files(own_home: Path, sign_in: SignIn) -> None:
    address = brought(sign_in("sender")).url
    assert sign_in("leader").post(f"{address}nhan-vao-kho/").status_code == 403
    sign_in("sender").post(f"{address}nhan-vao-kho/")
    act = Ledger.open(own_home).state().acts[-1]
    assert (act.what, act.name, act.sender, act.channel) == (
        "report", "bao-cao.txt", "Trạm Y tế phường Ánh Sao", "portal",
    )  # fmt: skip


def test_content_is_forgotten_when_its_days_are_over_and_sealed_until_then(
    home: Path, sign_in: SignIn, settings: Any
) -> None:
    settings.SOYTE_DESK_DAYS = -1
    client = sign_in("viewer")
    address = brought(client).url
    kept = [file.read_bytes() for file in Path(settings.SOYTE_DESK).rglob("*") if file.is_file()]
    assert len(kept) > 2
    assert not any("sốt xuất huyết".encode() in content for content in kept)
    page_of(client, "/ra-soat/")
    assert Audit.objects.get().state == Audit.State.ERASED
    assert "đã được xóa" in page_of(client, address)


def test_a_report_taken_away_while_it_was_read_does_not_come_back(home: Path, sign_in: SignIn) -> None:
    client = sign_in("viewer")
    audit = Audit.objects.get(pk=brought(client).url.strip("/").split("/")[-1])
    Audit.objects.filter(pk=audit.pk).update(state=Audit.State.WAITING)
    taken_away = Audit.objects.get(pk=audit.pk)

    def read_meanwhile(path: Path, _: Any) -> Any:
        keeping.erase(taken_away)
        return audit_file(path)

    with patch.object(reading, "audit_file", read_meanwhile):
        reading.read(audit)
    audit.refresh_from_db()
    assert audit.state == Audit.State.ERASED
    assert list(desk.desk().originals()) == []


def test_what_could_not_be_deleted_is_tried_again(home: Path, sign_in: SignIn) -> None:
    audit = Audit.objects.get(pk=brought(sign_in("viewer")).url.strip("/").split("/")[-1])
    with patch.object(desk, "forget", side_effect=OSError("disk")), pytest.raises(OSError, match="disk"):
        keeping.erase(audit)
    audit.refresh_from_db()
    assert audit.state == Audit.State.DONE


def test_no_report_is_opened_in_the_name_of_somebody_who_did_not_ask(home: Path, sign_in: SignIn) -> None:
    page_of(sign_in("viewer"), f"{brought(sign_in('viewer')).url}so-voi-kho/")
    assert not [one for one, *_ in lately() if one.__module__.startswith("soyte.portal.pages.audits")]
