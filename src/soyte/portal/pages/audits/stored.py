"""A finished audit opened from the desk. The last few stay open in memory: a page is read many times."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from pydantic import ValidationError

from soyte.portal.drafts.models import Audit
from soyte.portal.pages.audits import desk
from soyte.portal.pages.audits.reading import WRITTEN, read
from soyte.reports.audit import AuditedDocument
from soyte.reports.audit.masking import masked
from soyte.reports.audit.render_html_build import document_view
from soyte.reports.audit.render_html_view import DocumentView

PREFIX = "v"
_MOST = 8
_lock = Lock()
_open: OrderedDict[tuple[str, bool], AuditedDocument] = OrderedDict()
_views: OrderedDict[tuple[str, bool], DocumentView] = OrderedDict()


def audited(audit: Audit, who: str, *, whole: bool = False) -> AuditedDocument:
    """The audit; with small cells covered unless `whole`. One written by another release is read anew."""
    key = (audit.result, whole)
    with _lock:
        if key in _open:
            _open.move_to_end(key)
            return _open[key]
    try:
        made = WRITTEN.validate_json(desk.take(audit.result, who, f"đọc bản rà soát {audit.pk}"))
    except ValidationError:
        read(audit)
        made = WRITTEN.validate_json(desk.take(audit.result, who, f"đọc bản rà soát {audit.pk}"))
    made = made if whole else masked(made)
    with _lock:
        _open[key] = made
        while len(_open) > _MOST:
            _open.popitem(last=False)
    return made


def view_of(audit: Audit, who: str, *, whole: bool = False) -> DocumentView:
    """The audit as a page lays it out."""
    made = audited(audit, who, whole=whole)
    key = (audit.result, whole)
    with _lock:
        if key in _views:
            _views.move_to_end(key)
            return _views[key]
    view = document_view(made, PREFIX)
    with _lock:
        _views[key] = view
        while len(_views) > _MOST:
            _views.popitem(last=False)
    return view


def drop(result: str) -> None:
    """Forget an audit that stayed open in this process."""
    with _lock:
        for kept in (_open, _views):
            for whole in (False, True):
                kept.pop((result, whole), None)
