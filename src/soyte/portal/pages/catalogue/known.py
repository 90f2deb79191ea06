"""The catalogue of the installation as pages ask it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from soyte.catalogue.changes import Change, between_catalogues, between_days
from soyte.catalogue.entries import Entry, entries
from soyte.catalogue.whole import Whole, load_whole
from soyte.ledger.ledger import Ledger
from soyte.measures.site import Own, own_definitions, site_catalogue
from soyte.portal.shell.book import asked


def whole() -> Whole:
    """The shipped definitions with the installation's own over them."""
    return asked(_whole)


def _whole(book: Ledger, as_of: date | datetime | None = None) -> Whole:
    return site_catalogue(book.view(as_of), book.engine)


def entries_of(kind: str) -> tuple[Entry, ...]:
    """The entries of a kind."""
    return asked(_entries, kind)


def _entries(book: Ledger, kind: str) -> tuple[Entry, ...]:
    return entries(_whole(book), kind)


def own() -> tuple[Own, ...]:
    """The installation's own definitions."""
    return asked(_own)


def _own(book: Ledger) -> tuple[Own, ...]:
    return own_definitions(book)


def between(first: date, last: date) -> tuple[Change, ...]:
    """What of the catalogue held otherwise on two days."""
    return asked(_between, first, last)


def _between(book: Ledger, first: date, last: date) -> tuple[Change, ...]:
    return between_days(_whole(book), first, last)


def own_changes() -> tuple[Change, ...]:
    """What the installation's own definitions change of the shipped ones."""
    return asked(_own_changes)


def _own_changes(book: Ledger) -> tuple[Change, ...]:
    return between_catalogues(load_whole(), _whole(book))


def recorded(first: date, last: date) -> tuple[Change, ...]:
    """What the installation added or took back between the ends of two days."""
    return asked(_recorded, first, last)


def _recorded(book: Ledger, first: date, last: date) -> tuple[Change, ...]:
    return between_catalogues(_whole(book, first), _whole(book, last))


def since(one: Own) -> date | None:
    """The first day of an own definition."""
    written = one.body.get("valid_from")
    return date.fromisoformat(written) if written else None


def own_of(kind: str, name: str, valid_from: date | None) -> Own | None:
    """The own definition that a version is, if it is one."""
    return next((one for one in own() if (one.kind, one.name, since(one)) == (kind, name, valid_from)), None)


def eve(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
