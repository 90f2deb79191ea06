"""Two owners' values for one thing stand side by side until one is accepted with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from django.test import Client

from soyte.ledger.events import events
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import deliver_pending

SignIn = Callable[[str], Client]
ADDRESS = "/hai-nguon/?nam=2025&dia-ban=99"


def page_of(client: Client) -> str:
    """What the page shows."""
    return str(client.get(ADDRESS).content.decode())


def figures_on(html: str) -> list[str]:
    """The addresses that can be accepted for the first indicator."""
    form = html.split('name="indicator" value="dengue_cases"', 1)[1].split("</form>", 1)[0]
    return [part.split('"', 1)[0].replace("&amp;", "&") for part in form.split('name="figure" value="')[1:]]


def test_the_report_and_the_ledger_stand_side_by_side_unsettled(home: Path, sign_in: SignIn) -> None:
    html = page_of(sign_in("planner"))
    assert "598 ca" in html and "592 ca" in html and "chưa chốt" in html
    assert 'name="figure"' not in page_of(sign_in("viewer"))


def test_one_is_accepted_with_a_reason_and_then_holds(own_home: Path, sign_in: SignIn) -> None:
    client = sign_in("planner")
    computed, stated = figures_on(page_of(client))
    said = {"indicator": "dengue_cases", "figure": stated}
    assert "Hãy ghi vì sao" in client.post(ADDRESS, said).content.decode()
    assert client.post(ADDRESS, {**said, "figure": "stated:1/1", "reason": "x"}).status_code == 404
    assert sign_in("viewer").post(ADDRESS, {**said, "reason": "x"}).status_code == 403
    assert client.post(ADDRESS, {**said, "reason": "đã đối chiếu với bệnh viện"}).status_code == 302
    deliver_pending()
    deliver_pending()
    ledger = Ledger.open(own_home)
    assert [(one.actor, one.body["reason"]) for one in events(ledger, "acceptance")] == [
        ("planner", "đã đối chiếu với bệnh viện")
    ]
    card = json.loads(client.get("/phieu-chi-tieu/tai-ve/json/?nam=2025&dia-ban=99").content)
    rows = {row["indicator"]: row for section in card["sections"] for row in section["rows"]}
    assert rows["dengue_cases"]["result"]["value"].startswith("598")
    html = page_of(client)
    assert "Đã chốt" in html and "đã đối chiếu với bệnh viện" in html and "mọi khác biệt đã chốt" in html
    assert computed != stated
    notes = " ".join(rows["dengue_cases"]["notes"])
    assert "đã chốt theo số của Sở Y tế tỉnh Sao Mai: đã đối chiếu với bệnh viện" in notes
    assert "chốt số liệu: Số ca mắc sốt xuất huyết Dengue, năm 2025" in client.get("/").content.decode()


def test_a_misread_figure_is_corrected_and_the_reading_stays_beside_it(own_home: Path, sign_in: SignIn) -> None:
    client = sign_in("planner")
    _, stated = figures_on(page_of(client))
    address = f"/hai-nguon/sua-cach-doc/?so-lieu={stated}"
    said = {"field": "value", "value": "năm trăm", "reason": "bảng 2 ghi 592"}
    assert "không phải một con số" in client.post(address, said).content.decode()
    assert "Hãy ghi vì sao" in client.post(address, {**said, "value": "592", "reason": ""}).content.decode()
    assert sign_in("viewer").get(address).status_code == 403
    assert client.get("/hai-nguon/sua-cach-doc/?so-lieu=stated:1/1").status_code == 422
    assert client.post(address, {**said, "value": "592"}).status_code == 302
    deliver_pending()
    (told,) = events(Ledger.open(own_home), "correction")
    assert (told.body["value"], told.body["was"], told.actor) == ("592", "598.000000", "planner")
    assert "các nguồn không khác nhau" in page_of(client)
