"""What every expected refusal is."""

from dataclasses import fields


class CounterError(Exception):
    """An expected refusal. Its class name is its stable ``kind`` for other programs."""

    @property
    def kind(self) -> str:
        """The stable name of this refusal, listed in the README's appendix."""
        return type(self).__name__

    @property
    def details(self) -> dict[str, object]:
        """The refusal's data by field name."""
        named = getattr(self, "__dataclass_fields__", None)
        return {f.name: getattr(self, f.name) for f in fields(self)} if named else {}  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.kind}: {self.details}"
