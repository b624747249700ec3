"""The truth: what the true volumes of the series encode, read on its own and compared, field by
field, with what the library says. ``python -m tests.truth`` prints the table.

Nothing here uses the library's code for the field that it measures: the volumes are read with
lxml alone. `tests.truth.by_hand` adds the facts that people read by eye.
"""
