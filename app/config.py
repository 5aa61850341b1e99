"""Every setting, its default and its reason. The environment sets them, with the prefix ``OTR_``."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Read once per process; a field's description is its line in the README's table."""

    model_config = SettingsConfigDict(env_prefix="OTR_", frozen=True)

    data_dir: Path = Field(
        default=PROJECT / "data",
        description="Folder of the embedded database. Everything the library knows is in it.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. The default is reachable from this computer only.",
    )
    port: int = Field(
        default=8000,
        ge=0,
        le=65535,
        description="Port to listen on. If it is taken, the next free one of the following 20.",
    )
    sample: bool = Field(
        default=True,
        description="Whether a library without documents opens with the sample article.",
    )
    cache_bytes: int = Field(
        default=128_000_000,
        ge=1_000_000,
        description="Memory for finished pages, in bytes, over all documents.",
    )

    @property
    def database_path(self) -> Path:
        return self.data_dir / "library.sqlite3"


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()
