"""The parts of the demonstration in order, and what to open at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from soyte.cli.demo.auditing import audit_reports
from soyte.cli.demo.claiming import take_claims_in
from soyte.cli.demo.figuring import show_figures, take_back
from soyte.cli.demo.filling import RealCounts, fill
from soyte.cli.demo.judging import judge
from soyte.cli.demo.killing import kill_a_load
from soyte.cli.demo.opening import prepare_portal, serve_portal
from soyte.cli.demo.printing import compare_places, print_scorecard
from soyte.cli.demo.stage import Stage
from soyte.cli.demo.watching import watch
from soyte.sample import sample_reports

SHARED = Path("../shared")
_COUNTS = SHARED / "reference" / "data" / "gdpm_vn_monthly_2000_2017.csv.gz"
_MAPPING = Path("tests/intake/counts/mappings/gdpm.yaml")


def chosen_reports(seeds: Path) -> list[Path]:
    """The `.txt` reports of the folder `seeds`, or the sample reports when there is none."""
    return sorted(seeds.glob("*.txt")) or list(sample_reports())


def demo(
    seeds: Annotated[Path, typer.Option(help="Thư mục có các báo cáo .txt", metavar="THƯ_MỤC")] = SHARED / "seeds",
    out: Annotated[Path, typer.Option(help="Thư mục ghi kết quả", metavar="THƯ_MỤC")] = Path("out/demo"),
    counts: Annotated[Path, typer.Option(help="Bảng số ca thật, nếu có", metavar="TỆP")] = _COUNTS,
    mapping: Annotated[Path, typer.Option(help="Tệp ánh xạ của bảng ấy", metavar="TỆP")] = _MAPPING,
    serve: Annotated[bool, typer.Option("--serve", help="Cuối cùng mở cổng và chạy đến khi bấm Ctrl+C")] = False,
) -> None:
    """Chạy thử: rà soát báo cáo, nhận số liệu, tính và truy nguồn, ngắt giữa chừng, rút và xem lại, xét chỉ tiêu, lập phiếu, so địa bàn, mở cổng."""
    reports = chosen_reports(seeds)
    stage = Stage(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        audit_reports(stage, reports)
        real = RealCounts(counts, mapping)
        visits = fill(stage, reports, real)
    except OSError as error:
        typer.echo(
            f"{error.filename or out}: không ghi được ({error.strerror}); hãy kiểm tra thư mục và quyền ghi.", err=True
        )
        raise typer.Exit(2) from error
    show_figures(stage, real)
    kill_a_load(stage, visits)
    take_back(stage)
    place, of_year = judge(stage)
    print_scorecard(stage, place, of_year)
    compare_places(stage)
    take_claims_in(stage)
    watch(stage)
    portal = prepare_portal(stage)
    _close(stage)
    if serve and not stage.failed:
        stage.say("")
        serve_portal(portal)
    raise typer.Exit(2 if stage.failed else 0)


def _close(stage: Stage) -> None:
    stage.chapter("Xem gì tiếp")
    stage.say(
        "Vừa rồi: các báo cáo được rà soát; báo cáo và bảng số liệu được nhận vào kho cùng bản gốc; số liệu được tính ra kèm nguồn, mức đầy",
        "đủ và truy về đúng dòng, đúng câu; một lần nhận bị giết giữa chừng mà không mất, không thừa dòng nào; một lần gửi được rút mà quá",
        "khứ vẫn xem lại được; chỉ tiêu giao được xét và in thành phiếu mà số nào bị sửa tay cũng lộ ra; các địa bàn được đặt cạnh nhau;",
        "một tháng hồ sơ bảo hiểm y tế được nhận, hồ sơ hỏng để riêng kèm lý do; ổ dịch cài sẵn được phát hiện đúng tuần; cổng có tài khoản cho từng vai trò.",
        "\nMở bằng trình duyệt hoặc Word:",
    )
    for path, words in stage.open:
        stage.say(f"  {path.resolve()} : {words}")
    stage.say(
        f"Kho số liệu để thử tiếp: export SOYTE_HOME={stage.home.resolve()}; rồi soyte submissions, hoặc soyte serve"
    )
    for words in stage.failed:
        typer.echo(f"Không đạt: {words}", err=True)
