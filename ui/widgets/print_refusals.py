"""What a printer may refuse; light to import, unlike Qt's printing."""

from dataclasses import dataclass

from counter_app.domain.errors import CounterError


@dataclass(eq=False)
class PrinterNotFound(CounterError):
    """The system knows no printer of this name."""

    printer: str


@dataclass(eq=False)
class PrinterRefused(CounterError):
    """The system would not begin or end the job: nothing was printed that it knows of."""

    printer: str


@dataclass(eq=False)
class WrongPaper(CounterError):
    """The printer offers another page than the paper needs; nothing was sent. Millimetres."""

    printer: str
    needed: tuple[int, int]
    offered: tuple[int, int]
