"""Whatever is sent to the API, it answers without a server error. Calls are drawn by Schemathesis from the API's own description."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from soyte.portal.people.models import Membership, Unit
from soyte.portal.shell.roles import ROLES
from soyte.portal.wsgi import application

DRAWN = settings(
    max_examples=int(os.environ.get("SOYTE_API_EXAMPLES", "8")),
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def signed_in(department: dict[str, Any], settings: Any, tmp_path: Path) -> dict[str, dict[str, str]]:
    """What a browser sends of somebody who holds every role: no operation is closed."""
    settings.SOYTE_DESK, settings.SOYTE_UPLOADS = tmp_path / "desk", tmp_path / "uploads"
    person, top = department["planner"], Unit.objects.get(parent=None)
    for role in ROLES:
        Membership.objects.get_or_create(user=person, unit=top, role=role)
    client = Client()
    client.force_login(person)
    session, forged = client.cookies["sessionid"].value, "a" * 32
    return {"cookies": {"sessionid": session, "csrftoken": forged}, "headers": {"X-CSRFToken": forged}}


@pytest.mark.slow
@pytest.mark.django_db
def test_no_call_is_answered_by_a_server_error(own_home: Path, signed_in: dict[str, dict[str, str]]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    schema.config.generation.update(with_security_parameters=False)  # ours are sent
    found: list[Any] = [one.ok() for one in schema.get_all_operations()]  # type: ignore[union-attr]
    seen = {one.label: calls(one, signed_in) for one in found}
    assert {label: codes for label, codes in seen.items() if codes <= {401, 403, 405}} == {}  # each was really called


def calls(operation: Any, signed_in: dict[str, dict[str, str]]) -> set[int]:
    """Call an operation in many ways; the codes of the answers."""
    codes: set[int] = set()

    @DRAWN
    @given(case=operation.as_strategy())
    def drawn(case: Any) -> None:
        answer = case.call(**signed_in)
        codes.add(answer.status_code)
        case.validate_response(answer, checks=[not_a_server_error])

    drawn()
    return codes
