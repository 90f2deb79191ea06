"""Every address of the portal: what the pages registered, the API, nothing else."""

from __future__ import annotations

from soyte.portal.shell.pages import urlpatterns_of
from soyte.portal.shell.troubles import forbidden, missing, unwell

urlpatterns = urlpatterns_of("soyte.portal.pages")

handler403 = forbidden
handler404 = missing
handler500 = unwell
