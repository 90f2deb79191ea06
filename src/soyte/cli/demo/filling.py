"""Second part: an installation, and files taken in: reports, tables of counts, a list of targets."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soyte.cli.demo.stage import Stage
from soyte.sample import year
from soyte.sample.counts import SampleTable, write_counts

MARK = "soyte.json"


@dataclass(frozen=True)
class RealCounts:
    """A table of real counts beside the checkout, and its mapping."""

    file: Path
    mapping: Path

    @property
    def there(self) -> bool:
        """Both files exist."""
        return self.file.is_file() and self.mapping.is_file()


def fill(stage: Stage, reports: Sequence[Path], real: RealCounts) -> SampleTable:
    """Take everything in but one table, which is given back: the next part takes it in and is killed."""
    stage.chapter("Kho số liệu: nhận báo cáo và bảng số liệu, giữ nguyên bản gốc")
    if (stage.home / MARK).exists():
        shutil.rmtree(stage.home)
    stage.files.mkdir(exist_ok=True)
    stage.say(f"Mọi lệnh sau chạy với SOYTE_HOME={stage.home}")
    stage.run("init", "--name", "Sở Y tế (chạy thử)", "--place", year.CODE)
    stage.run("ingest", *reports, "--sender", "Sở Y tế", lines=12)
    *cases, people, visits = write_counts(stage.files)
    stage.run("ingest", *(table.file for table in cases), "--mapping", cases[0].mapping, "--sender", "CDC tỉnh Sao Mai")
    stage.run("ingest", people.file, "--mapping", people.mapping, "--sender", "Chi cục Dân số tỉnh Sao Mai")
    stage.run("ingest", year.report(), "--sender", "Sở Y tế tỉnh Sao Mai")
    stage.run("targets", "import", year.targets(), "--sender", "UBND tỉnh Sao Mai")
    if real.there:
        stage.say("\nSố ca thật của 18 bệnh, 63 tỉnh, 18 năm, mỗi ô một số:")
        stage.run("ingest", real.file, "--mapping", real.mapping, "--sender", "Cục Y tế dự phòng", lines=4)
    stage.say("\nGửi lại đúng tệp đã nhận thì không có gì tăng gấp đôi:")
    stage.run("ingest", cases[0].file, "--mapping", cases[0].mapping)
    return visits
