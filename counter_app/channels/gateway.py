"""A gateway for SMS or Zalo over HTTP: what is sent where is configuration, not code."""

import http.client
import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from counter_app.domain.notice_rules import Contact
from counter_app.services.notice_ports import Answer, Delivery, Message

Body: TypeAlias = "str | int | bool | list[Body] | dict[str, Body]"

_PLACE: Final = re.compile(r"\{(to|text|subject|key|secret)\}")
_GONE: Final = (OSError, http.client.HTTPException)
_LONGEST: Final = 65_536  # bytes of an answer that are read
_LATER: Final = frozenset({401, 403, 404, 408, 425, 429, 500, 503})  # the gateway's trouble
_UNCLEAR: Final = frozenset({502, 504})  # a proxy speaking: what is behind it may have taken it


@dataclass(frozen=True, slots=True)
class GatewayAccess:
    """How a gateway is asked; ``{to}``, ``{text}``, ``{subject}``, ``{key}``, ``{secret}`` are put in.

    Many answer 200 whatever happened: ``accepted`` says what stands in the answer's JSON when the
    message was taken; without it the status alone decides.
    """

    url: str
    body: Mapping[str, Body]
    accepted: Mapping[str, str | int | bool] = field(default_factory=dict)
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)
    authority: str = ""  # a file of certificates to trust; empty: the system's
    timeout_s: float = 20.0


class GatewayChannel:
    """Implements ``services.notice_ports.Channel``; redirections are not followed."""

    name: Final = "gateway"
    contact: Final = Contact.PHONE

    def __init__(self, access: GatewayAccess) -> None:
        self._access = access

    def send(self, message: Message) -> Answer:
        access, target = self._access, urlsplit(self._access.url)
        values = {
            "to": message.to,
            "text": message.text,
            "subject": message.subject,
            "key": message.key,
            "secret": access.secret,
        }
        body = json.dumps(_filled(dict(access.body), values), ensure_ascii=False).encode()
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        line = self._line()
        try:
            line.connect()
            line.request(access.method, path, body, self._headers())
        except _GONE as error:  # not all of it was sent
            line.close()
            return Answer(Delivery.NOT_NOW, type(error).__name__)
        try:
            response = line.getresponse()
            said = response.read(_LONGEST) if access.accepted else b""
        except _GONE as error:
            return Answer(Delivery.UNKNOWN, type(error).__name__)
        finally:
            line.close()
        return _answer(response.status, said, access.accepted)

    def _line(self) -> http.client.HTTPConnection:
        access, target = self._access, urlsplit(self._access.url)
        host, port = target.hostname or "", target.port
        if target.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=access.timeout_s)
        context = ssl.create_default_context(cafile=access.authority or None)
        return http.client.HTTPSConnection(host, port, timeout=access.timeout_s, context=context)

    def _headers(self) -> dict[str, str]:
        secret = self._access.secret
        given = {k: v.replace("{secret}", secret) for k, v in self._access.headers.items()}
        return {"Content-Type": "application/json; charset=utf-8", **given}


def _filled(body: Body, values: Mapping[str, str]) -> Body:
    """``body`` with the values in its texts; JSON's own quoting comes afterwards."""
    if isinstance(body, dict):
        return {key: _filled(part, values) for key, part in body.items()}
    if isinstance(body, list):
        return [_filled(part, values) for part in body]
    if isinstance(body, str):
        return _PLACE.sub(lambda place: values[place[1]], body)
    return body


def _answer(status: int, said: bytes, accepted: Mapping[str, str | int | bool]) -> Answer:
    if status in _UNCLEAR:
        return Answer(Delivery.UNKNOWN, str(status))
    if not 200 <= status < 300:
        return Answer(Delivery.NOT_NOW if status in _LATER else Delivery.NEVER, str(status))
    if not accepted:
        return Answer(Delivery.TAKEN)
    try:
        found = json.loads(said)
    except ValueError:  # it was taken by something, but by what
        return Answer(Delivery.UNKNOWN, "unreadable-answer")
    if not isinstance(found, dict):
        return Answer(Delivery.UNKNOWN, "unreadable-answer")
    is_taken = all(name in found and found[name] == value for name, value in accepted.items())
    return Answer(Delivery.TAKEN) if is_taken else Answer(Delivery.NOT_NOW, "not-accepted")
