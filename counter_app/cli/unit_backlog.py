"""``backlog --by unit``: the figures of every unit the supervisor may see."""

from typing import Any

from counter_app.cli.call import SUPERVISOR, Call
from counter_app.cli.moments import shown
from counter_app.cli.output import refusal
from counter_app.i18n import _
from counter_app.services.unit_figures import UnitBoard, UnitLine
from ui.unit_figure_words import answer_words, counted_words, own_words, silence_words


def asked_units(call: Call) -> UnitBoard:
    """As the desk and the centre have them now, for a supervisor or a procedure-control officer.

    Raises:
        RoleMayNot, SignInRefused, WrongUsage
    """
    return call.counter.supervision.units(call.officer(SUPERVISOR))


def units_document(told: UnitBoard) -> dict[str, Any]:
    """What ``--by unit`` adds to the answer; ``total`` is null where the centre said nothing."""
    return {
        "units": [_unit(line, is_own=line is told.own) for line in (told.own, *told.others)],
        "total": told.total() if told.silence is None else None,
        "silence": refusal(told.silence)["error"] if told.silence is not None else None,
    }


def unit_parts(told: UnitBoard) -> list[dict[str, Any]]:
    """Each unit with what is open there."""
    return [
        {"key": line.code, "name": line.name, "count": line.counts["open"]}
        for line in (told.own, *told.others)
    ]


def unit_lines(told: UnitBoard) -> list[str]:
    """For people: each unit with what is open there and how old that is."""
    said = answer_words(told) if told.silence is None else silence_words(told.silence)
    ages = [own_words(told), *map(counted_words, told.others)]
    lines = [
        f"{line.counts['open']:>8}  {line.name} · {age}"
        for line, age in zip((told.own, *told.others), ages, strict=True)
    ]
    if told.others:
        lines.append(f"{told.total()['open']:>8}  {_('Cộng')}")
    return [*lines, said]


def _unit(line: UnitLine, *, is_own: bool) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "own": is_own,
        "behind": line.behind,
        "counted_until": shown(line.counted_until) if line.counted_until else None,
        "figures": dict(line.counts),
    }
