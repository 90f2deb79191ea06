"""Results in the declared schema, whatever an engine's own types are called."""

from __future__ import annotations

import pyarrow as pa

from soyte.engine.errors import Overflow


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with exactly the columns and types of `schema`. A value that does not fit is an error, never rounded."""
    columns = []
    for field in schema:
        column = table.column(field.name)
        try:
            columns.append(column if column.type == field.type else column.cast(field.type, safe=True))
        except pa.ArrowException as error:
            raise Overflow(f"{field.name}: {column.type} does not fit {field.type}: {error}") from error
    return pa.Table.from_arrays(columns, schema=schema)
