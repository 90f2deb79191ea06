"""The journey of a new colleague in a real browser: invited, second factor, locked out, let in again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import assert_accessible
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page, expect

from soyte.ledger import clock
from soyte.portal.people.models import Authenticator, Unit

PASSWORD = "ba con cá lội ngược dòng"


@pytest.mark.slow
def test_an_invited_leader_sets_a_password_and_a_second_factor_is_locked_out_and_let_in_again(
    home: Path, as_person: Callable[..., Page], chromium: Browser, live_server: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES, settings.OTP_TOTP_THROTTLE_FACTOR = {"leader"}, 0
    admin = as_person("admin", "/quan-tri/nguoi-dung/moi/")
    assert_accessible(admin)
    admin.get_by_label("Họ và tên").fill("Lý Thị Mới")
    admin.get_by_label("Tên đăng nhập").fill("moi.lt")
    admin.get_by_label("Đơn vị").select_option(str(Unit.objects.get(name="CDC tỉnh Sao Mai").pk))
    admin.get_by_label("Vai trò").select_option("leader")
    admin.get_by_role("button", name="Mời").click()
    link = admin.locator("code.secret").inner_text()
    assert_accessible(admin)

    profile = chromium.new_context(locale="vi-VN")
    page = profile.new_page()
    page.goto(link)
    assert_accessible(page)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bật xác thực hai lớp")
    assert_accessible(page)
    page.get_by_label("Mã 6 chữ số").fill(code())
    page.get_by_role("button", name="Bật").click()
    expect(page.locator(".codes li")).to_have_count(10)
    codes = page.locator(".codes code").all_inner_texts()
    page.get_by_role("link", name="Đã cất").click()
    expect(page.locator(".person")).to_contain_text("Lý Thị Mới")

    page.get_by_role("button", name="Đăng xuất").click()
    for _ in range(5):
        sign_in(page, "sai hoàn toàn rồi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tạm khóa đăng nhập")
    page.goto(f"{live_server.url}/dang-nhap/")
    sign_in(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tạm khóa đăng nhập")

    admin.reload()
    expect(admin.get_by_text("đang tạm khóa")).to_be_visible()
    admin.get_by_role("button", name="Mở khóa đăng nhập").click()
    expect(admin.get_by_text("đăng nhập lại được ngay")).to_be_visible()

    page.goto(f"{live_server.url}/dang-nhap/")
    sign_in(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác thực hai lớp")
    assert_accessible(page)
    page.get_by_label("Mã xác thực").fill(codes[0])
    page.get_by_role("button", name="Xác nhận").click()
    expect(page).to_have_url(re.compile(r"/$"))
    page.goto(f"{live_server.url}/tai-khoan/")
    expect(page.get_by_text("còn 9")).to_be_visible()
    assert_accessible(page)
    profile.close()


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill("moi.lt")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def code() -> str:
    counter = TOTP(Authenticator.objects.get(user__username="moi.lt").key)
    counter.time = clock.now().timestamp()
    return f"{counter.token():06}"


@pytest.mark.slow
def test_a_masked_address_is_shown_in_its_place_when_asked_for(
    home: Path, as_person: Callable[..., Page], department: dict[str, Any]
) -> None:
    page = as_person("admin", f"/quan-tri/nguoi-dung/{department['planner'].pk}/")
    expect(page.locator(".masked")).to_contain_text("p••••@saomai.example")
    page.get_by_role("button", name="hiện").click()
    expect(page.get_by_text("planner@saomai.example")).to_be_visible()
    for path in ("/quan-tri/nguoi-dung/", "/quan-tri/don-vi/", "/quan-tri/ma-truy-cap/"):
        page.goto(page.url.split("/quan-tri/")[0] + path)
        assert_accessible(page)
