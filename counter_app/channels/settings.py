"""``notices.toml`` in the desk's folder: the channels and the rules; secrets come from elsewhere."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from counter_app.channels.gateway import GatewayAccess, GatewayChannel
from counter_app.channels.smtp import SmtpAccount, SmtpChannel, Tls
from counter_app.domain.errors import InvalidSettings, StorageFailed
from counter_app.domain.notice_rules import (
    Consent,
    NoticeRules,
    Patience,
    QuietHours,
    usable_email,
)
from counter_app.services.notice_ports import Channel

FILE: Final = "notices.toml"
LANGUAGES: Final = ("vi", "en")
_LONGEST_S: Final = 120.0  # far below the time after which nobody waits for an answer any more
_PRINTABLE: Final = re.compile(r"[\x20-\x7e]+")
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")
_KEYS: Final[Mapping[str, Mapping[str, type]]] = {
    "rules": {
        "quiet_from": str,
        "quiet_until": str,
        "phone": bool,
        "email": bool,
        "tries": int,
        "wait_minutes": int,
        "languages": list,
        "order": list,
    },
    "smtp": {
        "host": str,
        "port": int,
        "sender": str,
        "tls": str,
        "user": str,
        "password_file": str,
        "password_env": str,
        "authority": str,
        "timeout_s": int,
    },
    "gateway": {
        "url": str,
        "method": str,
        "headers": dict,
        "body": dict,
        "accepted": dict,
        "secret_file": str,
        "secret_env": str,
        "authority": str,
        "timeout_s": int,
    },
}


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """The channels in the order they are tried, and the unit's rules; without a file no channel."""

    channels: tuple[Channel, ...] = ()
    rules: NoticeRules = field(default_factory=NoticeRules)

    @classmethod
    def load(cls, folder: Path, environ: Mapping[str, str] = os.environ) -> "NoticeSettings":
        """What ``notices.toml`` says, with secrets from the files or variables it names.

        Raises:
            InvalidSettings: it is no TOML, or something in it cannot be; no secret is repeated.
            StorageFailed: it is there and cannot be read.
        """
        file = folder / FILE
        try:
            tables = tomllib.loads(file.read_text("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except OSError as error:
            raise StorageFailed(str(error.strerror)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InvalidSettings(str(file), "", "not_toml") from error
        return _Reader(str(file), folder, environ).settings(tables)


@dataclass(frozen=True, slots=True)
class _Reader:
    place: str
    folder: Path
    environ: Mapping[str, str]

    def settings(self, tables: Mapping[str, Any]) -> NoticeSettings:
        for name, table in tables.items():
            self._check(name, table)
        rules = tables.get("rules", {})
        made: dict[str, Channel] = {}
        if "smtp" in tables:
            made["smtp"] = SmtpChannel(self._smtp(tables["smtp"]))
        if "gateway" in tables:
            made["gateway"] = GatewayChannel(self._gateway(tables["gateway"]))
        order = rules.get("order", ["gateway", "smtp"])
        self._require(order in (["gateway", "smtp"], ["smtp", "gateway"]), "rules.order")
        channels = tuple(made[name] for name in order if name in made)
        return NoticeSettings(channels, self._rules(rules, tables.get("officers", {})))

    def _check(self, name: str, table: object) -> None:
        if name not in (*_KEYS, "officers"):
            raise InvalidSettings(self.place, name[:80], "unknown_key")
        if not isinstance(table, dict):
            raise InvalidSettings(self.place, name, "wrong_type")
        for key, value in table.items():
            wanted = str if name == "officers" else _KEYS[name].get(key)
            if wanted is None:
                raise InvalidSettings(self.place, f"{name}.{key}"[:80], "unknown_key")
            if type(value) is not wanted:
                raise InvalidSettings(self.place, f"{name}.{key}"[:80], "wrong_type")

    def _require(self, holds: object, key: str) -> None:
        if not holds:
            raise InvalidSettings(self.place, key[:80], "unknown_value")

    def _rules(self, table: Mapping[str, Any], officers: Mapping[str, str]) -> NoticeRules:
        for login, address in officers.items():
            self._require(usable_email(address), f"officers.{login}")
        tries, wait = table.get("tries", 3), table.get("wait_minutes", 10)
        self._require(1 <= tries <= 10, "rules.tries")
        self._require(1 <= wait <= 24 * 60, "rules.wait_minutes")
        languages = tuple(table.get("languages", LANGUAGES[:1]))
        self._require(
            languages in (("vi",), ("en",), ("vi", "en"), ("en", "vi")), "rules.languages"
        )
        return NoticeRules(
            quiet=QuietHours(
                self._clock(table.get("quiet_from", "21:00"), "rules.quiet_from"),
                self._clock(table.get("quiet_until", "07:00"), "rules.quiet_until"),
            ),
            consent=Consent(table.get("phone", True), table.get("email", True)),
            patience=Patience(tries, timedelta(minutes=wait)),
            languages=languages,
            officers=dict(officers),
        )

    def _smtp(self, table: Mapping[str, Any]) -> SmtpAccount:
        host, sender = table.get("host", ""), table.get("sender", "")
        tls = table.get("tls", Tls.STARTTLS.value)
        self._require(_PRINTABLE.fullmatch(host), "smtp.host")
        self._require(usable_email(sender), "smtp.sender")
        self._require(tls in list(Tls) and (tls != Tls.NONE or host in _LOCAL), "smtp.tls")
        return SmtpAccount(
            host=host,
            port=self._port(table.get("port", 465 if tls == Tls.IMPLICIT else 587), "smtp.port"),
            sender=sender,
            tls=Tls(tls),
            user=table.get("user", ""),
            password=self._secret(table, "smtp", "password"),
            authority=self._file(table, "smtp"),
            timeout_s=self._timeout(table, "smtp"),
        )

    def _gateway(self, table: Mapping[str, Any]) -> GatewayAccess:
        url, headers = table.get("url", ""), table.get("headers", {})
        self._require(_is_safe(url), "gateway.url")
        method = table.get("method", "POST")
        self._require(method in ("POST", "PUT"), "gateway.method")
        for name, text in headers.items():
            is_text = isinstance(text, str) and _PRINTABLE.fullmatch(name + text)
            self._require(is_text, f"gateway.headers.{name}")
        self._require(table.get("body"), "gateway.body")
        return GatewayAccess(
            url=url,
            body=table["body"],
            accepted=table.get("accepted", {}),
            method=method,
            headers=headers,
            secret=self._secret(table, "gateway", "secret"),
            authority=self._file(table, "gateway"),
            timeout_s=self._timeout(table, "gateway"),
        )

    def _secret(self, table: Mapping[str, Any], name: str, what: str) -> str:
        """What the named file holds or the named variable says; empty where neither is named."""
        found = ""
        if named := table.get(f"{what}_file"):
            try:
                found = (self.folder / named).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                key = f"{name}.{what}_file"
                raise InvalidSettings(self.place, key, "unknown_value") from error
        elif named := table.get(f"{what}_env"):
            found = self.environ.get(named, "").strip()
        if f"{what}_file" in table or f"{what}_env" in table:
            self._require(_PRINTABLE.fullmatch(found), f"{name}.{what}")
        return found

    def _file(self, table: Mapping[str, Any], name: str) -> str:
        named = table.get("authority", "")
        if not named:
            return ""
        file = self.folder / named
        self._require(file.is_file(), f"{name}.authority")
        return str(file)

    def _timeout(self, table: Mapping[str, Any], name: str) -> float:
        seconds = float(table.get("timeout_s", 20))
        self._require(1 <= seconds <= _LONGEST_S, f"{name}.timeout_s")
        return seconds

    def _port(self, port: int, key: str) -> int:
        self._require(0 < port < 65536, key)
        return port

    def _clock(self, text: str, key: str) -> time:
        self._require(re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text), key)
        return time.fromisoformat(text)


def _is_safe(url: str) -> bool:
    """Whether it is an address over TLS, or one of this machine."""
    try:
        target = urlsplit(url)
        port = target.port
    except ValueError:
        return False
    is_whole = bool(target.hostname) and _PRINTABLE.fullmatch(url) is not None and " " not in url
    is_named = target.username is None and target.password is None and port != 0
    is_https = target.scheme == "https"
    is_here = target.scheme == "http" and target.hostname in _LOCAL
    return is_whole and is_named and (is_https or is_here)
