"""What a demonstration stands on: headings, sentences, and commands run as a user would type them."""

from __future__ import annotations

import io
import os
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import typer
from typer.exceptions import TyperException

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger


@dataclass
class Stage:
    """Where a demonstration takes place. `failed` names commands that did not end as they should, `open` files to look at."""

    out: Path
    failed: list[str] = field(default_factory=list)
    open: list[tuple[Path, str]] = field(default_factory=list)
    _chapters: int = 0

    @property
    def home(self) -> Path:
        """The installation."""
        return self.out / "kho"

    @property
    def files(self) -> Path:
        """The tables that are handed in."""
        return self.out / "so-lieu"

    @property
    def width(self) -> int:
        """Of the screen."""
        return max(80, shutil.get_terminal_size((120, 40)).columns)

    def ledger(self) -> Ledger:
        """The installation, opened."""
        from soyte.ledger.ledger import Ledger  # noqa: PLC0415 (heavy; the audit before it needs none of it)

        return Ledger.open(self.home)

    def chapter(self, title: str) -> None:
        """A heading."""
        self._chapters += 1
        typer.echo(f"\n{'═' * self.width}\n{self._chapters}. {title}\n{'═' * self.width}")

    def say(self, *sentences: str) -> None:
        """Plain words."""
        typer.echo("\n".join(sentences))

    def run(self, *arguments: str | Path, ends: int = 0, lines: int | None = None, home: bool = True) -> str:
        """Run `soyte ARGUMENTS` on the installation (unless not `home`), show it with its answer (its first `lines`); the answer."""
        words = [str(argument) for argument in arguments]
        typer.echo(f"\n$ soyte {shlex.join(map(_shorter, arguments))}")
        answer, ended = run_quietly([*words, *(["--home", str(self.home)] if home else [])], self.width)
        shown = answer.rstrip().splitlines()
        kept = shown if lines is None or len(shown) <= lines + 1 else shown[:lines]
        typer.echo("\n".join(line.rstrip() for line in kept))
        if len(kept) < len(shown):
            typer.echo(f"… (còn {len(shown) - len(kept)} dòng)")
        if ended != ends:
            self.failed.append(f"soyte {shlex.join(words)} (mã thoát {ended})")
        return answer


def _shorter(argument: str | Path) -> str:
    """A path as one would type it from here."""
    if isinstance(argument, Path) and argument.is_absolute() and argument.is_relative_to(Path.cwd()):
        return str(argument.relative_to(Path.cwd()))
    return str(argument)


def run_quietly(arguments: list[str], width: int) -> tuple[str, int]:
    """What a command prints on both streams on a screen of that width, and its exit code."""
    from soyte.cli.main import app  # noqa: PLC0415 (this room's own commands; the main module need not know the demonstration)
    from soyte.cli.usage import usage_error  # noqa: PLC0415

    heard = io.StringIO()
    with redirect_stdout(heard), redirect_stderr(heard), patch.dict(os.environ, COLUMNS=str(width)):
        try:
            ended = typer.main.get_command(app)(arguments, prog_name="soyte", standalone_mode=False) or 0
        except TyperException as error:
            heard.write(usage_error(error))
            ended = 2
    return heard.getvalue(), int(ended)
