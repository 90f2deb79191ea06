"""The engine across machines: PySpark, an extra (`make spark`), with a Java runtime. Nothing else imports this module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from narwhals.exceptions import NarwhalsError

from soyte.engine import plan
from soyte.engine.compile import compile_plan
from soyte.engine.conform import conform
from soyte.engine.errors import EngineError, EngineFailure, Overflow
from soyte.engine.files import check_files, first_damaged, read_to_end

_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # An overflow is an error, and a sum of decimals keeps its scale: else the last digits would go, in silence.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}
_TOO_LARGE = ("ARITHMETIC_OVERFLOW", "NUMERIC_VALUE_OUT_OF_RANGE", "CAST_OVERFLOW")
_PATTERN = "*?[]{}\\,"


def local_session(master: str = "local[2]", **settings: str) -> Any:
    """A Spark session for one machine, without its web page, with one shuffle partition."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra)

    chosen = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
        **settings,
    }
    builder = SparkSession.builder.master(master).appName("soyte")
    for name, value in chosen.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class SparkEngine:
    """Carries plans out with Spark. What the session must reckon by is set here."""

    name = "spark"

    def __init__(self, session: Any) -> None:
        self._session = session
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows of the plan as one table. Raises an `EngineError`, which names the file if it is about one."""
        with _speaking_of(steps):
            check_files(steps)
            return conform(compile_plan(steps, self._native).to_native().toArrow(), steps.schema)

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The rows of the plan, batch by batch. The driver holds all of them: Spark has no stream of Arrow."""
        yield from self.collect(steps).to_batches(max_chunksize=rows)

    def _native(self, source: plan.Files | plan.Rows) -> Any:
        if isinstance(source, plan.Rows):
            return self._session.createDataFrame(source.table)
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 (an extra)

        schema = from_arrow_schema(source.schema)
        if not source.paths:
            return self._session.createDataFrame([], schema)
        # Files are listed, never searched for, so partition folders cannot become columns of a guessed type.
        return self._session.read.schema(schema).parquet(*map(_escaped, source.paths))


@contextmanager
def _speaking_of(steps: plan.Plan) -> Iterator[None]:
    from py4j.protocol import Py4JError  # noqa: PLC0415 (an extra)
    from pyspark.errors import PySparkException  # noqa: PLC0415 (an extra)

    try:
        yield
    except EngineError:
        raise
    except (PySparkException, Py4JError, NarwhalsError) as error:
        told = str(error)
        if any(condition in told for condition in _TOO_LARGE):
            raise Overflow(told) from error
        raise first_damaged(steps, read_to_end) or EngineFailure(told) from error


def _escaped(path: str) -> str:
    # Spark takes every path for a pattern.
    return "".join("\\" + sign if sign in _PATTERN else sign for sign in path)
