"""Taking pictures of pages: on a screen, on a telephone, on paper, in the dark."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from gallery.small_png import Pixels, halved, of_ppm, written

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--lang=vi",
]
SCREEN, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
WAYS = {"may-tinh": "màn hình 1366×768", "toi": "nền tối", "dien-thoai": "điện thoại", "in": "trang in"}
_PAPER = 52  # points an inch of a printed page
_PIXELS = """async ([data, width, height]) => {
  const answer = await fetch("data:image/png;base64," + data);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.drawImage(await createImageBitmap(await answer.blob()), 0, 0);
  const bytes = context.getImageData(0, 0, width, height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}"""


class Camera:
    """A browser, and a blank page of it in which pictures are unpacked."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.table = browser.new_page()

    def pictures(self, address: str, session: str | None) -> Iterator[tuple[str, bytes]]:
        """Each way of looking at a page with its picture, as a small PNG; on a foreign browser, which must not be seen."""
        context = self.browser.new_context(viewport=SCREEN, locale="en-US", timezone_id="Asia/Ho_Chi_Minh")  # type: ignore[arg-type]
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or answer.status >= 400:
            raise RuntimeError(f"{address}: {page.inner_text('main')[:400]}")
        page.wait_for_timeout(250)
        yield "may-tinh", written(self._seen(page, **SCREEN), 20)
        yield "in", written(_printed(page), 12)
        page.emulate_media(color_scheme="dark")
        yield "toi", written(halved(self._seen(page, **SCREEN)), 16)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.reload(wait_until="networkidle")
        page.wait_for_timeout(250)
        yield "dien-thoai", written(self._seen(page, **PHONE), 20)
        context.close()

    def _seen(self, page: Page, width: int, height: int) -> Pixels:
        taken = page.screenshot(animations="disabled", caret="hide")
        told = self.table.evaluate(_PIXELS, [base64.b64encode(taken).decode("ascii"), width, height])
        four = np.frombuffer(base64.b64decode(told), np.uint8).reshape(height, width, 4)
        return np.ascontiguousarray(four[:, :, :3])


def _printed(page: Page) -> Pixels:
    """The first sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        page.pdf(path=path, prefer_css_page_size=True)
        command = ["pdftoppm", "-r", str(_PAPER), "-l", "1", "-singlefile", str(path)]
        return of_ppm(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)


@contextmanager
def camera() -> Iterator[Camera]:
    """A camera, put away afterwards."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield Camera(browser)
        finally:
            browser.close()
