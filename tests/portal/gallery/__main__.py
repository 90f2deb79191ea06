"""Pictures of every page into `docs/huong-dan/hinh/`, and the page that shows them. `make gallery`, or for some pages only:

PYTHONPATH=tests/portal .venv/bin/python -m gallery overview audit
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from gallery.filled import fill_ledger, fill_portal
from gallery.photography import camera
from gallery.pictures import PICTURES
from gallery.showing import FOLDER, write_index
from gallery.standing_clock import StandingClock


def main(wanted: list[str]) -> None:
    """Fill a province in a folder that is thrown away, serve it, look at it."""
    clock = StandingClock()
    with _folder() as folder:
        os.environ |= {
            "SOYTE_PORTAL_FOLDER": str(folder / "portal"),
            "SOYTE_PORTAL_SECOND_FACTOR": "none",
            "SOYTE_PORTAL_HOSTS": "localhost,testserver",
            "SOYTE_PORTAL_WORKER": "0",
            "SOYTE_PORTAL_IDLE_MINUTES": "600",
            "SOYTE_PORTAL_BACKUPS": str(folder / "sao-luu"),
        }
        from soyte.portal.start import prepare, set_up  # noqa: PLC0415 (reads the environment)

        set_up(folder / "home")
        clock.rule()
        fill_ledger(folder, clock)
        prepare()
        known = fill_portal(folder, clock)
        _take(known, wanted or list(PICTURES), _serve())
    write_index()


@contextmanager
def _folder() -> Iterator[Path]:
    """Always of the same name, since pages show it; thrown away afterwards."""
    folder = Path(tempfile.gettempdir()) / "soyte-hinh"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    (folder / "sao-luu").mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve() -> str:
    """Answer in the background; where."""
    from waitress.server import create_server  # noqa: PLC0415

    from soyte.portal.wsgi import application  # noqa: PLC0415 (after Django is set up)

    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    return f"http://localhost:{server.effective_port}"


def _take(known: dict[str, object], wanted: list[str], server: str) -> None:
    from django.test import Client  # noqa: PLC0415 (after Django is set up)

    people: dict[str, object] = known["people"]  # type: ignore[assignment]
    sessions = {}
    for who, person in people.items():
        client = Client()
        client.force_login(person)  # type: ignore[arg-type]
        sessions[who] = client.cookies["sessionid"].value
    FOLDER.mkdir(parents=True, exist_ok=True)
    said = {name: quote(str(value), safe="") for name, value in known.items() if name != "people"}
    failed = []
    with camera() as eye:
        for name in wanted:
            one = PICTURES[name]
            try:
                for way, content in eye.pictures(f"{server}{one.address.format(**said)}", sessions.get(one.who or "")):
                    (FOLDER / f"{name}-{way}.png").write_bytes(content)
            except RuntimeError as error:
                failed.append(f"{name}: {error}")
            print(name, flush=True)
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main(sys.argv[1:])
