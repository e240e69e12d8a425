"""Typed settings, read once from the environment (prefix ELDERCARE_)."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set; every value has a default that runs on one machine."""

    model_config = SettingsConfigDict(env_prefix="ELDERCARE_", env_file=None)

    database: str = "sqlite://var/eldercare.sqlite3"
    """`sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`."""
    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: list[str] = ["127.0.0.1", "localhost"]
    https: bool = False
    """Behind TLS: cookies become Secure with the __Host- prefix and HSTS is sent."""
    language: Literal["zh_Hans", "en"] = "zh_Hans"
    session_idle_minutes: PositiveInt = 30
    session_absolute_hours: PositiveInt = 12
    workers: PositiveInt = 2
    """Processes that solve at the same time."""
    worker_memory_mb: PositiveInt = 1024
    """Memory cap of one solving process."""
    run_directory: Path = Path("var")


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
