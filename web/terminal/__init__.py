"""The command line: `eldercare COMMAND`. Each command is a thin door in a module of its own, opened when called."""

from web.terminal.main import main

__all__ = ["main"]
