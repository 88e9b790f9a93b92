"""Stand-ins that behave: a clock one can set, PINs that cost nothing, a press for receipts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class SettableClock:
    """Tells the moment it was set to."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def set(self, *parts: int) -> None:
        """Another date, or another time of the same one, in the clock's own zone."""
        zone = self.moment.tzinfo
        self.moment = datetime(*parts, tzinfo=zone)

    def forward(self, **span: float) -> None:
        """Later by ``span`` (``days``, ``minutes``, …)."""
        self.moment += timedelta(**span)


class PlainPins:
    """Keeps PINs as they are: for tests of everything but the hash."""

    nobody = "nobody"

    def hash(self, pin: str) -> str:
        return f"pin:{pin}"

    def matches(self, verifier: str, pin: str) -> bool:
        return verifier == f"pin:{pin}"


@dataclass
class FakePress:
    """Renders a receipt as its words and remembers how often it was asked."""

    rendered: list[tuple[object, object]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def __call__(self, receipt: object, page: object) -> bytes:
        self.before()
        self.rendered.append((receipt, page))
        return f"{page} {receipt}".encode()
