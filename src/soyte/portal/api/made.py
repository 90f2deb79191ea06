"""The API, put together."""

from __future__ import annotations

from ninja import NinjaAPI

from soyte.portal.api import (
    assigned,
    audits,
    bringing,
    care,
    figures,
    jobs,
    logs,
    people,
    places,
    proposals,
    public,
    signals,
    submissions,
    upkeep,
    vocabulary,
)
from soyte.portal.api.callers import WAYS
from soyte.portal.api.operations import router
from soyte.portal.api.troubles import tell_troubles

MODULES = (
    *(figures, assigned, proposals, submissions, bringing, upkeep, audits, care),
    *(vocabulary, places, jobs, people, logs, public, signals),
)
"""Importing a module registers its operations; a new one is named here."""

api = NinjaAPI(
    title="Soyte",
    version="1",
    description="Số liệu, nguồn và chỉ tiêu của kho; cùng một hàm tính với các trang và lệnh soyte.",
    docs_url=None,
    urls_namespace="api",
    auth=WAYS,
)
tell_troubles(api)
api.add_router("", router)
