"""Fifty people of the department with open sessions, and what they look at: `python -m benchmarks.portal.staff COUNT` prints JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from benchmarks.portal.province import DISEASES, HOME, YEARS, communes
from soyte.portal.start import prepare, set_up

ROLES = ("leader", "planner", "data", "auditor", "planner", "data", "auditor", "planner", "leader", "data")


def sessions(count: int) -> list[str]:
    """Make the people and sign each in; the session keys."""
    from django.test import Client  # noqa: PLC0415 (after set_up)

    from soyte.portal.people.models import Membership, Unit, User  # noqa: PLC0415

    unit, _ = Unit.objects.get_or_create(name="Sở Y tế", defaults={"place": HOME})
    keys = []
    for number in range(count):
        user = User.objects.create_user(f"nguoi{number}", full_name=f"Người Thử {number}")
        Membership.objects.create(user=user, unit=unit, role=ROLES[number % len(ROLES)])
        client: Any = Client()
        client.force_login(user)
        keys.append(client.cookies["sessionid"].value)
    return keys


def choices() -> dict[str, Any]:
    """What they look at."""
    from soyte.measures.compute import figures  # noqa: PLC0415
    from soyte.portal.shell.book import definitions, ledger  # noqa: PLC0415

    book = ledger()
    known = {one.id for one in definitions().catalogue}
    indicators = [name for name in (f"{disease}_cases" for disease in DISEASES) if name in known]
    places = communes(date(YEARS[-1], 6, 30))
    found = [figures(book, name, place=HOME, period=str(of))[0] for name in indicators[:5] for of in YEARS[1:3]]
    return {
        "indicators": indicators,
        "places": places,
        "years": YEARS,
        "addresses": [one.id for one in found],
        "submissions": [act.seq for act in book.state().accepted.values()][:9],
    }


if __name__ == "__main__":
    set_up()
    prepare(pages=False)
    print(json.dumps({"sessions": sessions(int(sys.argv[1])), "choices": choices()}))
