"""``audit verify``, ``rebuild`` and ``doctor``: whether the desk is sound."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.metadata import version

import typer

from counter_app.cli.call import Call
from counter_app.cli.commands import Commands
from counter_app.cli.desk import has_display
from counter_app.cli.output import Exit
from counter_app.cli.progress import progress_bar
from counter_app.domain.errors import CounterError
from counter_app.i18n import _
from counter_app.services.health import Finding, State


def verify(ctx: typer.Context) -> None:
    """``audit verify``: the chain from its enrolment to its head; refused where it is broken."""
    call: Call = ctx.obj
    audit = call.counter.health.audit()
    text = _("Chuỗi sự kiện nguyên vẹn: {events} sự kiện, {dossiers} hồ sơ, đầu chuỗi {head}.")
    call.output.answer(
        {"events": audit.events, "dossiers": audit.dossiers, "head": audit.head},
        text.format(events=audit.events, dossiers=audit.dossiers, head=audit.head[:16]),
    )


def rebuild(ctx: typer.Context) -> None:
    """``rebuild``: folds every dossier again; ``changed`` rows had been different."""
    call: Call = ctx.obj
    with progress_bar(_("Dựng lại")) as progress:
        rebuilt = call.counter.health.rebuild(progress)
    call.output.answer(
        {"dossiers": rebuilt.dossiers, "changed": rebuilt.changed},
        _("Đã dựng lại {dossiers} hồ sơ, {changed} dòng khác trước.").format(
            dossiers=rebuilt.dossiers, changed=rebuilt.changed
        ),
    )


def doctor(ctx: typer.Context) -> Exit:
    """``doctor``: the desk and what it stands on; refused when something is bad."""
    call: Call = ctx.obj
    found = [*_desk(call), *_surroundings()]
    is_bad = any(finding.state is State.BAD for finding in found)
    document = {
        "folder": str(call.folder),
        "good": not is_bad,
        "findings": [{"name": f.name, "state": f.state.value, "detail": f.detail} for f in found],
    }
    lines = [f"{_state_word(f.state):<10}  {_name_word(f.name):<24}  {f.detail}" for f in found]
    call.output.answer(document, "\n".join(lines))
    return Exit.REFUSED if is_bad else Exit.DONE


def add_to(app: typer.Typer) -> None:
    """Offer them."""
    group = Commands(help=_("Kiểm tra chuỗi sự kiện."))
    group.callback()(lambda: None)  # keeps "verify" a command of its own
    group.command("verify", help=_("Chứng minh chuỗi sự kiện không bị sửa."))(verify)
    app.add_typer(group, name="audit")
    app.command("rebuild", help=_("Dựng lại dữ liệu tra cứu từ các sự kiện."))(rebuild)
    app.command("doctor", help=_("Tình trạng của quầy và máy tính."))(doctor)


def _desk(call: Call) -> tuple[Finding, ...]:
    """What the desk says of itself; one that cannot be opened is itself a finding."""
    try:
        return call.counter.health.examine()
    except CounterError as error:
        return (Finding("desk", State.BAD, error.kind),)


def _surroundings() -> Iterator[Finding]:
    yield _refusing("qt", _try_qt)
    yield _refusing("fonts", _try_fonts)
    display = has_display(os.environ)
    yield Finding("display", State.GOOD if display else State.WARNING)
    printers = _printers()
    yield Finding("printers", State.GOOD if printers else State.WARNING, ", ".join(printers))


def _refusing(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, State.GOOD, check())
    except CounterError as error:
        return Finding(name, State.BAD, error.kind)
    except ImportError as error:  # a library of the system is missing
        return Finding(name, State.BAD, str(error)[:200])


def _try_qt() -> str:
    from ui.guard import refuse_broken_qt

    refuse_broken_qt()
    return version("pyside6-essentials")


def _try_fonts() -> str:
    from printing.fonts import load

    load()
    return ""


def _printers() -> list[str]:
    """The printers CUPS knows; asked without a window, for which Qt would need one."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return []
    try:
        answer = subprocess.run(  # noqa: S603 (no argument comes from anybody)
            [lpstat, "-e"], capture_output=True, text=True, timeout=5, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    return answer.stdout.split()


def _state_word(state: State) -> str:
    return {
        State.GOOD: _("tốt"),
        State.WARNING: _("lưu ý"),
        State.BAD: _("hỏng"),
    }[state]


def _name_word(name: str) -> str:
    return {
        "database": _("cơ sở dữ liệu"),
        "revision": _("phiên bản cơ sở dữ liệu"),
        "size": _("dung lượng (byte)"),
        "free": _("ổ đĩa còn trống (byte)"),
        "clock": _("đồng hồ chậm (giây)"),
        "centre": _("trung tâm"),
        "offset": _("lệch giờ với trung tâm (giây)"),
        "desk": _("quầy"),
        "qt": _("thư viện cửa sổ Qt"),
        "fonts": _("phông chữ"),
        "display": _("màn hình"),
        "printers": _("máy in"),
    }.get(name, name)
