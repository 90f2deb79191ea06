"""Django's name for this application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Letters to people."""

    name = "soyte.portal.notices"
    label = "notices"
    verbose_name = "Thư báo"
