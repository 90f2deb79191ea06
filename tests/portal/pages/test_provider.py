"""Signing in through an identity provider, against a small one of our own: discovery, PKCE, state, nonce, signed tokens."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from soyte.ledger import clock
from soyte.portal.accesslog.models import Line
from soyte.portal.people.models import User

ISSUER, BACK = "https://danh-tinh.saomai.example", "/dang-nhap/tro-lai/"


class Provider(requests.adapters.BaseAdapter):
    """Answers what authlib asks, without a network; `claims` and `key` are what a test spoils."""

    def __init__(self) -> None:
        super().__init__()
        self.key = self.signing = RSAKey.generate_key(2048, {"kid": "k1"}, private=True)
        self.claims: dict[str, Any] = {"sub": "p-17", "email": "Planner@saomai.example", "email_verified": True}
        self.issuer, self.moved = ISSUER, False
        self.asked: dict[str, str] = {}
        self.exchanged: dict[str, str] = {}

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        path = urlsplit(str(request.url)).path
        if path.endswith("openid-configuration"):
            said: Any = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{ISSUER}/vao",
                "token_endpoint": f"{ISSUER}/ma",
                "jwks_uri": f"{ISSUER}/khoa",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        elif path == "/khoa":
            said = {"keys": [self.key.as_dict(private=False)]}
        else:
            self.exchanged = dict(parse_qsl(str(request.body)))
            said = {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}
        answer = requests.Response()
        answer.status_code, answer.raw, answer.request = 200, io.BytesIO(json.dumps(said).encode()), request
        answer.headers["Content-Type"] = "application/json"
        if self.moved:
            answer.status_code, answer.headers["Location"] = 302, "https://evil.example/"
        return answer

    def token(self) -> str:
        now = int(clock.now().timestamp())
        usual = {"iss": ISSUER, "aud": "soyte", "nonce": self.asked["nonce"], "iat": now, "exp": now + 60}
        return jwt.encode({"alg": "RS256", "kid": "k1"}, {**usual, **self.claims}, self.signing)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, settings: Any, home: Path, department: dict[str, User]) -> Provider:
    settings.OIDC, settings.OIDC_CLIENT, settings.OIDC_SECRET = ISSUER, "soyte", "secret"
    settings.OIDC_NAME, settings.SOYTE_URL = "tài khoản cơ quan", "https://soyte.saomai.example"
    made = Provider()
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: made)
    return made


def depart(client: Client, provider: Provider) -> dict[str, str]:
    """Set out; what the browser takes to the provider."""
    away = client.get("/dang-nhap/noi-khac/?next=/danh-muc/").headers["Location"]
    assert away.startswith(f"{ISSUER}/vao?")
    provider.asked = {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}
    return provider.asked


def come_back(client: Client, **said: str) -> Any:
    return client.get(BACK, {"code": "c", **said})


def test_the_verified_address_finds_the_account_the_first_time_and_the_subject_ever_after(
    client: Client, provider: Provider
) -> None:
    asked = depart(client, provider)
    assert come_back(client, state=asked["state"]).headers["Location"] == "/danh-muc/"
    assert User.objects.get(subject="p-17").username == "planner"
    provider.claims = {"sub": "p-17"}
    again = Client()
    assert come_back(again, state=depart(again, provider)["state"]).status_code == 302
    assert again.get("/tai-khoan/").status_code == 200
    assert set(Line.objects.values_list("action", "what")) == {("đăng nhập", "bằng tài khoản cơ quan")}


def test_the_code_is_bound_to_this_browser(client: Client, provider: Provider) -> None:
    asked = depart(client, provider)
    come_back(client, state=asked["state"])
    digest = hashlib.sha256(provider.exchanged["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"https://soyte.saomai.example{BACK}"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"sub": "p-18", "email_verified": False},
        {"sub": "p-18", "email": "nobody@saomai.example"},
        {"sub": ""},
    ],
)
def test_whoever_the_provider_does_not_vouch_for_stays_outside(
    client: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    assert come_back(client, state=depart(client, provider)["state"]).status_code == 403
    assert client.get("/tai-khoan/").status_code == 302
    assert not User.objects.exclude(subject=None).exists()


def test_a_token_that_somebody_else_signed_is_refused(client: Client, provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "k1"}, private=True)
    assert come_back(client, state=depart(client, provider)["state"]).status_code == 403


@pytest.mark.parametrize("state", ["", "made-up"])
def test_an_answer_that_nobody_here_asked_for_is_refused(client: Client, provider: Provider, state: str) -> None:
    depart(client, provider)
    assert come_back(client, state=state).status_code == 403


def test_an_account_that_belongs_to_somebody_at_the_provider_is_not_given_to_another(
    client: Client, provider: Provider
) -> None:
    User.objects.filter(username="planner").update(subject="p-1")
    assert come_back(client, state=depart(client, provider)["state"]).status_code == 403


def test_a_closed_account_stays_closed(client: Client, provider: Provider) -> None:
    User.objects.filter(username="planner").update(subject="p-17", is_active=False)
    assert come_back(client, state=depart(client, provider)["state"]).status_code == 403


def test_a_provider_that_calls_itself_otherwise_or_sends_us_elsewhere_is_not_asked(
    client: Client, provider: Provider
) -> None:
    provider.issuer = "https://evil.example"
    assert client.get("/dang-nhap/noi-khac/").status_code == 503
    provider.issuer, provider.moved = ISSUER, True
    assert client.get("/dang-nhap/noi-khac/").status_code == 503


def test_the_second_factor_is_asked_for_all_the_same(client: Client, provider: Provider, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = {"planner"}
    come_back(client, state=depart(client, provider)["state"])
    assert client.get("/").headers["Location"].startswith("/tai-khoan/xac-thuc-hai-lop/")


def test_without_a_provider_there_is_no_such_way(home: Path, client: Client, db: None) -> None:
    assert client.get("/dang-nhap/noi-khac/").status_code == 404
    assert client.get(BACK).status_code == 404
