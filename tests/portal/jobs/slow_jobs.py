"""Processes for the kill tests: `keep` stands for `soyte serve` and takes orders on its standard input, `work` is its worker.

Both are the product's own code; only the kinds of jobs are made for the tests.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from soyte.portal.jobs import Progress, job
from soyte.portal.start import set_up


@job("slow", "Chậm")
def slow(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """Many short steps; each run leaves a line."""
    with Path(said["file"]).open("a", encoding="utf-8") as file:
        file.write("begun\n")
    for number in range(said["steps"]):
        progress("ngủ", number, said["steps"])
        time.sleep(0.05)
    return {"words": "Đã ngủ."}


@job("deaf", "Điếc", again=False)
def deaf(progress: Progress, said: dict[str, Any]) -> None:
    """Never looks up."""
    time.sleep(600)


def keep(name: str) -> None:
    """Start a worker and watch it; answer orders."""
    set_up()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from soyte.portal.jobs import cancel, start  # noqa: PLC0415
    from soyte.portal.jobs.models import Job  # noqa: PLC0415
    from soyte.portal.watching import Watched  # noqa: PLC0415

    watched = Watched(name, command=[sys.executable, __file__, "work", name])
    for line in sys.stdin:
        order = json.loads(line)
        match order["do"]:
            case "start":
                answer: Any = start(order["kind"], order["said"], by=None).pk
            case "look":
                answer = Job.objects.values("state", "runs", "worker", "step", "done", "words").get(pk=order["job"])
            case "cancel":
                cancel(Job.objects.get(pk=order["job"]))
                answer = True
            case "pid":
                answer = watched.process
            case _:
                watched.stop()
                answer = "stopped"
        print("answer:", json.dumps(answer), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "keep":
        keep(sys.argv[2])
    else:
        from soyte.portal.worker import main

        main(sys.argv[2])
