"""The API answers what the pages show, to those who may see it, and troubles are problems in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

SignIn = Callable[[str], Client]
FIGURES = "/api/figures?indicator=dengue_cases&period=2024&by=month"


def test_a_figure_leads_back_to_its_rows(home: Path, sign_in: SignIn) -> None:
    client = sign_in("planner")
    found = client.get(FIGURES).json()
    assert found["total"] == len(found["items"]) == 12
    traced = client.get("/api/trace", {"figure": found["items"][0]["id"]}).json()
    assert traced["adds_up"]
    assert traced["figure"]["value"] == found["items"][0]["value"]


def test_a_list_comes_page_by_page(home: Path, sign_in: SignIn) -> None:
    second = sign_in("planner").get(FIGURES + "&page=2&per_page=5").json()
    assert [one["period"] for one in second["items"]] == [f"2024-{month:02}" for month in range(6, 11)]


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        ("figures", 422, "indicator"),
        ("figures?indicator=no_such_thing", 422, "no_such_thing"),
        ("figures?indicator=dengue_cases&place=Atlantis", 422, "Atlantis"),
        ("figures?indicator=dengue_cases&as_of=yesterday", 422, "yesterday"),
        ("trace?figure=nonsense", 422, "nonsense"),
        ("submissions/9999", 404, "9999"),
        ("indicators/nothing", 404, "nothing"),
        ("places/00000", 404, "00000"),
    ],
)
def test_a_call_that_cannot_be_answered_is_a_problem(
    home: Path, sign_in: SignIn, call: str, status: int, words: str
) -> None:
    answer = sign_in("planner").get(f"/api/{call}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


def test_what_never_reaches_an_operation_is_a_problem_too(home: Path, client: Client, db: None) -> None:
    announced: Any = {"CONTENT_LENGTH": 9 * 1024**2}
    large = client.post("/api/audits", b"x", "text/plain", **announced)
    for answer, status in ((client.get("/api/khong-co"), 404), (large, 413)):
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
        assert {"type", "title", "detail"} <= set(answer.json())


def test_nobody_is_asked_for_a_token(home: Path, client: Client, db: None) -> None:
    answer = client.get(FIGURES)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_unit_sees_its_own_place_only(home: Path, sign_in: SignIn) -> None:
    client = sign_in("sender")
    own = client.get(FIGURES).json()
    assert {one["place"] for one in own["items"]} == {"99001"}
    assert client.get(FIGURES + "&place=99013").status_code == 403


def test_every_operation_is_described(home: Path, client: Client, db: None) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/api/figures", "/api/trace", "/api/submissions/{number}"} <= described["paths"].keys()


@pytest.mark.parametrize(
    "call",
    [
        "indicators?q=sot xuat huyet",
        "indicators/dengue_cases",
        "places?level=commune&within=99",
        "places/99001",
        "jobs",
        "audits",
        "proposals",
        "mappings",
        "mappings/1",
        "place-acts",
        "owners?year=2025",
        "targets?year=2025",
        "scorecard?year=2025",
        "submissions?what=counts&status=accepted",
        "submissions/2",
        "submissions/2/quarantine",
        "submissions/2/rows?per_page=5&page=2",
        "submissions/2/withdrawal",
        "catalogue?kind=disease&q=dengue&on=2026-06-30",
        "catalogue/regime/nd09_2019",
        "catalogue/changes?first=2026-06-30&last=2026-07-01",
        "places/99001/history",
        "places/99001/successors?on=2025-07-01",
        "comparison?indicator=beds_per_10000",
    ],
)
def test_each_call_answers_with_something(home: Path, sign_in: SignIn, call: str) -> None:
    answer = sign_in("data").get(f"/api/{call}")
    assert answer.status_code == 200
    assert answer.json() is not None
