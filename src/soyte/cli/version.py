"""`soyte --version`: which program and which catalogue answer, for whoever reports a fault or compares two installations."""

from __future__ import annotations

import typer


def tell_version(asked: bool) -> None:
    """Print it and stop, if asked."""
    if not asked:
        return
    from importlib.metadata import version  # noqa: PLC0415 (asked seldom, and the command starts at each use)

    from soyte.catalogue.claims import decisions  # noqa: PLC0415
    from soyte.catalogue.fingerprint import fingerprint  # noqa: PLC0415

    latest = decisions()[-1]
    typer.echo(f"soyte {version('soyte')}")
    typer.echo(
        f"danh mục {fingerprint()}; mẫu hồ sơ BHYT mới nhất theo Quyết định {latest.decision}, từ {latest.valid_from:%d/%m/%Y}"
    )
    raise typer.Exit
