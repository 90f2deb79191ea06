"""Rows that are only ever added: nobody changes or deletes what was once said."""

from __future__ import annotations

from typing import Any

from django.db import models


class Added(models.Model):
    """A row that can be made but neither changed nor deleted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if self.pk is not None:
            raise TypeError(f"{type(self).__name__} is only ever added")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise TypeError(f"{type(self).__name__} is only ever added")
