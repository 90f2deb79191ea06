"""Taking jobs out of the queue and carrying them out; taking back those whose worker died.

A job belongs to one worker and one run of it. Whoever was given up for dead and wakes up again finds that the job is no longer
its own, and what it says is not heard.
"""

from __future__ import annotations

import functools
import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F

from soyte.ledger import clock
from soyte.portal.jobs.kinds import Cancelled, Interrupted, Progress, kind_of
from soyte.receiving.telling import PLAIN, sentence, sentence_for_others

if TYPE_CHECKING:
    from soyte.portal.jobs.models import Job

log = logging.getLogger("soyte.portal.jobs")
LOST = timedelta(seconds=60)  # without a sign of life; longer than a database of many writers keeps one waiting
RUNS = 3
HERE = "here"
UNKNOWN = "Phiên bản này của phần mềm không còn loại việc này; hãy giao lại từ trang của nó."


def claim(worker: str) -> Job | None:
    """The oldest waiting job, which from now on is this worker's; None if there is none."""
    from soyte.portal.jobs.models import Job, State  # noqa: PLC0415 (models need Django set up)

    while (oldest := Job.objects.filter(state=State.WAITING).order_by("pk").first()) is not None:
        moment = clock.now()
        taken = Job.objects.filter(pk=oldest.pk, state=State.WAITING).update(
            state=State.RUNNING, worker=worker, started_at=moment, beat_at=moment, runs=F("runs") + 1
        )
        if taken:
            oldest.refresh_from_db()
            return oldest
    return None


def carry_out(job: Job, progress: Progress) -> None:
    """Run a claimed job to its end, whatever that is, and write down what came of it."""
    from soyte.portal.jobs.models import State  # noqa: PLC0415 (models need Django set up)

    kind = kind_of(job.kind)
    if kind is None:
        over(job, State.FAILED, words=UNKNOWN)
        return
    try:
        result = kind.run(progress, job.said) or {}
    except Interrupted:
        again(job, runs=job.runs - 1)  # nobody died
    except Cancelled:
        over(job, State.CANCELLED, progress=progress)
    except PLAIN as error:
        log.info("job %s (%s): %s", job.pk, job.kind, type(error).__name__)
        over(job, State.FAILED, progress=progress, words=sentence(error))
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        over(job, State.FAILED, progress=progress, words=sentence_for_others(error))
    else:
        over(job, State.DONE, progress=progress, result=result, words=str(result.get("words", "")))


def over(
    job: Job, state: str, *, progress: Progress | None = None, result: dict[str, Any] | None = None, words: str = ""
) -> bool:
    """Write down how it ended; False if it is no longer this run's to say."""
    from soyte.portal.jobs.telling import tell_if_long  # noqa: PLC0415 (models need Django set up)

    far = {"step": progress.step[:200], "done": progress.done, "total": progress.total} if progress else {}
    moment = clock.now()
    ended = bool(_of_this_run(job).update(state=state, result=result, words=words, finished_at=moment, **far))
    if ended:
        log.info("job %s (%s) %s", job.pk, job.kind, state)
        tell_if_long(job.pk)
    return ended


def again(job: Job, runs: int) -> int:
    """Queue a running job once more."""
    from soyte.portal.jobs.models import State  # noqa: PLC0415 (models need Django set up)

    fresh = {"worker": "", "step": "", "done": 0, "total": None, "beat_at": None, "started_at": None}
    return _of_this_run(job).update(state=State.WAITING, runs=runs, **fresh)  # type: ignore[no-any-return]


def beat(job: Job, progress: Progress) -> None:
    """Write down how far it is and that its worker lives; learn whether it is to stop."""
    mine = _of_this_run(job)
    alive = mine.update(step=progress.step[:200], done=progress.done, total=progress.total, beat_at=clock.now())
    progress.cancelled = not alive or mine.values_list("cancel_asked", flat=True).first() is not False


def _of_this_run(job: Job) -> Any:
    from soyte.portal.jobs.models import Job, State  # noqa: PLC0415 (models need Django set up)

    return Job.objects.filter(pk=job.pk, state=State.RUNNING, worker=job.worker, runs=job.runs)


def take_back(*, worker: str | None = None, now: datetime | None = None) -> int:
    """Queue again what was running when its worker died: those of `worker`, else all without a sign of life. How many."""
    from soyte.portal.jobs.models import Job, State  # noqa: PLC0415 (models need Django set up)

    running = Job.objects.filter(state=State.RUNNING)
    lost = running.filter(worker=worker) if worker else running.filter(beat_at__lt=(now or clock.now()) - LOST)
    count = 0
    for job in lost:
        kind = kind_of(job.kind)
        if job.cancel_asked:
            count += over(job, State.CANCELLED)
        elif kind is not None and kind.again and job.runs < RUNS:
            count += again(job, runs=job.runs)
        else:
            words = (
                f"Tiến trình chạy việc này đã dừng giữa chừng {job.runs} lần nên không tự chạy lại nữa; hãy báo quản trị hệ thống."
                if kind is not None and kind.again
                else "Tiến trình chạy việc này đã dừng giữa chừng, và việc này không tự chạy lại; hãy xem kết quả rồi giao lại nếu cần."
            )
            count += over(job, State.FAILED, words=words)
        log.warning("job %s (%s) lost its worker", job.pk, job.kind)
    return count


def run_pending() -> int:
    """Run all waiting jobs in this process, one after the other; how many. For tests, and for whoever has no worker."""
    count = 0
    while (job := claim(HERE)) is not None:
        carry_out(job, Progress(functools.partial(beat, job)))
        count += 1
    return count
