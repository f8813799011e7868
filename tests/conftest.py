"""What holds for every test: no network, an odd local time zone, the same examples on every run."""

from __future__ import annotations

import os
import socket
import time

import pytest
from hypothesis import settings

# No deadline: no test may depend on how fast a machine is.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False, max_examples=1_000)
settings.load_profile("same")


def pytest_configure() -> None:
    # Chatham is 12:45 ahead of UTC and changes its clocks: whoever asks the machine's zone is found out.
    os.environ["TZ"] = "Pacific/Chatham"
    if hasattr(time, "tzset"):
        time.tzset()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every", type=int, default=400, help="look at every so many of the clock changes")
    parser.addoption("--kills", type=int, default=6, help="how often a run is killed at some moment")


@pytest.fixture
def every(request: pytest.FixtureRequest) -> int:
    """Which of all clock changes are looked at: every so many; `make kernel` looks at all."""
    number: int = request.config.getoption("--every")
    return number


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a run is killed; `make faults` does it a hundred times."""
    number: int = request.config.getoption("--kills")
    return number


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_socket: socket.socket, address: object) -> None:
        message = f"a test asked for the network: {address}"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
