"""Django's name for this application."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Files on their way to the ledger."""

    name = "soyte.portal.uploads"
    label = "uploads"
    verbose_name = "Tệp đang chờ nhận"
