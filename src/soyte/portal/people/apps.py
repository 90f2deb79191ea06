"""Django's name for this application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and units."""

    name = "soyte.portal.people"
    label = "people"
    verbose_name = "Người dùng và đơn vị"
