"""What holds for every test: no network, no global randomness, repeatable examples, and no silent skip where CI looks on.

`SOYTE_CI=1` makes a run with skipped tests fail; `SOYTE_SHARED` says where the folder with the real reports is, when it
is not beside the checkout; `HYPOTHESIS_PROFILE=explore` looks for new examples instead of repeating the known ones.
"""

from __future__ import annotations

import _socket
import os
import random
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import pytest
import rich.style  # noqa: F401 (draws a number while it is loaded, so it must be there before the guard)
from hypothesis import HealthCheck, settings

from repository import ROOT, module_sizes

SEEDS = Path(os.environ.get("SOYTE_SHARED") or ROOT.parent / "shared") / "seeds"
STRICT = bool(os.environ.get("SOYTE_CI"))

_SLOW_MACHINE = [HealthCheck.too_slow]
settings.register_profile(
    "repeat", derandomize=True, deadline=None, database=None, print_blob=True, suppress_health_check=_SLOW_MACHINE
)
settings.register_profile("explore", deadline=None, max_examples=500, suppress_health_check=_SLOW_MACHINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))


# ------------------------------------------------------------------------------------------------------- a browser

_BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
_BROWSER_FLAGS += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser, started once: beside one driver of Playwright no second one can run in a process."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("cần trình duyệt Chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (heavy, and few tests need it)

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=_BROWSER_FLAGS)
        yield browser
        browser.close()


# ------------------------------------------------------------------------------------------------- the real reports


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the real reports. The test is skipped where it is absent."""
    return SEEDS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for `seeds` needs them; without the folder such a test is skipped, visibly."""
    absent = not any(SEEDS.glob("*.txt"))
    for item in items:
        if "seeds" in getattr(item, "fixturenames", ()):
            item.add_marker("needs_shared")
        if absent and item.get_closest_marker("needs_shared"):
            item.add_marker(pytest.mark.skip(reason=f"the real reports are not in {SEEDS}"))


# ----------------------------------------------------------------------------------------------------- the workers


# Files whose tests take longest go first, so that workers end together.
_LONG = (
    "test_postgresql.py",
    "test_demo.py",
    "test_kills.py",
    "test_memory.py",
    "test_dying.py",
    "test_any_text.py",
    "test_claim_figures.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The tests of a file stay together, as they share what is costly to make; those on Spark stay on one worker, so that
    only one of them starts a Java machine.

    `--dist loadgroup` is meant for this, but pytest-xdist 3.8 marks groups in a way that pytest 9.2 no longer sees.
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # noqa: PLC0415 (only with workers)

    class LongestFirst(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file, _, test = nodeid.partition("::")
            return "spark" if "spark" in test else file

        def _assign_work_unit(self, node: Any) -> None:
            for file in reversed([scope for scope in self.workqueue if scope.endswith(_LONG)]):
                self.workqueue.move_to_end(file, last=False)
            if "spark" in self.workqueue:
                self.workqueue.move_to_end("spark", last=False)
            super()._assign_work_unit(node)

    return LongestFirst(config, log)


# ------------------------------------------------------------------------------------------------------ the guards


def _no_network(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("a test tried to reach the network")


def _connect(self: socket.socket, address: Any) -> None:
    """A socket that lies in a folder leads to a process of this machine."""
    if self.family != socket.AF_UNIX:
        _no_network()
    _socket.socket.connect(self, address)


def _guarded_random(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Refused to us; what a library draws for itself (names of its messages) is its own affair."""

    @wraps(draw)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if "site-packages" not in sys._getframe(1).f_code.co_filename:
            raise RuntimeError("a test used the global random generator: make a random.Random(seed)")
        return draw(*args, **kwargs)

    return guarded


# `seed`, `getstate` and `setstate` stay: Hypothesis keeps the global generator in order with them.
_KEPT = {"Random", "SystemRandom", "getstate", "seed", "setstate"}
_DRAWING = [name for name in random.__all__ if name not in _KEPT]


@pytest.fixture(scope="session", autouse=True)
def _guards() -> Iterator[None]:
    """Within this process; what a test starts as another process is its own affair."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect)
        for name in ("connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _no_network)
        patch.setattr(socket, "getaddrinfo", _no_network)
        for name in _DRAWING:
            patch.setattr(random, name, _guarded_random(getattr(random, name)))
        yield


# ------------------------------------------------------------------------------------------- skips where CI looks on


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if STRICT and reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under SOYTE_CI a run that skipped anything has failed."""
    if _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How large modules have become, and why a run with skips failed."""
    for folder in ("src", "tests"):
        lines = sorted(module_sizes(folder).values())
        median, tenth = lines[len(lines) // 2], lines[len(lines) * 9 // 10]
        terminalreporter.write_line(
            f"{folder}: {len(lines)} modules, {sum(lines)} lines, median {median}, 90 % under {tenth}, longest {lines[-1]}"
        )
    count = _skipped(config)
    if count:
        terminalreporter.write_line(f"SOYTE_CI: {count} skipped tests count as a failure", red=True, bold=True)
