"""`python -m web.terminal`, for the processes that a command starts."""

from web.terminal.main import main

main()
