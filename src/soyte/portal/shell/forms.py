"""Forms as pages show them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import EmailValidator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class Form(forms.Form):
    """A form whose labels end without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Email(forms.EmailField):
    """An address that letters reach."""

    default_error_messages = {"invalid": "Thư điện tử chưa đúng dạng. Ví dụ: an.nv@soyte.example.vn"}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Thư điện tử", required=False, **kwargs)
        self.validators = [validate_email_in_vietnamese]


def validate_email_in_vietnamese(said: str) -> None:
    """Django's check with our words."""
    EmailValidator(Email.default_error_messages["invalid"])(said)


def next_of(request: HttpRequest, usual: str = "overview") -> str:
    """Where to go on after a step: the page of ours that `next` names, else the usual one. Never another site."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    if said and url_has_allowed_host_and_scheme(said, allowed_hosts=here, require_https=request.is_secure()):
        parts = urlsplit(said)
        path = "/" + parts.path.lstrip(
            "/\\"
        )  # `https://here//elsewhere` is ours, but its path alone names another host
        return f"{path}?{parts.query}" if parts.query else path
    return reverse(usual)
