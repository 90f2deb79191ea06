"""The command `soyte`. Each command is a module of this room; this one only puts them together."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from soyte.cli import (
    audit,
    backup,
    care,
    catalogue,
    check,
    compare,
    detect,
    doctor,
    figures,
    ingest,
    init,
    people,
    places,
    proof,
    sample,
    scorecard,
    serve,
    signals,
    submissions,
    targets,
    trace,
    vault,
    verify,
)
from soyte.cli.providers import comparison_of, current_figures_of
from soyte.cli.usage import usage_error, vietnamese_help
from soyte.cli.version import tell_version

app = typer.Typer(
    name="soyte",
    help="Soyte: số liệu của ngành y tế, từ nguồn đến báo cáo.",
    epilog="Gõ `soyte LỆNH --help` để xem cách dùng và ví dụ của từng lệnh, chẳng hạn `soyte audit --help`.",
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command("audit", epilog=audit.EPILOG)(audit.audit)
app.command("init", epilog=init.EPILOG)(init.init)
app.command("ingest", epilog=ingest.EPILOG)(ingest.ingest)
app.command("check", epilog=check.EPILOG)(check.check)
app.command("submissions", epilog=submissions.LIST_EPILOG)(submissions.submissions)
app.command("withdraw", epilog=submissions.WITHDRAW_EPILOG)(submissions.withdraw)
app.command("figures", epilog=figures.EPILOG)(figures.figures)
app.command("trace", epilog=trace.EPILOG)(trace.trace)
app.command("scorecard", epilog=scorecard.EPILOG)(scorecard.scorecard)
app.command("verify", epilog=verify.EPILOG)(verify.verify_command(current_figures_of))
app.command("compare", epilog=compare.EPILOG)(compare.compare_command(comparison_of))
app.command("detect", epilog=detect.EPILOG)(detect.detect)
app.command("signals", epilog=signals.EPILOG)(signals.signals)
app.command("doctor", epilog=doctor.EPILOG)(doctor.doctor)
app.command("backup", epilog=backup.BACKUP_EPILOG)(backup.backup)
app.command("restore", epilog=backup.RESTORE_EPILOG)(backup.restore)
app.command("serve", epilog=serve.SERVE_EPILOG)(serve.serve)
app.command("portal-worker", epilog=serve.WORKER_EPILOG)(serve.portal_worker)
app.add_typer(targets.app, name="targets")
app.add_typer(care.app, name="care")
app.add_typer(people.app, name="people")
app.add_typer(places.app, name="places")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(vault.app, name="vault")
app.add_typer(proof.app, name="proof")
app.add_typer(sample.app, name="sample")


@app.callback()
def _soyte(
    asked: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Hiện phiên bản rồi thoát")
    ] = False,
) -> None:
    """Soyte: số liệu của ngành y tế, từ nguồn đến báo cáo."""


def run() -> None:
    """The entry point: no traceback reaches a user, whatever happens."""
    command = typer.main.get_command(app)
    arguments = sys.argv[1:] or ["--help"]
    if "--help" in arguments:
        vietnamese_help(command)
    try:
        sys.exit(command(arguments, prog_name="soyte", standalone_mode=False) or 0)
    except TyperException as error:
        sys.stderr.write(usage_error(error) + "\n")
        sys.exit(2)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("Đã dừng theo yêu cầu.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except MemoryError:
        sys.stderr.write("Máy không đủ bộ nhớ cho việc này; hãy chia tệp thành các phần nhỏ hơn rồi chạy lại.\n")
        sys.exit(2)
