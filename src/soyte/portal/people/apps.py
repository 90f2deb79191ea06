"""Django's name for this application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and units."""

    name = "soyte.portal.people"
    label = "people"
    verbose_name = "Người dùng và đơn vị"

    def ready(self) -> None:
        """Listen to who signs in."""
        from soyte.portal.people import entering  # noqa: F401, PLC0415 (models must be there)
