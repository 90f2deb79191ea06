"""Signing in through an identity provider (OpenID Connect): it says who somebody is, the portal who may do what.

The authorization code flow with PKCE, state and nonce; authlib checks signature, issuer, audience and time of what comes
back. Nobody gets an account this way: whoever comes must be invited already, and is known by the subject kept from an
earlier time, else by an address that the provider has verified.
"""

from __future__ import annotations

from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError
from requests import RequestException

from soyte.portal.people.models import User

_NAME = "provider"
_SECONDS = 10


class NotKnown(Exception):
    """The provider did not say who somebody is, or nobody here is that; the message is for the screen."""


class Direct(OAuth2Session):  # type: ignore[misc]
    """Asks the provider and nobody whom it would send us to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_redirects = 0


class Provider(DjangoOAuth2App):  # type: ignore[misc]
    """A provider whose discovery document is its own."""

    client_cls = Direct

    def load_server_metadata(self) -> dict[str, Any]:
        """The document; refused when it names another issuer than the one configured."""
        found: dict[str, Any] = super().load_server_metadata()
        if str(found.get("issuer", "")).rstrip("/") != settings.OIDC.rstrip("/"):
            raise ValueError("the discovery document names another issuer")
        return found


def client() -> Any:
    """The provider as authlib speaks to it; what it can do is read from its discovery document when first needed."""
    known = OAuth()
    return known.register(
        _NAME,
        client_cls=Provider,
        client_id=settings.OIDC_CLIENT,
        client_secret=settings.OIDC_SECRET,
        server_metadata_url=f"{settings.OIDC.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": _SECONDS},
    )


def depart(request: HttpRequest, back: str) -> HttpResponse:
    """Send the browser to the provider; it comes back to the address `back`."""
    try:
        answer: HttpResponse = client().authorize_redirect(request, back)
    except (RequestException, AuthlibBaseError, RuntimeError, ValueError) as error:
        raise NotKnown(
            "Không nối được với nhà cung cấp danh tính. Hãy đăng nhập bằng mật khẩu, hoặc thử lại sau."
        ) from error
    return answer


def returned(request: HttpRequest) -> User:
    """Who came back. Raises NotKnown."""
    issuers = [settings.OIDC.rstrip("/"), f"{settings.OIDC.rstrip('/')}/"]
    audience = {"essential": True, "value": settings.OIDC_CLIENT}
    try:
        found = client().authorize_access_token(
            request, claims_options={"iss": {"essential": True, "values": issuers}, "aud": audience}
        )
    except (RequestException, AuthlibBaseError, JoseError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise NotKnown("Nhà cung cấp danh tính chưa xác nhận được bạn. Hãy thử đăng nhập lại từ đầu.") from error
    return person_of(found.get("userinfo") or {})


@transaction.atomic
def person_of(claims: dict[str, Any]) -> User:
    """The person of these claims: by subject; the first time by a verified address, which then is bound to the subject."""
    subject = str(claims.get("sub") or "")
    known = User.objects.filter(subject=subject, is_active=True).first() if subject else None
    if known is not None:
        return known
    email = str(claims.get("email") or "")
    if not subject or not email or claims.get("email_verified") is not True:
        raise NotKnown(
            "Nhà cung cấp danh tính không cho biết thư điện tử đã xác minh của bạn nên chưa nhận ra tài khoản."
        )
    found = list(User.objects.select_for_update().filter(email__iexact=email, is_active=True)[:2])
    if len(found) != 1 or found[0].subject is not None:
        raise NotKnown("Chưa có tài khoản nào ứng với thư điện tử này. Hãy nhờ quản trị của đơn vị gửi lời mời.")
    found[0].subject = subject
    found[0].save(update_fields=["subject"])
    return found[0]
