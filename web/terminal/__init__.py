"""The command line: `eldercare COMMAND`. Each command is a thin door in a module of its own, opened when called."""

import sys

from web.terminal.exits import INTERRUPTED

try:
    from web.terminal.main import main
except KeyboardInterrupt:  # most of a second goes by until somebody could word an answer
    sys.exit(INTERRUPTED)

__all__ = ["main"]
