"""Every setting, once. Read at start; parts get values, not this class."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ForOperators

PREFIX = "YOLDOSH_"
ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings, from environment variables with the prefix YOLDOSH_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    bot_token: SecretStr = Field(
        default=SecretStr(""), description="The bot's token, from @BotFather."
    )
    api_url: str = Field(
        default="https://api.telegram.org",
        description="The Bot API server; the bot calls <url>/bot<token>/<method>.",
    )
    database_url: str = Field(
        default="sqlite:///data/yoldosh.db",
        description="The database: sqlite:///path or postgresql://user:password@host/name.",
    )
    content_dir: Path = Field(
        default=ROOT / "content", description="The folder with the content files."
    )
    locales_dir: Path = Field(
        default=ROOT / "locales", description="The folder with the interface's catalogues."
    )
    rate: float = Field(
        default=25.0, gt=0, le=1000, description="Messages a second, overall (Telegram: about 30)."
    )
    webhook_url: str = Field(
        default="", description="With `run --webhook`: the https address that Telegram calls."
    )
    webhook_secret: SecretStr = Field(
        default=SecretStr(""),
        description="With `run --webhook`: 16 to 256 letters, digits, _ or -, sent by Telegram.",
    )
    listen: str = Field(
        default="127.0.0.1:8080",
        pattern=r"^[^\s:]+:\d{1,5}$",
        description="With `run --webhook`: host:port on which the bot listens.",
    )

    @field_validator("api_url")
    @classmethod
    def _is_a_server(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("it must start with https:// or http://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        known = ("sqlite://", "sqlite+aiosqlite://", "postgresql://", "postgres://")
        if not value.startswith((*known, "postgresql+asyncpg://")):
            raise ValueError("it must be sqlite:///path or postgresql://user:password@host/name")
        return value

    @field_validator("content_dir", "locales_dir")
    @classmethod
    def _is_a_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError("there is no such folder")
        return value

    @property
    def address(self) -> tuple[str, int]:
        """Return host and port to listen on."""
        host, _, port = self.listen.rpartition(":")
        return host, int(port)


def read_settings(**values: object) -> Settings:
    """Read the settings; `values` win over the environment.

    Raises ForOperators with one line for each mistake, naming the variable, what is wrong and
    what it is for; never the value, which may be a secret.
    """
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [_line(str(fault["loc"][0]), str(fault["msg"])) for fault in error.errors()]
        raise ForOperators("\n".join(lines)) from None


def _line(name: str, fault: str) -> str:
    field = Settings.model_fields[name]
    reason = fault.removeprefix("Value error, ")
    return f"{PREFIX}{name.upper()}: {reason}. What it is: {field.description}"
