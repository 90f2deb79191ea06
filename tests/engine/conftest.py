"""The engines on which a paragraph of the manual is tried: the oracle, DuckDB, and Spark where it is installed."""

from __future__ import annotations

import _socket
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine.needs import require_spark
from engine.oracle import OracleEngine
from soyte.engine import Engine
from soyte.engine.duckdb_engine import DuckDBEngine

# For tables of five rows Spark would spend its time on compiling.
QUICK = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "1g",
}


@pytest.fixture(scope="session")
def duckdb_engine() -> Iterator[DuckDBEngine]:
    with DuckDBEngine(threads=2) as engine:
        yield engine


@pytest.fixture(scope="session")
def spark_session() -> Iterator[Any]:
    """A Spark session on two threads of this machine; skipped where PySpark or Java is missing."""
    require_spark()
    from soyte.engine.spark_engine import local_session  # noqa: PLC0415 (an extra)

    with only_loopback():
        session = local_session(**QUICK)
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


@pytest.fixture(scope="session")
def spark_engine(spark_session: Any) -> Engine:
    from soyte.engine.spark_engine import SparkEngine  # noqa: PLC0415 (an extra)

    return SparkEngine(spark_session)


@pytest.fixture(params=["oracle", "duckdb", "spark"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    if request.param == "oracle":
        return OracleEngine()
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@contextmanager
def only_loopback() -> Iterator[None]:
    """Python talks to the Java machine through sockets of this machine, which the guard of all tests forbids."""

    def local(host: object) -> None:
        if host not in ("127.0.0.1", "localhost", "::1"):
            raise RuntimeError(f"a test tried to reach {host}")

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple):
            local(address[0])
        _socket.socket.connect(self, address)

    def getaddrinfo(host: str, *rest: Any, **more: Any) -> Any:
        local(host)
        return _socket.getaddrinfo(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield
