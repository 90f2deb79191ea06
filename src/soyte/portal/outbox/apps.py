"""Django's name for this application."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What was approved, on its way to the ledger."""

    name = "soyte.portal.outbox"
    label = "outbox"
    verbose_name = "Điều đã duyệt đang vào sổ"
