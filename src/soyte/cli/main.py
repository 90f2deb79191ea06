"""The command `soyte`. Each command is a module of this room; this one only puts them together."""

from __future__ import annotations

import sys

import typer

from soyte.cli.audit import audit

app = typer.Typer(
    name="soyte",
    help="Soyte: số liệu của ngành y tế, từ nguồn đến báo cáo. Gõ “soyte LỆNH --help” để xem cách dùng và ví dụ của từng lệnh.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command("audit")(audit)


@app.callback()
def _root() -> None:
    """Keeps `audit` a named command while it is the only one."""


def run() -> None:
    """The entry point: no traceback reaches a user, whatever happens."""
    try:
        app()
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng theo yêu cầu.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
