"""The machine that measures, as it is told beside its figures."""

import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def machine() -> str:
    """Cores and processor, and the versions that figures hang on."""
    engines = ", ".join(f"{name} {version(name)}" for name in ("ortools", "numba"))
    return f"{_processor()}; Python {platform.python_version()}, {engines}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor() or platform.machine()
