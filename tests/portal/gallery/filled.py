"""The portal of the invented province, with something on every page: what people would have done in the first days of a year."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from gallery.standing_clock import StandingClock
from soyte.ledger.ledger import Ledger
from soyte.places import units
from soyte.receiving import Order, receive
from soyte.sample import sample_reports, year
from soyte.sample.claims import Batch, ClaimOrder, Pack, write_claims
from soyte.sample.counts import write_counts

DEPARTMENT = "Sở Y tế tỉnh Sao Mai"
REPORT = """SỞ Y TẾ TỈNH SAO MAI
BÁO CÁO
Kết quả công tác y tế năm 2025
Năm 2025, toàn tỉnh Sao Mai ghi nhận 598 ca mắc sốt xuất huyết Dengue, tăng 47 ca so với năm 2024 (621 ca).
Ghi nhận 51 ca mắc sởi, giảm 15 ca so với năm 2024 (66 ca).
Toàn tỉnh có 1.240 giường bệnh, đạt 31,5 giường bệnh trên 10.000 dân.
"""
TABLE = "Mã trạm,Tháng báo cáo,Số ca sởi,Số chết\n99001,T1/2025,7,-\n99001,T2/2025,nhiều,1\n99002,T1/2025,3,0\n"


def fill_ledger(folder: Path, clock: StandingClock) -> Path:
    """An installation with tables of counts, a report and its targets."""
    ledger = Ledger.create(folder / "home", name=DEPARTMENT, place=year.CODE)
    (folder / "files").mkdir()
    for made in write_counts(folder / "files"):
        clock.move(minutes=3)
        receive(ledger, Order(made.file, actor="data", sender="CDC tỉnh Sao Mai", mapping=made.mapping))
    for order in (
        Order(year.report(), actor="planner", sender=DEPARTMENT),
        Order(year.targets(), actor="planner", sender="UBND tỉnh Sao Mai", targets=True),
    ):
        clock.move(minutes=10)
        receive(ledger, order)
    claims = folder / "ho-so"
    write_claims(claims, ClaimOrder(300, 2025, faults=0.1, pack=Pack.ZIP, batch=Batch.MONTH))
    for path in sorted(claims.rglob("999*.zip"))[:4]:
        clock.move(minutes=2)
        receive(ledger, Order(path, actor="data", sender="Bảo hiểm xã hội tỉnh Sao Mai", basis="copies"))
    return folder / "home"


def fill_portal(folder: Path, clock: StandingClock) -> dict[str, Any]:
    """What people did; the names and numbers that addresses of pictures speak of."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 (after Django is set up)
    from django.test import Client  # noqa: PLC0415

    from soyte.portal.drafts.models import Audit, Proposal  # noqa: PLC0415
    from soyte.portal.jobs import run_pending  # noqa: PLC0415
    from soyte.portal.jobs.models import Job  # noqa: PLC0415
    from soyte.portal.people.links import Kind, make_link  # noqa: PLC0415
    from soyte.portal.people.models import Unit, User  # noqa: PLC0415
    from soyte.portal.people.sample import sample_department  # noqa: PLC0415
    from soyte.portal.people.tokens import allowable, make_token  # noqa: PLC0415
    from soyte.portal.shell.access import access_of  # noqa: PLC0415
    from soyte.portal.uploads.models import State, Upload  # noqa: PLC0415

    people = sample_department()

    def person(who: str) -> Client:
        clock.move(minutes=4)
        client = Client(headers={"host": "localhost"})
        client.force_login(people[who])
        return client

    def file(name: str, text: str | bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)

    def send(client: Client, address: str, said: dict[str, Any]) -> str:
        answer = client.post(address, said)
        if answer.status_code != 302:
            raise RuntimeError(f"{address}: {answer.status_code} {answer.content.decode()[:3000]}")
        return str(answer.headers["Location"])

    viewer, data, planner, leader = map(person, ("viewer", "data", "planner", "leader"))
    send(viewer, "/ra-soat/", {"file": file("bao-cao-nam-2025.txt", REPORT)})
    whole = sample_reports()[0]
    send(viewer, "/ra-soat/", {"file": file(whole.name, whole.read_bytes())})
    batch = send(
        data,
        "/nhan-tep/",
        {
            "tep": [file("bao-cao-quy.txt", "BÁO CÁO\nSố ca mắc sởi năm 2025 là 312 ca.\n"), file("ca-soi.csv", TABLE)],
            "don-vi": DEPARTMENT,
        },
    )
    send(data, "/anh-xa/", {"tep": file("ca-soi-2025.csv", TABLE)})
    send(data, batch, {"nhan": "tat-ca"})
    run_pending()
    Unit.objects.filter(place="99001").update(facility="99901")
    whole = next(path for path in sorted((folder / "ho-so").rglob("*.zip")))
    check = send(person("sender"), "/kiem-tra-ho-so/", {"tep": file(whole.name, whole.read_bytes())})
    run_pending()
    clock.move(minutes=30)
    assigned = {
        "indicator": "beds_per_10000",
        "place": "99",
        "period": "2026",
        "operator": ">=",
        "value": "32",
        "body": "HĐND",
        "document": "Nghị quyết 12/NQ-HĐND ngày 09/12/2025",
    }
    send(planner, "/chi-tieu-giao/nhap/", assigned)
    missed = _missed(leader)
    said = {
        "text": "Thiếu vắc xin trong quý III, đã bổ sung trong tháng 10.",
        "cause": "objective",
        "owner": "CDC tỉnh Sao Mai",
        "deadline": "2026-03-31",
    }
    send(planner, f"/chi-tieu-giao/giai-trinh/?chi-tieu={missed}&dia-ban=99&nam=2025", said)
    for code in ("dengue_cases", "beds_per_10000"):
        send(planner, "/chon-cong-khai/", {"chi-tieu": code, "cong-khai": "1", "ly-do": "Hội đồng cho công khai"})
    admin = person("admin")
    shapes = send(
        admin,
        "/quan-tri/ranh-gioi/",
        {
            "tep": file("xa.geojson", shapes_of()),
            "ngay": "2026-01-01",
            "nguon": "Vẽ cho tỉnh không có thật",
            "giay-phep": "CC0",
        },
    )
    run_pending()
    change = _merger(admin, folder)
    send(admin, "/quan-tri/sao-luu/", {"do": "backup"})
    send(admin, "/kham-kho/", {"do": "deep"})
    run_pending()
    make_token(people["planner"], "Kho dữ liệu dùng chung của tỉnh", allowable(access_of(people["planner"])), 90)
    secret = make_link(people["far"], Kind.INVITE, "admin")
    state = Ledger.open(folder / "home").state()
    acts = [act for act in state.acts if act.kind == "accepted"]
    counts = next(act for act in acts if act.what == "counts")
    figure = leader.get("/api/figures?indicator=dengue_cases&period=2024").json()["items"][0]["id"]
    return {
        "people": people,
        "figure": figure,
        "assigned": missed,
        "missed": missed,
        "stated": _stated(leader),
        "proposal": Proposal.objects.filter(state="proposed").latest("pk").pk,
        "audit": Audit.objects.earliest("pk").pk,
        "batch": batch.strip("/").rsplit("/", 1)[-1],
        "check": check.strip("/").rsplit("/", 1)[-1],
        "draft": Upload.objects.filter(state=State.LOOKED, kind="counts").latest("sent_at").pk,
        "counts": counts.seq,
        "aside": next((act.seq for act in acts if act.rows_quarantined), counts.seq),
        "mapping": next(act.seq for act in acts if act.what == "mapping"),
        "shapes": shapes.strip("/").rsplit("/", 1)[-1],
        "change": change,
        "job": Job.objects.earliest("pk").pk,
        "person": User.objects.get(username="sender").pk,
        "unit": Unit.objects.get(name="CDC tỉnh Sao Mai").pk,
        "secret": secret,
    }


def _stated(client: Any) -> str:
    """A figure that a report states and another owner does not."""
    values = [value["figure"] for one in client.get("/api/owners?year=2025").json() for value in one["values"]]
    return str(next(one for one in values if one.startswith("stated:")))


def _missed(client: Any) -> str:
    """An indicator whose target of 2025 was missed."""
    for one in client.get("/api/targets?year=2025").json():
        if any(target["verdict"] == "missed" for target in one["targets"]):
            return str(one["indicator"])
    raise RuntimeError("no target was missed")


def _merger(client: Any, folder: Path) -> int:
    """A merger that the installation records; its number."""
    said = {
        **{"viec": "nhap", "tu": "99019,99025", "vao": "99019", "ten": "", "ngay": "2027-01-01"},
        **{"van-ban": "Nghị quyết 9/NQ-HĐND", "ly-do": "tinh gọn"},
    }
    seen = client.post("/quan-tri/dia-ban/ghi/", {**said, "xem": "1"}).content.decode()
    digest = re.search(r'name="da-xem" value="(\w+)"', seen)
    if digest is None:
        raise RuntimeError(seen)
    client.post("/quan-tri/dia-ban/ghi/", {**said, "ghi": "1", "da-xem": digest[1]})
    return Ledger.open(folder / "home").state().acts[-1].seq


def shapes_of() -> str:
    """Squares side by side for the communes of the invented province."""
    features = []
    for number, unit in enumerate(units("commune", date(2026, 11, 1), "99")):
        x, y = 107 + number % 4 / 10, 16 + number // 4 / 10
        ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
        told = {"code": unit.code, "name": unit.name}
        features.append({"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
