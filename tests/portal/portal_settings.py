"""Django's settings for tests: those of the product, quicker where nothing depends on it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from unittest.mock import patch

_FOLDER = Path(tempfile.gettempdir()) / "soyte-portal-tests"
_SAID = {
    "SOYTE_HOME": str(_FOLDER / "no-such-home"),
    "SOYTE_PORTAL_FOLDER": str(_FOLDER),
    "SOYTE_PORTAL_SECRET": "only-for-tests",
    "SOYTE_PORTAL_DATABASE": os.environ.get("SOYTE_TEST_DATABASE", "sqlite:///:memory:"),
    "SOYTE_PORTAL_SECOND_FACTOR": "none",  # tests of the second factor ask for it
    "SOYTE_PORTAL_HOSTS": "testserver,localhost,127.0.0.1",
}
with patch.dict(os.environ, _SAID):
    from soyte.portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
