"""What the command line answers to whoever called it; docs/operations.md repeats the table."""

OK = 0
REFUSED = 1
"""The input or the request was refused; nothing was stored."""
USAGE = 2
"""The command was called wrongly."""
DATABASE = 3
"""The database is away, busy, empty, or of another version; or its address is none."""
BREAKS = 4
"""A plan breaks a hard rule."""
CANCELLED = 5
"""Stopped by hand."""
INTERNAL = 70
"""A fault of ours."""
INTERRUPTED = 130
"""Stopped by hand before it began, as a shell calls it."""
