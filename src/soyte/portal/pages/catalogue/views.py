"""The catalogue on screen: search, an entry with its versions, what changed."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpResponse

from soyte.catalogue.changes import Change
from soyte.catalogue.entries import KINDS, Entry, Version
from soyte.catalogue.overlay import KINDS as OWN_KINDS
from soyte.portal.pages.catalogue import defining
from soyte.portal.pages.catalogue.known import between, entries_of, eve, own, own_changes, own_of, recorded
from soyte.portal.pages.catalogue.tables import changes_table, days_of, entries_table
from soyte.portal.pages.submissions.listing import link, plain
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import today
from soyte.portal.shell.numbers import day, number
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.years import year_said

__all__ = ["catalogue", "catalogue_changes", "catalogue_entry", "defining"]


@page("danh-muc/", needs=Permission.SEE_CATALOGUE, menu=Menu("Danh mục", 64, "Quản trị"))
def catalogue(request: Asked) -> HttpResponse:
    """The entries of a kind on a day, those that a search finds."""
    kind = request.GET.get("loai", "indicator")
    kind = kind if kind in KINDS else "indicator"
    words, on = request.GET.get("tim", "").strip(), _day(request, "ngay", today())
    ever, mine = "moi-ban" in request.GET, "rieng" in request.GET
    every = entries_of(kind)
    found = [
        (entry, version) for entry in every for version in _versions(entry, on, ever) if _fits(entry, version, words)
    ]
    if mine:
        found = [(entry, version) for entry, version in found if own_of(entry.kind, entry.id, version.valid_from)]
    return shown(
        request,
        "catalogue/page.html",
        {
            "kinds": [(name, said, name == kind) for name, said in KINDS.items()],
            "kind": kind,
            "words": words,
            "on": on,
            "ever": ever,
            "mine": mine,
            "own": len(own()),
            "may": request.access.may(Permission.DEFINE_CATALOGUE),
        },
        title=f"Danh mục: {number(len(found))} {KINDS[kind][:1].lower()}{KINDS[kind][1:]}",
        table=entries_table(found, f"danh-muc-{kind}"),
        api=f"/api/catalogue?kind={kind}&on={on}",
    )


@page("danh-muc/thay-doi/", needs=Permission.SEE_CATALOGUE)
def catalogue_changes(request: Asked) -> HttpResponse:
    """What held otherwise on two days; what the installation's own definitions change; what was recorded between two days."""
    how = request.GET.get("so", "ngay")
    last = _day(request, "den", today())
    first = _day(request, "tu", date(last.year - 1, last.month, min(last.day, 28)))
    dated = recorded if how == "so" else between
    found = own_changes() if how == "rieng" else dated(first, last)
    kinds = sorted({one.kind for one in found})
    kind = request.GET.get("loai", "")
    listed = [one for one in found if kind in ("", one.kind)]
    return shown(
        request,
        "catalogue/changes.html",
        {"how": how, "first": first, "last": last, "kind": kind, "kinds": [(k, _kind(k)) for k in kinds]},
        title=_title(how, first, last, len(listed)),
        table=changes_table(listed, "danh-muc-thay-doi", [_title(how, first, last, len(listed))]),
        api=f"/api/catalogue/changes?first={first}&last={last}" if how == "ngay" else None,
    )


@page("danh-muc/<str:kind>/<path:identifier>/", needs=Permission.SEE_CATALOGUE)
def catalogue_entry(request: Asked, kind: str, identifier: str) -> HttpResponse:
    """An entry: every version with its days, source and words, and what changed from one to the next."""
    entry = next((one for one in entries_of(kind) if one.id == identifier), None) if kind in KINDS else None
    if entry is None:
        raise Http404(f"Danh mục không có “{identifier}”. Hãy tìm ở trang “Danh mục”.")
    on = _day(request, "ngay", today())
    versions = [
        {
            "one": version,
            "days": days_of(version),
            "holds": entry.on(on) is version,
            "own": own_of(kind, identifier, version.valid_from),
            "changes": [one.words.partition(": ")[2] for one in _between_versions(kind, identifier, version)],
        }
        for version in reversed(entry.versions)
    ]
    return shown(
        request,
        "catalogue/entry.html",
        {
            "entry": entry,
            "kind_words": KINDS[kind],
            "versions": versions,
            "on": on,
            "figures": link("indicator", identifier) if kind in ("indicator", "measure") else None,
            "may": request.access.may(Permission.DEFINE_CATALOGUE) and kind in OWN_KINDS,
        },
        title=f"{KINDS[kind]}: {(entry.on(on) or entry.newest).name}",
        api=f"/api/catalogue/{kind}/{quote(identifier, safe='')}",
    )


def _versions(entry: Entry, on: date, ever: bool) -> list[Version]:
    if ever:
        return list(entry.versions)
    held = entry.on(on)
    return [held] if held else []


def _fits(entry: Entry, version: Version, words: str) -> bool:
    if not words:
        return True
    wanted = plain(words)
    said = f"{entry.id} {version.name} {version.legal_source} " + " ".join(value for _, value in version.lines)
    return wanted in plain(said)


def _between_versions(kind: str, identifier: str, version: Version) -> list[Change]:
    """What was otherwise the day before this version began."""
    if version.valid_from is None or kind not in ("indicator", "measure", "regime", "owner"):
        return []
    return [
        one for one in between(eve(version.valid_from), version.valid_from) if (one.kind, one.id) == (kind, identifier)
    ]


def _kind(kind: str) -> str:
    from soyte.catalogue.changes import KINDS as CHANGED  # noqa: PLC0415 (another table of the same name)

    return CHANGED[kind]


def _title(how: str, first: date, last: date, count: int) -> str:
    told = f"{number(count)} điểm khác" if count else "không có gì khác"
    if how == "rieng":
        return f"Định nghĩa riêng so với danh mục kèm phần mềm: {told}"
    what = "Đơn vị ghi thêm hoặc rút" if how == "so" else "Quy định có hiệu lực"
    return f"{what} từ {day(first)} đến {day(last)}: {told}"


def _day(request: Asked, name: str, usual: date) -> date:
    try:
        said = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return usual
    return said if year_said(f"{said.year:04}") else usual
