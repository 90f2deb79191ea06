"""Long work in the background, with progress and cancel, kept in the portal's database so that it survives a restart.

@job("ingest", "Nhận tệp")                                       in `jobs.py` of a page's folder, found by itself
def run(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    progress("đọc tệp", 3, 10)                                   raises Cancelled when the person cancelled
    return {"url": "/lan-gui/12/"}

made = start("ingest", {"file": "…"}, by=request.user, title="Nhận tệp a.csv")
"""

from soyte.portal.jobs.kinds import Cancelled, Kind, Progress, job
from soyte.portal.jobs.running import run_pending
from soyte.portal.jobs.starting import cancel, start

__all__ = ["Cancelled", "Kind", "Progress", "cancel", "job", "run_pending", "start"]
