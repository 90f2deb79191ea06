"""Tables: what row and column headers say about the figures in the cells, and what a table asserts.

`plain` makes cells of tables in plain text; `grid`, `heads` and `rows` read a table, `context` answers for one cell, `cell`
and `naming` apply that to its figures, `claims` is what the table as a whole asserts.
"""
