"""Each page offers the call that gives what it shows, and the call answers whoever may see the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from gallery.pictures import PICTURES

from soyte.portal.people.models import Unit

SignIn = Callable[[str], Client]
NONE = {
    "account": "what one changes of oneself",
    "password": "a form",
    "set-up-factor": "a form",
    "login": "a form",
    "forgotten": "a form",
    "invite": "a form",
    "new-unit": "a form",
    "unit": "a form",
    "target-new": "a form",
    "explanation-new": "a form",
    "bring": "a form; the call is its POST",
    "care": "no dossiers are known here; its analyses have calls",
    "claim-history": "no facility is known here; one that is has its call",
    "signal-settings": "a trial that costs seconds; what is in use is in the call of the week",
    "care-dossiers": "lists of dossiers are looked at on the page only, and each look is written down",
    "catalogue-define": "a form",
    "place-act": "a form",
    "shapes": "a form",
    "submission-original": "a form; originals are opened on the page only",
    "original": "originals are opened on the page only",
    "public-embed": "made for other sites; its page has the call",
    "backups": "kept out of reach of programs",
}
"""Pages without a call, each with its reason."""


@pytest.mark.slow
def test_every_page_offers_its_call_and_the_call_answers(
    home: Path, sign_in: SignIn, department: dict[str, Any]
) -> None:
    found = sign_in("leader").get("/api/figures?indicator=dengue_cases&period=2024").json()["items"][0]["id"]
    known = {
        **{"counts": 2, "aside": 2, "mapping": 1, "figure": quote(found, safe=""), "missed": "dengue_deaths"},
        **{"assigned": "dengue_deaths", "person": department["sender"].pk, "unit": Unit.objects.latest("pk").pk},
    }
    silent, wrong = set(), {}
    for name, one in PICTURES.items():
        try:
            address = one.address.format(**known)
        except KeyError:
            continue  # about something that somebody has made first
        if name.startswith("public-"):
            continue  # nothing is published here
        client = sign_in(one.who) if one.who else Client()
        answer = client.get(address)
        if answer.status_code != 200:
            wrong[name] = f"{address}: {answer.status_code}"
            continue
        call = (answer.context or {}).get("api")
        if not call:
            silent.add(name)
        elif (told := client.get(call)).status_code != 200:
            wrong[name] = f"{call}: {told.status_code} {told.content.decode()[:200]}"
    assert wrong == {}
    assert silent == silent & set(NONE)
