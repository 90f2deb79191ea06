"""Whatever is sent to the API, it answers without a server error. Calls are drawn by Schemathesis from the API's own description."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from soyte.portal.people.tokens import allowable, make_token
from soyte.portal.shell.access import access_of
from soyte.portal.wsgi import application

DRAWN = settings(
    max_examples=int(os.environ.get("SOYTE_API_EXAMPLES", "20")),
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def bearer(department: dict[str, Any]) -> dict[str, str]:
    """A token of somebody who sees much."""
    person = department["planner"]
    _, secret = make_token(person, "thử", allowable(access_of(person)), 1)
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.slow
@pytest.mark.django_db
def test_no_call_is_answered_by_a_server_error(home: Path, bearer: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    seen = {found.ok().label: calls(found.ok(), bearer) for found in schema.get_all_operations()}
    assert {label: codes for label, codes in seen.items() if codes & {401, 405}} == {}  # each was really called


def calls(operation: schemathesis.APIOperation, bearer: dict[str, str]) -> set[int]:
    """Call an operation in many ways; the codes of the answers."""
    codes: set[int] = set()

    @DRAWN
    @given(case=operation.as_strategy())
    def drawn(case: schemathesis.Case) -> None:
        answer = case.call(headers=bearer)
        codes.add(answer.status_code)
        case.validate_response(answer, checks=[not_a_server_error])

    drawn()
    return codes
