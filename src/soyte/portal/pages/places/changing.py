"""Recording a change of places: said, looked at with its effects, recorded; and taken back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from soyte.ledger.ledger import Ledger
from soyte.ledger.supposing import Supposed
from soyte.measures.boundaries import Site, site, site_of
from soyte.measures.boundaries.acts import written
from soyte.measures.boundaries.balancing import Balance, balances
from soyte.measures.boundaries.effects import Effect, effects
from soyte.measures.boundaries.recorded import digest_of, sentence_of
from soyte.places import Act, PlaceError, Unit, preview
from soyte.portal.outbox import send, tell
from soyte.portal.pages.places.said import KINDS, Said
from soyte.portal.pages.places.tables import acts_table, balance_table, effects_table
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, home_place, ledger, place_name, today
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.receiving.wording import PLACES


@page("quan-tri/dia-ban/thay-doi/", needs=Permission.SEE_CATALOGUE)
def place_acts(request: Asked) -> HttpResponse:
    """The changes that the installation recorded, also those that cannot be applied, and why."""
    here = asked(_site)
    may = request.access.may(Permission.MANAGE_PLACES)
    return shown(
        request,
        "places/acts.html",
        {"may": may, "left_out": here.left_out},
        title="Thay đổi địa bàn đã ghi",
        table=acts_table(here, request.access, may_withdraw=may),
        api="/api/place-acts",
    )


@page("quan-tri/dia-ban/ghi/", needs=Permission.MANAGE_PLACES, posts=Permission.MANAGE_PLACES)
def place_act(request: Asked) -> HttpResponse:
    """Say it, look at the effects, record it. What is recorded is just what was looked at."""
    said = Said.of(request.POST if request.method == "POST" else request.GET)
    fault, act = "", None
    found: tuple[Effect, ...] = ()
    totals: tuple[Balance, ...] = ()
    if request.method == "POST":
        try:
            act = said.act(asked(_site).atlas)
            _check_own(act)
            found, totals = asked(effects, act), asked(balances, act)
        except PlaceError as error:
            fault, act = str(error), None
    digest = digest_of(written(act)) if act else ""
    if act and "ghi" in request.POST and request.POST.get("da-xem") == digest:
        return _recorded(request, act, digest)
    units = _units()
    return shown(
        request,
        "places/act.html",
        {
            "said": said,
            "kinds": KINDS.items(),
            "kind_words": KINDS[said.kind],
            "rows": list(enumerate(said.parts)),
            "fault": fault,
            "act": act,
            "digest": digest,
            "effects": effects_table(found) if act else None,
            "balances": balance_table(totals, place_name(totals[0].place)) if totals else None,
            "even": all(one.even for one in totals),
            "units": units,
            "late": bool(act and act.on <= today()),
        },
        title=f"{KINDS[said.kind]}: {sentence_of(preview(asked(_site).atlas, act)) if act else 'ghi thay đổi địa bàn'}",
        status=422 if fault else 200,
    )


@page("quan-tri/dia-ban/rut/<int:seq>/", needs=Permission.MANAGE_PLACES, posts=Permission.MANAGE_PLACES)
def place_withdraw(request: Asked, seq: int) -> HttpResponse:
    """Take a change of places, or a file of boundaries, back."""
    state = ledger().state()
    act = next((one for one in state.accepted.values() if one.seq == seq and one.what in PLACES), None)
    if act is None or act.submission_id not in state.standing:
        raise Http404(f"Số {seq} không phải thay đổi địa bàn hoặc ranh giới đang có trong sổ.")
    reason, fault = request.POST.get("ly-do", "").strip()[:500], ""
    if request.method == "POST" and reason:
        with transaction.atomic():
            entry = send(
                "withdrawal",
                key=act.submission_id,
                said={"submission_id": act.submission_id, "reason": reason},
                by=request.user,
                title=f"Rút số {seq}: {act.name}",
            )
        tell(request, entry, f"Đã rút số {seq}: {act.name}.")
        return redirect("place-acts" if act.what == "place_act" else "shapes")
    if request.method == "POST":
        fault = "Hãy ghi lý do rút."
    supposed = Supposed(ledger(), act.submission_id)
    left = site_of(supposed, supposed.state()).left_out
    before = {one.one.seq for one in asked(_site).left_out}
    return shown(
        request,
        "places/withdraw.html",
        {"act": act, "fault": fault, "reason": reason, "left": [one for one in left if one.one.seq not in before]},
        title=f"Rút số {seq}: {act.name}",
        status=422 if fault else 200,
    )


def _recorded(request: Asked, act: Act, digest: str) -> HttpResponse:
    words = sentence_of(preview(asked(_site).atlas, act))
    with transaction.atomic():
        entry = send(
            "place_act",
            key=f"{digest} {ledger().state().head}",
            said={"body": written(act)},
            by=request.user,
            title=words,
        )
    tell(request, entry, f"Đã ghi vào sổ: {words}. Mọi bảng theo địa giới mới tính theo thay đổi này.")
    return redirect("place-acts")


def _check_own(act: Act) -> None:
    """An installation records what happens in its own province; the country's belongs to the catalogue shipped with it."""
    own = home_place()
    atlas = asked(_site).atlas
    for move in act.moves:
        unit = atlas.unit(move.old, date_before(act))
        if own != "VN" and unit is not None and own not in (unit.code, *(one.code for one in atlas.ancestors(unit))):
            raise PermissionDenied(f"ghi thay đổi của {unit.full_name}, ngoài địa bàn của kho số liệu này")


def date_before(act: Act) -> date:
    """The eve of an act."""
    return act.on.fromordinal(act.on.toordinal() - 1)


def _site(book: Ledger) -> Site:
    return site(book)


def _units() -> list[Unit]:
    """The units of the installation's own place, for the list that forms offer."""
    atlas, on = asked(_site).atlas, today()
    own = home_place()
    within = None if own == "VN" else own
    return [unit for level in ("province", "district", "commune") for unit in atlas.units(level, on, within)]
