"""Getting the portal ready: Django set up for an installation, tables of its database made, files of pages collected."""

from __future__ import annotations

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


def prepare() -> None:
    """Bring the database up to date and collect the files that pages load."""
    from django.core.management import call_command  # noqa: PLC0415 (after set_up)

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)
