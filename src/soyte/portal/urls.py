"""Every address of the portal: what the pages registered, the API, nothing else."""

from __future__ import annotations

from django.urls import path

from soyte.portal.api.made import api
from soyte.portal.shell.pages import urlpatterns_of
from soyte.portal.shell.refusals import spoilt
from soyte.portal.shell.troubles import forbidden, missing, unwell

urlpatterns = [*urlpatterns_of("soyte.portal.pages"), path("api/", api.urls)]

handler400 = spoilt
handler403 = forbidden
handler404 = missing
handler500 = unwell
