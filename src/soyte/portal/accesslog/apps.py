"""Django's name for this application."""

from django.apps import AppConfig


class AccessLogConfig(AppConfig):
    """Who saw and did what."""

    name = "soyte.portal.accesslog"
    label = "accesslog"
    verbose_name = "Nhật ký truy cập"
