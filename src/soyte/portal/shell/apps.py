"""Django's name for this application."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Template tags and what all pages share."""

    name = "soyte.portal.shell"
    label = "shell"
