"""A month of the insurance feed: invented dossiers with planted faults, checked, taken in, counted; what was set aside and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from soyte.cli.demo.stage import Stage

VISITS, YEAR, MONTH = 600, 2025, 8


def take_claims_in(stage: Stage) -> None:
    """Send a month of dossiers and take it in twice; rows in files are rows in the ledger, and the second time changes nothing."""
    stage.chapter("Hồ sơ bảo hiểm y tế: một tháng của tỉnh Sao Mai, có lỗi cài sẵn")
    folder = stage.files / "bhyt"
    if folder.exists():
        shutil.rmtree(folder)
    order = {"--visits": VISITS, "--year": YEAR, "--month": MONTH, "--faults": "0.03", "--pack": "gz", "--out": folder}
    stage.run("sample", "claims", *(str(word) for pair in order.items() for word in pair), home=False)
    stage.run("ingest", folder / "ho-so", "--basis", "copies", "--sender", "Các cơ sở khám chữa bệnh tỉnh Sao Mai")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    standing = manifest["standing"]
    rows = ", ".join(f"{table} {count}" for table, count in standing["rows"].items())
    stage.say(f"\nNơi gửi đếm, sau khi bản gửi lại thay bản trước: {standing['dossiers']} hồ sơ; {rows}.")
    _compare(stage, standing["rows"])
    stage.say("\nGửi lại cả thư mục thì không có gì tăng gấp đôi:")
    stage.run("ingest", folder / "ho-so", "--basis", "copies", lines=4)
    _check(stage, folder)
    _count(stage)


def _check(stage: Stage, folder: Path) -> None:
    """What the rules find: for the screen, as a page, as a workbook for each facility; and what the ledger knows of it."""
    stage.say("\nBộ quy tắc hỏi từng hồ sơ; mỗi cơ sở có một tệp Excel để sửa:")
    books, page = stage.out / "so-loi-bhyt", stage.out / "kiem-tra-ho-so.html"
    given = ("--lists", folder / "danh-muc", "--workbooks", books, "--html", page)
    stage.run("check", folder / "ho-so", *given, home=False, lines=14)
    workbook = max(books.glob("99*.xlsx"), key=lambda path: path.stat().st_size, default=None)
    if workbook is None:
        stage.failed.append("kiểm tra hồ sơ BHYT: không có tệp Excel nào của cơ sở")
        return
    stage.open += [(page, "kết quả kiểm tra hồ sơ BHYT"), (workbook, "các phát hiện của một cơ sở, để rà và sửa")]
    stage.run("care", "findings", "--top", "8", lines=14)


def _count(stage: Stage) -> None:
    """Some of what the feed says."""
    stage.say("\nHồ sơ nói gì: bệnh hay gặp, chuyển cơ sở, gửi đúng ngày:")
    stage.run("care", "diseases", "--top", "5", lines=10)
    stage.run("care", "transfers", "--top", "5", lines=10)
    stage.run("care", "timeliness", lines=10)


def _compare(stage: Stage, expected: dict[str, int]) -> None:
    """Rows that count in the ledger against rows that were sent and stand."""
    ledger = stage.ledger()
    view = ledger.view()
    kept = {name: len(ledger.engine.collect(view.rows(name.lower()).select("line").steps)) for name in expected}
    wrong = {name: (expected[name], kept[name]) for name in expected if expected[name] != kept[name]}
    if wrong:
        told = ", ".join(f"{name}: gửi {sent}, trong sổ {held}" for name, (sent, held) in wrong.items())
        stage.say(f"Khác nhau: {told}")
        stage.failed.append(f"hồ sơ BHYT: {told}")
    else:
        stage.say(f"Trong sổ: {sum(kept.values())} dòng, bảng nào cũng khớp.")
