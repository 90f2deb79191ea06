"""Getting the portal ready: Django set up for an installation, tables of its database made, files of pages collected."""

from __future__ import annotations

import hashlib
import logging.config
import os
from pathlib import Path

SETTINGS = "soyte.portal.settings"


def set_up(home: Path | None = None) -> None:
    """Load Django for the installation in `home` (or SOYTE_HOME); call once a process, before anything of the portal is imported."""
    if home is not None:
        os.environ["SOYTE_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 (heavy, and it reads the settings)

    django.setup()


def logging_to_stdout() -> None:
    """One line a message on standard output, for journald or whoever collects it. Who asked for what is not logged here."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
            "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
            "root": {"handlers": ["out"], "level": "INFO"},
            "loggers": {
                # Its own handlers write mail with whole requests; a wrong address is no event.
                "django": {"handlers": [], "propagate": True, "level": "WARNING"},
                "django.request": {"level": "ERROR"},
                "waitress.queue": {"level": "ERROR"},
            },
        }
    )


def prepare(*, pages: bool = True) -> None:
    """Bring the database up to date and, for whoever shows `pages`, collect the files that these load."""
    from django.core.management import call_command  # noqa: PLC0415 (after set_up)

    call_command("migrate", interactive=False, verbosity=0)
    if pages:
        _collect()


def _collect() -> None:
    """Collecting names and packs every file, which takes seconds: only when one of them has changed."""
    from django.conf import settings  # noqa: PLC0415 (after set_up)
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    seen = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    mark = Path(settings.STATIC_ROOT) / ".collected"
    if not mark.exists() or mark.read_text("ascii") != seen.hexdigest():
        call_command("collectstatic", interactive=False, verbosity=0, clear=False)
        mark.write_text(seen.hexdigest(), "ascii")
