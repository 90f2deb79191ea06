"""People at work, as Locust drives them: `python -m benchmarks.portal.visitors URL STAFF SETTLE SECONDS` prints what each page took as JSON.

A process of its own: Locust changes the standard library beneath itself. Each person opens a page, reads it for two to eight
seconds, and opens the next; which ones, and which indicators, years and places, is drawn. What a browser would have kept
(stylesheets, scripts, letters) is not asked for again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

import gevent  # type: ignore[import-untyped]
from locust import FastHttpUser, between, task
from locust.env import Environment

from benchmarks.portal.choices import Choices


class Person(FastHttpUser):
    """Somebody of the department."""

    wait_time = between(2, 8)
    staff: ClassVar[list[str]] = []
    choices: ClassVar[Choices]

    def on_start(self) -> None:
        """Take a session of one's own."""
        self.headers = {"Cookie": f"sessionid={self.staff.pop()}", "Accept-Encoding": "gzip"}

    def look(self, name: str, path: str, **said: object) -> None:
        """Open a page."""
        query = {key.replace("_", "-"): value for key, value in said.items() if value not in (None, "")}
        self.client.get(f"{path}?{urlencode(query)}" if query else path, name=name, headers=self.headers)

    @task(20)
    def overview(self) -> None:
        self.look("overview", "/")

    @task(10)
    def indicators(self) -> None:
        self.look("indicators", "/chi-tieu/")

    @task(20)
    def indicator(self) -> None:
        self.look("indicator", f"/chi-tieu/{self.choices.indicator()}/")

    @task(6)
    def indicator_of_a_place(self) -> None:
        self.look("indicator of a commune", f"/chi-tieu/{self.choices.indicator()}/", dia_ban=self.choices.place())

    @task(6)
    def ranking(self) -> None:
        said = {"xem": "xep-hang", "nam": self.choices.year()}
        self.look("ranking of communes", f"/chi-tieu/{self.choices.indicator()}/", **said)

    @task(3)
    def map(self) -> None:
        self.look("map of communes", f"/chi-tieu/{self.choices.indicator()}/", xem="ban-do", nam=self.choices.year())

    @task(3)
    def months(self) -> None:
        self.look("indicator by month", f"/chi-tieu/{self.choices.indicator()}/", theo="thang")

    @task(5)
    def trace(self) -> None:
        self.look("trace", "/truy-nguon/", so_lieu=self.choices.address())

    @task(6)
    def targets(self) -> None:
        self.look("targets", "/chi-tieu-giao/")

    @task(4)
    def scorecard(self) -> None:
        self.look("scorecard", "/phieu-chi-tieu/")

    @task(5)
    def submissions(self) -> None:
        self.look("submissions", "/lan-gui/")

    @task(3)
    def submission(self) -> None:
        self.look("submission", f"/lan-gui/{self.choices.submission()}/")

    @task(4)
    def signals(self) -> None:
        self.look("signals of the week", "/tin-hieu/")

    @task(3)
    def audits(self) -> None:
        self.look("audits", "/ra-soat/")

    @task(3)
    def jobs(self) -> None:
        self.look("jobs", "/viec/")

    @task(3)
    def api(self) -> None:
        self.look("API: figures", "/api/figures", indicator=self.choices.indicator(), period=self.choices.year())


def measure(url: str, staff: Sequence[str], choices: Choices, settle: int, seconds: int) -> list[dict[str, Any]]:
    """Let everybody arrive, which is not counted, then work; per page how often it was opened, the percentiles in milliseconds, and failures."""
    Person.staff, Person.choices, Person.host = [*staff], choices, url
    environment = Environment(user_classes=[Person])
    runner = environment.create_local_runner()
    runner.start(len(staff), spawn_rate=2 * len(staff) / settle)
    gevent.spawn_later(settle, environment.stats.reset_all)
    gevent.spawn_later(settle + seconds, runner.quit)
    runner.greenlet.join()
    every = [*environment.stats.entries.values(), environment.stats.total]
    return [
        {
            "page": one.name,
            "count": one.num_requests,
            "failures": one.num_failures,
            **{f"p{share}": one.get_response_time_percentile(share / 100) for share in (50, 95, 99)},
        }
        for one in sorted(every, key=lambda entry: (entry is environment.stats.total, entry.name))
    ]


if __name__ == "__main__":
    said = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    print(json.dumps(measure(sys.argv[1], said["sessions"], Choices(**said["choices"]), *map(int, sys.argv[3:5]))))
