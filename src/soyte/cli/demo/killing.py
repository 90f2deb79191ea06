"""A load is killed half-way; nothing is lost, nothing is doubled, and the doctor sweeps what it left."""

from __future__ import annotations

import subprocess
import sys

from soyte.cli.demo.stage import Stage
from soyte.engine import Column, Count, Sum
from soyte.ledger.sweeping import look
from soyte.ledger.tables import OBSERVATION
from soyte.sample.counts import SampleTable


def kill_a_load(stage: Stage, table: SampleTable) -> None:
    """Start a real process that takes the table in, kill it, compare, sweep, take the table in again."""
    stage.chapter("Ngắt giữa chừng: một tiến trình đang nhận tệp bị giết (SIGKILL)")
    before = _counted(stage)
    child = [sys.executable, "-m", "soyte.cli.demo.slow", str(stage.home), str(table.file), str(table.mapping)]
    with subprocess.Popen(child, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 (our own)
        assert process.stdout is not None  # noqa: S101 (asked for above)
        written = process.stdout.readline().strip()
        process.kill()
        process.wait(timeout=30)
    ended = process.returncode
    orphans = look(stage.ledger()).orphans
    stage.say(
        f"Tiến trình {process.pid} đã ghi {written or 0} dòng của {table.file.name} thì bị giết (mã {ended}).",
        f"Trên đĩa còn lại phần dở dang: {', '.join(orphans) or 'không có'}.",
    )
    after = _counted(stage)
    stage.say(f"Người đọc sổ thấy trước đó: {_words(before)}; sau đó: {_words(after)}.")
    if after != before or not orphans or ended >= 0:
        stage.failed.append("một lần nhận bị giết giữa chừng mà sổ thay đổi, hoặc không bị giết thật")
    stage.say("\n“soyte doctor” dọn phần dở dang:")
    stage.run("doctor")
    stage.say("\nNhận lại tệp ấy:")
    stage.run("ingest", table.file, "--mapping", table.mapping)


def _counted(stage: Stage) -> tuple[int, int]:
    """Rows that count, and their sum."""
    ledger = stage.ledger()
    frame = ledger.view().rows(OBSERVATION.name).group(rows=Count(), total=Sum(Column("value")))
    found = ledger.engine.collect(frame.steps).to_pylist()[0]
    return found["rows"], int(found["total"] or 0)


def _words(counted: tuple[int, int]) -> str:
    rows, total = (f"{number:,}".replace(",", ".") for number in counted)
    return f"{rows} dòng, cộng lại {total}"
