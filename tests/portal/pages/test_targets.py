"""Targets on screen: entered by one person, approved by another, in the ledger once, changed by superseding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.catalogue import load_catalogue
from soyte.ledger.ledger import Ledger
from soyte.measures.targets.assigned import assigned
from soyte.portal.drafts.models import Proposal
from soyte.portal.outbox import deliver_pending

SignIn = Callable[[str], Client]
MEASLES = {
    "indicator": "Số ca mắc sởi",
    "place": "99",
    "period": "2025",
    "operator": "<=",
    "value": "40",
    "unit": "",
    "body": "HĐND",
    "document": "NQ 15/NQ-HĐND",
    "deadline": "2025-12-31",
}


def propose(client: Client, **other: str) -> Any:
    """The answer to an entered target."""
    return client.post("/chi-tieu-giao/nhap/", {**MEASLES, **other})


def approve(client: Client, number: int, what: str = "approve", reason: str = "") -> Any:
    """The answer to a decision; what the ledger must know is delivered."""
    version = Proposal.objects.get(pk=number).version
    answer = client.post(
        f"/chi-tieu-giao/de-xuat/{number}/duyet/", {"version": version, "what": what, "reason": reason}
    )
    deliver_pending()
    return answer


def targets_of(home: Path, indicator: str, place: str = "99") -> list[tuple[str, str]]:
    """Body and value of each target that counts, as the ledger has them."""
    found = assigned(Ledger.open(home), load_catalogue(), place, date(2025, 12, 31))
    return [(str(one.body), f"{one.value:.0f}") for one in found if one.indicator == indicator]


def page_of(client: Client, address: str) -> str:
    """What a page shows."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-1500:]
    return str(answer.content.decode())


def test_targets_stand_with_verdict_body_document_and_distance(home: Path, sign_in: SignIn) -> None:
    html = page_of(sign_in("viewer"), "/chi-tieu-giao/?nam=2025")
    for words in ("NQ 12/NQ-HĐND", "UBND tỉnh", "≤", "600 ca", "Không đạt", "thấp hơn", "/truy-nguon/?so-lieu="):
        assert words in html, words
    only = page_of(sign_in("viewer"), "/chi-tieu-giao/?nam=2025&co-quan=ministry")
    assert "NQ 12/NQ-HĐND" not in only and "tiêm chủng đầy đủ" in only
    assert "Nhập chỉ tiêu giao" not in html  # a viewer enters nothing


def test_an_entered_target_counts_when_somebody_else_has_approved_it(own_home: Path, sign_in: SignIn) -> None:
    before = targets_of(own_home, "measles_cases")
    assert propose(sign_in("planner")).status_code == 302
    made = Proposal.objects.get()
    deliver_pending()
    assert targets_of(own_home, "measles_cases") == before
    assert "chỉ tiêu giao chờ duyệt" in page_of(sign_in("leader"), "/")
    assert "chờ duyệt" not in page_of(sign_in("viewer"), "/")
    approve(sign_in("leader"), made.pk)
    deliver_pending()
    assert set(targets_of(own_home, "measles_cases")) == {*before, ("council", "40")}
    html = page_of(sign_in("leader"), f"/chi-tieu-giao/de-xuat/{made.pk}/")
    assert "đã vào sổ" in html and "Trần Văn Kế Hoạch" in html and "Lê Thị Lãnh Đạo" in html


def test_killed_between_ledger_and_portal_it_is_still_there_once(own_home: Path, sign_in: SignIn) -> None:
    from soyte.portal.outbox.models import Entry, State  # noqa: PLC0415 (models need Django set up)

    propose(sign_in("planner"))
    approve(sign_in("leader"), Proposal.objects.get().pk)
    head = Ledger.open(own_home).state().head
    Entry.objects.update(state=State.WAITING, act=None, next_at=Entry.objects.get().created_at)  # as if never noted
    assert deliver_pending() == 1
    entry = Entry.objects.get()
    assert (entry.state, entry.act, Ledger.open(own_home).state().head) == (State.DELIVERED, head, head)


def test_a_target_is_changed_by_one_that_stands_for_it_and_back_again(own_home: Path, sign_in: SignIn) -> None:
    for value in ("40", "45", "40"):
        propose(sign_in("planner"), value=value)
        approve(sign_in("leader"), Proposal.objects.latest("pk").pk)
        assert ("council", value) in targets_of(own_home, "measles_cases")
    html = page_of(sign_in("planner"), "/chi-tieu-giao/lich-su/?chi-tieu=measles_cases&dia-ban=99&nam=2025")
    assert html.count("đã được thay") == 2
    assert "planner nhập, leader duyệt" in html


def test_nobody_approves_what_they_entered_or_have_not_seen(own_home: Path, sign_in: SignIn, department: Any) -> None:
    from soyte.portal.people.models import Membership, Unit  # noqa: PLC0415 (models need Django set up)

    top = Unit.objects.get(name="Sở Y tế tỉnh Sao Mai")
    Membership.objects.create(user=department["planner"], unit=top, role="leader")
    propose(sign_in("planner"))
    made = Proposal.objects.get()
    answer = approve(sign_in("planner"), made.pk)
    assert answer.status_code == 403 and "chính mình" in answer.content.decode()
    stale = {"version": made.version + 1, "what": "approve"}
    answer = sign_in("leader").post(f"/chi-tieu-giao/de-xuat/{made.pk}/duyet/", stale)
    assert answer.status_code == 422 and "đã thay đổi" in answer.content.decode()
    assert approve(sign_in("viewer"), made.pk).status_code == 403
    assert Proposal.objects.get().state == Proposal.State.PROPOSED


def test_a_returned_proposal_says_why_is_changed_and_keeps_its_history(own_home: Path, sign_in: SignIn) -> None:
    propose(sign_in("planner"))
    made = Proposal.objects.get()
    assert approve(sign_in("leader"), made.pk, "return").status_code == 422  # without a reason
    approve(sign_in("leader"), made.pk, "return", "sai số nghị quyết")
    address = f"/chi-tieu-giao/de-xuat/{made.pk}/"
    assert "sai số nghị quyết" in page_of(sign_in("planner"), address)
    version = Proposal.objects.get().version
    sign_in("planner").post(f"{address}sua/", {**MEASLES, "document": "NQ 16/NQ-HĐND", "version": version})
    approve(sign_in("leader"), made.pk)
    assert [one.what for one in made.steps.all()] == ["proposed", "returned", "changed", "approved"]
    assert "NQ 16/NQ-HĐND" in page_of(sign_in("viewer"), "/chi-tieu-giao/?nam=2025")


def test_a_proposal_is_taken_back_by_whoever_made_it(own_home: Path, sign_in: SignIn) -> None:
    propose(sign_in("planner"))
    made = Proposal.objects.get()
    sign_in("planner").post(f"/chi-tieu-giao/de-xuat/{made.pk}/rut/", {"version": 1})
    assert Proposal.objects.get().state == Proposal.State.WITHDRAWN
    assert approve(sign_in("leader"), made.pk).status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("indicator", "Chỉ tiêu không có", "danh mục không có chỉ tiêu này"),
        ("value", "bốn mươi lăm phẩy", "không phải một con số"),
        ("value", "", "không phải một con số"),
        ("period", "năm nay", "không hiểu kỳ này"),
        ("unit", "%", "không đo được chỉ tiêu này"),
        ("place", "Không Đâu", "Không"),
        ("document", "", "Hãy điền ô này"),
        ("high", "", ""),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(
    home: Path, sign_in: SignIn, field: str, value: str, words: str
) -> None:
    changed = {field: value} if field != "high" else {"operator": "từ-đến", "high": "30"}
    answer = propose(sign_in("planner"), **changed)
    html = answer.content.decode().lower()
    assert (words.lower() or "mức trên của khoảng phải lớn hơn") in html.split('class="errorlist"', 1)[1][:400]
    assert not Proposal.objects.exists()


def test_a_station_proposes_for_its_own_place_alone(own_home: Path, sign_in: SignIn) -> None:
    for place in ("99", "99013"):
        assert "bạn nhập được cho" in propose(sign_in("sender"), place=place).content.decode()
    assert propose(sign_in("sender"), place="99001", body="Sở Y tế").status_code == 302
    made = Proposal.objects.get()
    assert (made.place, made.unit and made.unit.name) == ("99001", "Trạm Y tế phường Ánh Sao")
    address = f"/chi-tieu-giao/de-xuat/{made.pk}/"
    seen = {who: sign_in(who).get(address).status_code for who in ("sender", "planner", "leader", "far", "viewer")}
    assert seen == {"sender": 200, "planner": 200, "leader": 200, "far": 404, "viewer": 404}
    approve(sign_in("leader"), made.pk)
    assert targets_of(own_home, "measles_cases", "99001") == [("department", "40")]


def test_a_miss_is_explained_by_one_and_approved_by_another(own_home: Path, sign_in: SignIn) -> None:
    missed = "fully_immunized_under1_rate"
    said = {"text": "Thiếu vắc xin quý I", "cause": "objective", "owner": "CDC tỉnh", "deadline": "2026-06-30"}
    address = f"/chi-tieu-giao/giai-trinh/?chi-tieu={missed}&dia-ban=99&nam=2025"
    page = page_of(sign_in("planner"), "/chi-tieu-giao/?nam=2025")
    assert address.replace("&", "&amp;") in page
    answer = sign_in("planner").post(address, {**said, "cause": ""})
    assert "chủ quan hoặc khách quan" in answer.content.decode()
    sign_in("planner").post(address, said)
    approve(sign_in("leader"), Proposal.objects.get().pk)
    html = page_of(sign_in("viewer"), "/phieu-chi-tieu/?nam=2025")
    assert "Nguyên nhân khách quan: thiếu vắc xin quý I." in html
    assert "Trách nhiệm: CDC tỉnh; thời hạn khắc phục: 30/06/2026." in html
    assert sign_in("sender").get(address).status_code == 403  # the province's, not the station's
    met = "/chi-tieu-giao/giai-trinh/?chi-tieu=dengue_cases&dia-ban=99&nam=2025"
    assert sign_in("planner").get(met).status_code == 403  # nothing to explain
