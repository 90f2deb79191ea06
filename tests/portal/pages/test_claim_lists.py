"""A hospital hands in what was approved for it once; its dossiers are checked against that from then on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claim_files import document, dossier, envelope, part
from soyte.portal.jobs import run_pending
from soyte.portal.uploads.models import KeptList

Person = Callable[[str], Client]
DRUGS = "code,name,strength,price,share\n40.48,Pa,1mg,100,100\n"


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.SOYTE_UPLOADS = tmp_path / "uploads"


def hand_in(client: Client, name: str, content: str | bytes) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post("/kiem-tra-ho-so/", {"danh-muc": "1", "tep-danh-muc": SimpleUploadedFile(name, data)})


def asked_rules(client: Client) -> tuple[set[str], str]:
    drug = part(
        "XML2",
        document("XML2", {"MA_THUOC": "40.48", "TEN_THUOC": "Pa", "DON_GIA": "480", "PHAM_VI": "1"}, ma_lk="LK1"),
    )
    file = SimpleUploadedFile("thang-8.xml", envelope(dossier("LK1", more=drug)))
    where = client.post("/kiem-tra-ho-so/", {"tep": file}).headers["Location"]
    run_pending()
    lines = client.get(f"{where}tai-ve/phat-hien.jsonl/").getvalue().decode()
    return {json.loads(line)["rule"] for line in lines.splitlines()}, client.get(where).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_price_above_the_approved_one_is_found_when_the_list_is_there(home: Path, sign_in: Person) -> None:
    client = sign_in("sender")
    before, page = asked_rules(client)
    assert "quy tắc cần danh mục được duyệt chưa có" in page
    assert hand_in(client, "thuoc.csv", DRUGS).status_code == 302
    after, page = asked_rules(client)
    assert "MON-35" in after - before
    assert "thuoc.csv (1 dòng, gửi " in page
    assert (
        "thuoc.csv"
        not in sign_in("far").get("/kiem-tra-ho-so/").content.decode().replace("tên là", "").split("Tệp CSV")[0]
    )
    client.post("/kiem-tra-ho-so/", {"bo": "thuoc"})
    assert not KeptList.objects.exists()


def test_a_newer_list_takes_the_place_of_the_older_one_and_tells_what_it_lacks(home: Path, sign_in: Person) -> None:
    client = sign_in("sender")
    hand_in(client, "thuoc.csv", DRUGS)
    told = hand_in(client, "thuoc.csv", "code,name\n1,A\n2,B\n").content.decode()
    assert "thiếu cột strength, price, share" in told
    assert [(one.file, one.rows) for one in KeptList.objects.all()] == [("thuoc", 2)]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("la.csv", "code\n1\n", "không phải danh mục đã biết"),
        ("thuoc.xlsx", "PK", "không phải danh mục đã biết"),
        ("thuoc.csv", b"code,name\n1\n2,3,4\n", "không đọc được danh mục này"),
        ("thuoc.csv", "", "không đọc được danh mục này"),
        ("tra-the.csv", "card,result\nDN1,000\n", "cổng không giữ"),
    ],
)
def test_what_is_no_list_is_refused_in_words_and_nothing_is_kept(
    home: Path, sign_in: Person, name: str, content: str | bytes, told: str
) -> None:
    answer = hand_in(sign_in("sender"), name, content)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not KeptList.objects.exists()
