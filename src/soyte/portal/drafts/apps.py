"""Django's name for this application."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Audits and proposals."""

    name = "soyte.portal.drafts"
    label = "drafts"
    verbose_name = "Bản rà soát và đề xuất"
