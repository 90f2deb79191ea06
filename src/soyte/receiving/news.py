"""What happened to the ledger lately: what came in, what could not be read, what was corrected or taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from soyte.catalogue import load_catalogue
from soyte.engine import Column, CountDistinct
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.clock import VIETNAM
from soyte.ledger.events import events
from soyte.ledger.ledger import Ledger
from soyte.ledger.state import State
from soyte.ledger.tables import SUPERSEDING
from soyte.measures.targets.judging import ACCEPTANCE
from soyte.receiving.wording import EVENTS, WHAT, name_words

_SUBJECT = re.compile(r"(?P<indicator>\w+)@(?P<place>\w+)/(?P<year>\d{4})")
_QUIET = (
    "mapping",
    "definition",
    "boundaries",
    "place_act",
)  # they change how things are read, and have pages of their own


@dataclass(frozen=True)
class Correction:
    """Something that stands no more as it stood: the act that changed it, the submission concerned, and how, in words.

    `about` is what was settled where that is it: an indicator, a place and a year.
    """

    act: Act
    of: Act | None
    words: str
    about: tuple[str, str, int] | None = None


@dataclass(frozen=True)
class News:
    """Acts since a day, the newest first. `latest` is the last submission before, for a quiet week."""

    since: date
    received: tuple[Act, ...]
    rejected: tuple[Act, ...]
    corrected: tuple[Correction, ...]
    latest: Act | None


def news(ledger: Ledger, since: date) -> News:
    """What was recorded on this day (Vietnam's) or later."""
    state = ledger.state()
    recent = [act for act in reversed(state.acts) if act.recorded_at.astimezone(VIETNAM).date() >= since]
    replaced, settled = _replaced(ledger, recent), _settled(ledger, recent)
    return News(
        since,
        tuple(act for act in recent if _came_in(act)),
        tuple(act for act in recent if act.kind is ActKind.REJECTED),
        tuple(found for act in recent if (found := _correction(act, state, replaced, settled))),
        next((act for act in reversed(state.acts) if _came_in(act)), None),
    )


def _came_in(act: Act) -> bool:
    return act.kind is ActKind.ACCEPTED and act.what not in ("event", *_QUIET)


def _replaced(ledger: Ledger, acts: list[Act]) -> dict[str, int]:
    """By act the number of earlier rows that it made obsolete."""
    bringing = [act.act_id for act in acts if any(file.table == SUPERSEDING.name for file in act.files)]
    if not bringing:
        return {}
    counted = ledger.view().derived(SUPERSEDING.name).group("act_id", rows=CountDistinct(Column("row_key")))
    return {row["act_id"]: row["rows"] for row in ledger.engine.collect(counted.steps).to_pylist()}


def _settled(ledger: Ledger, acts: list[Act]) -> dict[int, str]:
    """By the number of the act, the subject of which somebody accepted a value: `dengue_cases@99/2025`."""
    if not any(act.what == "event" and act.name == ACCEPTANCE for act in acts):
        return {}
    return {event.seq: event.subject for event in events(ledger, ACCEPTANCE)}


def _correction(act: Act, state: State, replaced: dict[str, int], settled: dict[int, str]) -> Correction | None:
    if act.kind is ActKind.WITHDRAWN:
        reason = f": {act.reason}" if act.reason else ""
        return Correction(act, state.accepted.get(act.submission_id), f"đã rút{reason}")
    if act.kind is not ActKind.ACCEPTED:
        return None
    if act.supersedes:
        return Correction(act, state.accepted.get(act.supersedes), f"được thay bằng lần gửi số {act.seq}")
    said = _SUBJECT.fullmatch(settled.get(act.seq, ""))
    if said is not None and said["indicator"] in load_catalogue():
        named = load_catalogue().indicator(said["indicator"]).name_vi
        about = said["indicator"], said["place"], int(said["year"])
        return Correction(act, None, f"{name_words(act)}: {named}, năm {said['year']}", about)
    if act.what == "event" and act.name in EVENTS and act.name != "explanation":
        return Correction(act, None, name_words(act))
    if replaced.get(act.act_id):
        return Correction(act, None, f"{WHAT.get(act.what, act.what)} gửi lại, thay {replaced[act.act_id]} dòng đã có")
    return None
