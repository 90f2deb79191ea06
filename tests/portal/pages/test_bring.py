"""Files are brought in: recognised, read in the background, told of in plain words; tables nobody knows get a mapping first."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claim_files import VALUES, file_of
from soyte.ledger.ledger import Ledger
from soyte.portal.jobs import Progress, cancel, run_pending
from soyte.portal.jobs.kinds import Interrupted
from soyte.portal.jobs.models import Job
from soyte.portal.pages.bring.jobs import ingest
from soyte.portal.uploads.keeping import safe_name
from soyte.portal.uploads.models import State, Upload

pytestmark = pytest.mark.django_db(transaction=True)
Person = Callable[[str], Client]
DEPARTMENT = "Sở Y tế tỉnh Sao Mai"
REPORT = "BÁO CÁO\nSố ca mắc sởi năm 2025 là 312 ca.\n"
TABLE = "Mã trạm,Tháng báo cáo,Số ca sởi,Số chết\n99001,T1/2024,7,-\n99001,T2/2024,nhiều,1\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SOYTE_UPLOADS = tmp_path / "uploads"
    return tmp_path / "uploads"


def send(client: Client, *files: tuple[str, str], sender: str = DEPARTMENT, **said: str) -> str:
    """Send files; the address of the page of this go."""
    sent = [SimpleUploadedFile(name, text.encode()) for name, text in files]
    answer = client.post("/nhan-tep/", {"tep": sent, "don-vi": sender, **said})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def take_in(client: Client, address: str, **said: str) -> str:
    """Take all in, and what the page says then."""
    client.post(address, {"nhan": "tat-ca", **said})
    run_pending()
    return client.get(address).content.decode()


def test_several_files_are_recognised_and_taken_in(own_home: Path, sign_in: Person, folder: Path) -> None:
    officer = sign_in("data")
    cases = "Mã xã,Tên xã,Năm,Tháng,Bệnh,Số mắc,Số chết,Tình trạng\n99001,x,2023,1,Sởi,5,-,Chính thức\n"
    targets = "Chỉ tiêu,Địa bàn,Kỳ,Mức giao\nbeds_per_10k,99,2026,30\n"
    address = send(officer, ("bao-cao.txt", REPORT), ("ca-2023.csv", cases), ("giao.csv", targets))
    assert {upload.kind for upload in Upload.objects.all()} == {"report", "counts", "targets"}
    told = take_in(officer, address)
    assert "Nhận 3 tệp: 3 đã vào sổ" in told
    acts = Ledger.open(own_home).state().acts[-3:]
    assert {(act.what, act.actor, act.channel, act.sender) for act in acts} == {
        (what, "data", "portal", DEPARTMENT) for what in ("report", "counts", "targets")
    }
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_file_again_changes_nothing(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    take_in(officer, send(officer, ("bao-cao.txt", REPORT)))
    assert "Đã nhận từ trước ở" in take_in(officer, send(officer, ("ten-khac.txt", REPORT)))


def test_a_file_of_the_same_name_is_offered_in_place_of_the_earlier_one(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    take_in(officer, send(officer, ("bao-cao.txt", REPORT)))
    first = Upload.objects.get().act
    address = send(officer, ("bao-cao.txt", REPORT.replace("312", "213")))
    assert f"thay cho số {first}: bao-cao.txt" in officer.get(address).content.decode()
    upload = Upload.objects.get(act=None)
    take_in(officer, address, **{f"thay-{upload.pk}": str(first)})
    state = Ledger.open(own_home).state()
    assert state.status(state.find(str(first)).submission_id) == "superseded"


def test_a_stopped_job_leaves_the_file_to_be_taken_in_later(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    address = send(officer, ("bao-cao.txt", REPORT))
    officer.post(address, {"nhan": "tat-ca"})
    cancel(Job.objects.get())
    run_pending()
    assert "tệp vẫn còn, có thể nhận tiếp" in officer.get(address).content.decode()
    assert "Nhận 1 tệp: 1 đã vào sổ" in take_in(officer, address)


def test_dossiers_are_recognised_and_their_rows_show_nothing_of_persons(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    address = send(officer, ("ho-so.xml", file_of(["A", "B"]).decode()))
    upload = Upload.objects.get()
    assert upload.kind == "claims" and "cơ quan bảo hiểm xã hội bàn giao" in officer.get(address).content.decode()
    take_in(officer, address, **{f"can-cu-{upload.pk}": "extract"})
    act = Ledger.open(own_home).state().acts[-1]
    assert act.what == "claims" and act.rows_accepted
    page = (
        officer.get(f"/lan-gui/{act.seq}/").content.decode() + officer.get(f"/lan-gui/{act.seq}/dong/").content.decode()
    )
    assert "hồ sơ BHYT" in page and VALUES["HO_TEN"] not in page


def test_what_cannot_be_read_is_told_with_its_remedy(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    told = take_in(officer, send(officer, ("hong.docx", "không phải docx"), ("anh.png", "x")))
    assert "hong.docx: " in told and "hãy" in told
    assert "Nhận 2 tệp: 0 đã vào sổ, 1 chưa nhận được" in told
    assert "anh.png: chưa nhận ra loại tệp" in told
    assert officer.post("/nhan-tep/", {"don-vi": DEPARTMENT}).status_code == 422


def test_a_unit_brings_files_in_its_own_name_only(own_home: Path, sign_in: Person) -> None:
    station = sign_in("sender")
    send(station, ("bao-cao.txt", REPORT), sender="Trạm Y tế phường Ánh Sao")
    sent = {"tep": [SimpleUploadedFile("a.txt", b"x")], "don-vi": DEPARTMENT}
    assert station.post("/nhan-tep/", sent).status_code == 403
    batch = Upload.objects.get().batch
    assert sign_in("far").get(f"/nhan-tep/{batch}/").status_code == 404
    assert sign_in("admin").get("/nhan-tep/").status_code == 403


def test_an_unknown_table_gets_a_mapping_and_the_next_one_is_read_by_it(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    address = send(officer, ("soi-tram.csv", TABLE))
    page = officer.get(address).content.decode()
    draft = re.search(r'href="(/anh-xa/lap/[^"]+)"', page)
    assert "Chưa có ánh xạ cho bảng này" in page and draft
    form = officer.get(draft[1]).content.decode()
    mark = re.search(r'name="dau-cot" value="(\w+)"', form)
    assert mark
    said = {
        "dau-cot": mark[1], "ten": "Sởi của trạm", "bo": "soi_tram", "chu": "CDC", "ky": "month", "cap": "commune",
        "trong": "99", "so": "vi", "ma": "1", "chung-status": "final", "chung-disease": "measles",
        "vai-0": "place", "vai-1": "period", "vai-2": "value", "dem-2": "cases", "vai-3": "value", "dem-3": "deaths",
        "o-chu": ["-", "nhiều"], "o-0": "none", "o-1": "", "hang": "1", "so-hang": "1",
    }  # fmt: skip
    preview = officer.post(draft[1], {**said, "xem": "1"}).content.decode()
    assert "3 trên 4 ô đọc được" in preview and "ghi “nhiều”" in preview
    saved = officer.post(draft[1], {**said, "luu": "1"}, follow=True).content.decode()
    assert "Đã lưu ánh xạ “Sởi của trạm”" in saved and "Nhận tệp này" in saved
    told = take_in(officer, address)
    assert "3 trên 4 dòng" in told and "Giá trị không phải là số" in told

    send(officer, ("soi-tram-2.csv", TABLE.replace("T1", "T3").replace("T2", "T4")))
    assert Upload.objects.get(name="soi-tram-2.csv").mapping == Upload.objects.get(name="soi-tram.csv").mapping
    changed = send(officer, ("soi-tram-3.csv", TABLE.replace("Số ca sởi", "Ca mắc sởi")))
    page = officer.get(changed).content.decode()
    assert "bố cục đã đổi" in page and "Cột “Số ca sởi” nay là" in page


def test_heads_over_two_rows_are_found_and_a_person_may_say_otherwise(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    table = "Xã;Kỳ;Sởi;\n;;Mắc;Chết\n99001;T1/2024;3;0\n".encode()
    address = officer.post("/anh-xa/", {"tep": SimpleUploadedFile("gop.csv", table)}).headers["Location"]
    assert "Sởi / Chết</th>" in officer.get(address).content.decode()
    for rows, head in (("1", "(không tên)</th>"), ("2", "Sởi / Chết</th>"), ("1", "(không tên)</th>")):
        assert head in officer.post(address, {"hang": "1", "so-hang": rows}).content.decode()


def test_what_is_missing_in_a_mapping_is_told(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    answer = officer.post("/anh-xa/", {"tep": SimpleUploadedFile("la.csv", b"A,B\nx,y\n")})
    page = officer.post(answer.headers["Location"], {"luu": "1"})
    assert page.status_code == 422 and "Chưa chọn cột nào là số liệu." in page.content.decode()
    assert Upload.objects.get().state == State.LOOKED


def test_the_mappings_are_listed_and_each_is_a_file_again(home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    assert "sao_mai_ca_benh" in officer.get("/anh-xa/").content.decode()
    page = officer.get("/anh-xa/1/").content.decode()
    assert "Sốt xuất huyết → dengue" in page and "ca-benh-2024.csv" in page
    assert "dataset: sao_mai_ca_benh" in officer.get("/anh-xa/1/?tai=yaml").content.decode()
    assert officer.get("/anh-xa/2/").status_code == 404


@pytest.mark.parametrize(
    ("written", "kept"), [("../../a/bao cao.txt", "bao cao.txt"), ("C:\\x\\số liệu?.csv", "số liệu_.csv"), ("", "tep")]
)
def test_names_of_files_are_made_safe(written: str, kept: str) -> None:
    assert safe_name(written) == kept


def test_a_file_whose_worker_was_stopped_goes_on_by_itself(own_home: Path, sign_in: Person) -> None:
    client = sign_in("planner")
    client.post(send(client, ("so-ca-soi.txt", REPORT)), {"nhan": "tat-ca"})
    stopping = Progress()
    stopping.interrupted = True
    with pytest.raises(Interrupted):
        ingest(stopping, Job.objects.get().said)
    assert Upload.objects.get().state == State.QUEUED
    run_pending()
    assert Upload.objects.get().state == State.TAKEN
