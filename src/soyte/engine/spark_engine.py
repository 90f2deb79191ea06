"""The engine across machines: PySpark, an extra (`make spark`), with a Java runtime. Nothing else imports this module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from soyte.engine import plan
from soyte.engine.compile import compile_plan
from soyte.engine.conform import conform


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
    """Carries plans out with Spark. The session must reckon in UTC, which is set here."""

    name = "spark"

    def __init__(self, session: Any) -> None:
        self._session = session
        session.conf.set("spark.sql.session.timeZone", "UTC")
        session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows of the plan as one table."""
        return conform(compile_plan(steps, self._native).to_native().toArrow(), steps.schema)

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The rows of the plan, batch by batch."""
        yield from self.collect(steps).to_batches(max_chunksize=rows)

    def _native(self, source: plan.Files | plan.Rows) -> Any:
        if isinstance(source, plan.Rows):
            return self._session.createDataFrame(source.table)
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 (an extra)

        schema = from_arrow_schema(source.schema)
        if not source.paths:
            return self._session.createDataFrame([], schema)
        # Files are listed, never searched for, so partition folders cannot become columns of a guessed type.
        return self._session.read.schema(schema).parquet(*source.paths)
