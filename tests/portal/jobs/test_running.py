"""Jobs: started, carried out, cancelled, and taken back from workers that died."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from soyte.ledger import clock
from soyte.ledger.errors import LedgerError
from soyte.portal.jobs import Progress, cancel, job, run_pending, start
from soyte.portal.jobs.kinds import KINDS
from soyte.portal.jobs.models import Job, State
from soyte.portal.jobs.running import LOST, RUNS, claim, over, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Four kinds of work, for these tests only."""
    before = dict(KINDS)

    @job("count", "Đếm")
    def count(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
        for number in range(said["to"]):
            progress("đếm", number, said["to"])
        return {"url": "/xong/", "words": "Đã đếm."}

    @job("refuse", "Từ chối")
    def refuse(progress: Progress, said: dict[str, Any]) -> None:
        raise LedgerError("a.csv: dòng 3 thiếu cột; hãy sửa tệp.")

    @job("break", "Hỏng")
    def broken(progress: Progress, said: dict[str, Any]) -> None:
        raise ZeroDivisionError("secret")

    @job("once", "Chỉ một lần", again=False)
    def once(progress: Progress, said: dict[str, Any]) -> None:
        return None

    yield
    KINDS.clear()
    KINDS.update(before)


def test_a_job_runs_with_its_progress_and_keeps_its_result() -> None:
    made = start("count", {"to": 5}, by=None, title="Đếm đến năm")
    assert (made.state, run_pending()) == (State.WAITING, 1)
    made.refresh_from_db()
    assert (made.state, made.result["url"], made.words, made.step, made.share) == (
        "done",
        "/xong/",
        "Đã đếm.",
        "đếm",
        80,
    )


def test_what_speaks_to_the_person_becomes_the_jobs_words_and_a_fault_says_nothing_of_its_trace(caplog: Any) -> None:
    told, broken = start("refuse", {}, by=None), start("break", {}, by=None)
    run_pending()
    told.refresh_from_db()
    broken.refresh_from_db()
    assert (told.state, told.words) == (State.FAILED, "a.csv: dòng 3 thiếu cột; hãy sửa tệp.")
    assert broken.words.startswith("Phần mềm gặp lỗi") and "Traceback" not in broken.words
    assert "Traceback" in caplog.text


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step() -> None:
    waiting = start("count", {"to": 3}, by=None)
    cancel(waiting)
    assert (waiting.state, run_pending()) == (State.CANCELLED, 0)

    running = start("count", {"to": 3}, by=None)
    Job.objects.filter(pk=running.pk).update(cancel_asked=True)  # as if somebody did while it ran
    run_pending()
    running.refresh_from_db()
    assert (running.state, running.result) == (State.CANCELLED, None)


@pytest.mark.parametrize(
    ("kind", "runs", "state"),
    [("count", 1, State.WAITING), ("count", RUNS, State.FAILED), ("once", 1, State.FAILED), ("gone", 1, State.FAILED)],
)
def test_what_ran_when_its_worker_died_waits_again_if_it_may(kind: str, runs: int, state: str) -> None:
    Job.objects.create(kind=kind, title="việc", created_at=clock.now())
    taken = claim("w1")
    assert taken
    Job.objects.filter(pk=taken.pk).update(runs=runs)
    assert take_back() == 0  # it has just given a sign of life
    assert take_back(now=clock.now() + LOST + timedelta(seconds=1)) == 1
    taken.refresh_from_db()
    assert taken.state == state
    assert bool(taken.words) == (state == State.FAILED)


def test_a_worker_given_up_for_dead_is_not_heard_any_more() -> None:
    start("count", {"to": 1}, by=None)
    slow = claim("slow")
    assert slow and take_back(worker="slow") == 1
    quick = claim("quick")
    assert quick and quick.pk == slow.pk
    assert not over(slow, State.DONE, result={"from": "slow"})
    assert over(quick, State.DONE, result={"from": "quick"})
    quick.refresh_from_db()
    assert quick.result == {"from": "quick"}


def test_two_workers_never_take_the_same_job() -> None:
    start("count", {"to": 1}, by=None)
    assert claim("w1") is not None
    assert claim("w2") is None


def test_a_kind_that_nobody_knows_cannot_be_started() -> None:
    with pytest.raises(LookupError):
        start("nonsense", {}, by=None)
