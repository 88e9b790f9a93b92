"""Every benchmark by name, each answering with figures and their budgets."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from benchmarks.figures import Figure

BigDesk: TypeAlias = Callable[[], Path]  # made when the first benchmark needs it


def _due(_big: BigDesk) -> list[Figure]:
    from benchmarks.due import BUDGET_DERIVED_S, BUDGET_S, measure

    figures = measure()
    return [
        Figure("due.moments", figures.moments_s, "s a million", BUDGET_S),
        Figure("due.derived", figures.derived_s, "s a million", BUDGET_DERIVED_S),
    ]


def _receipt(_big: BigDesk) -> list[Figure]:
    from benchmarks.receipt import BUDGET_8, BUDGET_60, measure

    figures = measure()
    note = f"bare canvas {figures.bare_ms:.2f} ms"
    return [
        Figure("receipt.8", figures.ratio_8, "x bare canvas", BUDGET_8, note=note),
        Figure("receipt.60", figures.ratio_60, "x bare canvas", BUDGET_60, note=note),
    ]


def _forms(_big: BigDesk) -> list[Figure]:
    from benchmarks.forms import measure

    return measure()


def _generate(big: BigDesk) -> list[Figure]:
    from benchmarks.generation import measure

    return measure(big().parent)


def _accept(big: BigDesk) -> list[Figure]:
    from benchmarks.acceptance import measure

    return measure(big())


def _act(big: BigDesk) -> list[Figure]:
    from benchmarks.acting import measure

    return measure(big())


def _search(big: BigDesk) -> list[Figure]:
    from benchmarks.searching import measure

    return measure(big())


def _work(big: BigDesk) -> list[Figure]:
    from benchmarks.work import measure

    return measure(big())


def _figures(big: BigDesk) -> list[Figure]:
    from benchmarks.dashboard import measure

    return measure(big())


def _impact(big: BigDesk) -> list[Figure]:
    from benchmarks.calendar_impact import measure

    return measure(big().parent)


def _window(big: BigDesk) -> list[Figure]:
    from benchmarks.window import measure

    return measure(big())


def _apply(big: BigDesk) -> list[Figure]:
    from benchmarks.applying import measure

    return measure(big().parent)


def _round_trip(big: BigDesk) -> list[Figure]:
    from benchmarks.round_trip import measure_one

    return measure_one(big().parent)


def _catch_up(big: BigDesk) -> list[Figure]:
    from benchmarks.round_trip import measure_many

    return measure_many(big().parent)


def _desks(big: BigDesk) -> list[Figure]:
    from benchmarks.many_desks import measure

    return measure(big().parent)


def _projector(_big: BigDesk) -> list[Figure]:
    from benchmarks.projector import measure

    return measure()


def _centre(_big: BigDesk) -> list[Figure]:
    from benchmarks.centre import measure

    return measure()


SUITE: Mapping[str, Callable[[BigDesk], list[Figure]]] = MappingProxyType(
    {
        "due": _due,
        "receipt": _receipt,
        "forms": _forms,
        "generate": _generate,
        "accept": _accept,
        "act": _act,
        "search": _search,
        "work": _work,
        "figures": _figures,
        "impact": _impact,
        "window": _window,
        "apply": _apply,
        "roundtrip": _round_trip,
        "catch-up": _catch_up,
        "desks": _desks,
        "projector": _projector,
        "centre": _centre,
    }
)
