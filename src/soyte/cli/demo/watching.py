"""Five years of weekly cases, and the outbreak of August 2025 seen in the week in which it peaks."""

from __future__ import annotations

import json

from soyte.cli.demo.stage import Stage, run_quietly
from soyte.sample.counts import write_weeks

WEEK, DISEASE, PLACE = "2025-W34", "dengue", "99046"


def watch(stage: Stage) -> None:
    """Take the history in, ask for the signals of the week twice; the planted outbreak must be among them, and written down once."""
    stage.chapter("Tín hiệu của tuần: ổ dịch cài sẵn ở xã Khe Biếc có bị phát hiện không")
    table = write_weeks(stage.files, diseases=(DISEASE, "measles"))
    stage.run("ingest", table.file, "--mapping", table.mapping, "--sender", "CDC tỉnh Sao Mai", lines=3)
    question = ("signals", "--week", WEEK, "--disease", DISEASE)
    stage.run(*question, "--limit", "3")
    stage.say("\nHỏi lại trên cùng số liệu thì không ghi thêm tín hiệu nào; lần này lấy dạng JSON và trang để in:")
    asked = [*question, "--home", str(stage.home), "--format"]
    before = stage.ledger().state().head
    found, _ = run_quietly([*asked, "json"], stage.width)
    told, _ = run_quietly([*asked, "html", "--no-record"], stage.width)
    page = stage.out / "tin-hieu-tuan-34.html"
    page.write_text(told, "utf-8")
    stage.open.append((page, "tín hiệu tuần 34/2025, bệnh sốt xuất huyết"))
    alarms = [one for one in json.loads(found)["signals"] if one["kind"] == "statistic" and one["place"] == PLACE]
    stage.say(*(f"  {one['words']}" for one in alarms))
    if not alarms:
        stage.failed.append(f"tín hiệu: không thấy ổ dịch đã cài ở xã {PLACE} trong tuần {WEEK}")
    if stage.ledger().state().head != before:
        stage.failed.append("tín hiệu: hỏi lại trên cùng số liệu mà vẫn ghi thêm")
