"""Django's name for this application."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background jobs."""

    name = "soyte.portal.jobs"
    label = "jobs"
    verbose_name = "Việc chạy nền"
