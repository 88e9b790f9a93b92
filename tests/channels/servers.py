"""Real servers on this machine: one takes mail, one short messages; both can be told to misbehave."""

import json
import ssl
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer

SUBJECT = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")


def certificate(folder):
    """A key and a certificate for this machine that is its own authority, in two files."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *SUBJECT]
    subprocess.run(
        [*command, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True
    )
    return cert, key


@dataclass
class Postbox:
    """A mail server: ``letters`` it took; ``replies`` overrides what it says to a command."""

    context: ssl.SSLContext | None = None
    replies: dict[str, str] = field(default_factory=dict)
    letters: list = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    is_encrypted: list[bool] = field(default_factory=list)
    port: int = 0


class _Talk(StreamRequestHandler):
    """One connection, as RFC 5321 has it; a reply ``hang up`` ends it without a word."""

    def handle(self):
        box = self.server.box
        self.encrypted = False
        self._say("220 postbox")
        while line := self.rfile.readline():
            verb = line.split()[0].decode().upper() if line.split() else ""
            if (reply := box.replies.get(verb)) is not None:
                if reply == "hang up":
                    return
                self._say(reply)
            elif not self._answered(verb, line.decode().strip(), box):
                return

    def _answered(self, verb, line, box):
        if verb == "EHLO":
            offers = ["postbox", "AUTH PLAIN", *(["STARTTLS"] if box.context else [])]
            marks = ["-"] * (len(offers) - 1) + [" "]
            for mark, offer in zip(marks, offers, strict=True):
                self._say(f"250{mark}{offer}")
        elif verb == "STARTTLS":
            self._say("220 go on")
            self.connection = box.context.wrap_socket(self.connection, server_side=True)
            self.setup_files()
        elif verb == "DATA":
            return self._take_letter(box)
        elif verb == "QUIT":
            self._say("221 bye")
            return False
        else:
            if verb == "AUTH":
                box.logins.append(line)
            if verb == "RCPT":
                box.recipients.append(line)
            self._say("235 ok" if verb == "AUTH" else "250 ok")
        return True

    def finish(self):
        super().finish()
        self.connection.close()  # an encrypted one is another than the server closes

    def setup_files(self):
        self.encrypted = True
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def _take_letter(self, box):
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        box.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        box.is_encrypted.append(self.encrypted)
        if (reply := box.replies.get("after DATA")) == "hang up":
            return False
        self._say(reply or "250 taken")
        return True

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class _Quiet(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that hangs up is no event."""


@contextmanager
def postbox(**given):
    """A running ``Postbox``."""
    box = Postbox(**given)
    with _running(_Quiet(("127.0.0.1", 0), _Talk)) as server:
        server.box, box.port = box, server.server_address[1]
        yield box


@dataclass
class Gateway:
    """A gateway for short messages: ``asked`` are method, path, headers and body of each request.

    ``statuses`` are given out in turn, the last again and again; 0 hangs up without a word.
    """

    statuses: list[int] = field(default_factory=lambda: [200])
    says: bytes = b""
    asked: list[tuple] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    may_answer: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/sms/send?brand=H26"

    @property
    def bodies(self):
        return [body for _method, _path, _headers, body in self.asked]


class _Asked(BaseHTTPRequestHandler):
    def do_POST(self):
        gateway = self.server.gateway
        body = self.rfile.read(int(self.headers["Content-Length"]))
        gateway.asked.append((self.command, self.path, dict(self.headers), json.loads(body)))
        gateway.arrived.set()
        gateway.may_answer.wait()
        first, *others = gateway.statuses
        gateway.statuses = others or [first]
        if first:
            self.send_response(first)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(gateway.says)))
            self.end_headers()
            self.wfile.write(gateway.says)

    do_PUT = do_POST  # noqa: N815 (the library's name)

    def log_message(self, *_about):
        """Nothing is said on standard error."""


class _QuietHttp(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that was killed is no event."""


@contextmanager
def gateway(*statuses, patient=False):
    """A running ``Gateway``; a patient one answers when ``may_answer`` is set."""
    found = Gateway(list(statuses) or [200])
    if not patient:
        found.may_answer.set()
    with _running(_QuietHttp(("127.0.0.1", 0), _Asked)) as server:
        server.gateway, found.port = found, server.server_address[1]
        yield found
        found.may_answer.set()


@contextmanager
def _running(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
