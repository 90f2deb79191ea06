"""Five years of weekly cases, and the outbreak of August 2025 seen in the week in which it peaks."""

from __future__ import annotations

from soyte.cli.demo.stage import Stage, run_quietly
from soyte.sample.counts import write_weeks
from soyte.sample.counts.weekly import OUTBREAK, OUTBREAK_PLACE

WEEK, DISEASE, PLACE, PLACE_CODE = "2025-W34", OUTBREAK, "xã Khe Biếc", OUTBREAK_PLACE


def watch(stage: Stage) -> None:
    """Take the history in, ask for the signals of the week twice; the planted outbreak must be among them, and written down once."""
    stage.chapter(f"Tín hiệu của tuần: ổ dịch cài sẵn ở {PLACE} có bị phát hiện không")
    table = write_weeks(stage.files, diseases=(DISEASE,))
    stage.run("ingest", table.file, "--mapping", table.mapping, "--sender", "CDC tỉnh Sao Mai", lines=3)
    question = ("signals", "--week", WEEK, "--disease", DISEASE)
    told = stage.run(*question, "--limit", "3")
    if PLACE not in told.partition("Cụm ca bệnh")[0]:
        stage.failed.append(f"tín hiệu: không thấy ổ dịch đã cài ở {PLACE} trong tuần {WEEK}")
    before = stage.ledger().state().head
    again, _ = run_quietly([*question, "--format", "html", "--home", str(stage.home)], stage.width)
    if stage.ledger().state().head != before:
        stage.failed.append("tín hiệu: hỏi lại trên cùng số liệu mà vẫn ghi thêm")
    stage.say("\nHỏi lại trên cùng số liệu (lần này lấy trang để in) thì không ghi thêm tín hiệu nào.")
    page = stage.out / "tin-hieu-tuan-34.html"
    page.write_text(again, "utf-8")
    stage.open.append((page, "tín hiệu tuần 34/2025, bệnh sốt xuất huyết"))
    draw(stage)


def draw(stage: Stage) -> None:
    """The outbreak as one page: curve with expected band, endemic channel, map of the communes, diseases by week."""
    from soyte.measures.spans import parse  # noqa: PLC0415 (heavy; the audit before needs none of it)
    from soyte.reports.signals.drawn import of_week  # noqa: PLC0415
    from soyte.reports.signals.page import as_page  # noqa: PLC0415

    found = of_week(stage.ledger(), parse(WEEK), DISEASE, "commune", PLACE_CODE)
    if found is None or not found.numbers.alarm[-1] or found.map is None:
        stage.failed.append(f"tín hiệu: không vẽ được đường số ca và bản đồ của ổ dịch ở {PLACE}")
        return
    page = stage.out / "o-dich-tuan-34.html"
    page.write_text(as_page(found), "utf-8")
    stage.say(f"Đường số ca và bản đồ: {found.curve.title}.")
    stage.open.append((page, f"ổ dịch ở {PLACE}: đường số ca với dải dự kiến, đường cong chuẩn, bản đồ"))
