"""``enrol`` and ``sync``: belonging to a centre, and keeping in step with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from counter_app.bootstrap import enrolled_counter
from counter_app.cli.call import PIN, Call, asked_pin
from counter_app.cli.json_input import opened
from counter_app.cli.options import WrongUsage
from counter_app.cli.progress import progress_bar
from counter_app.cli.stopping import asked_to_stop
from counter_app.domain.acts import Role
from counter_app.domain.errors import CounterError
from counter_app.i18n import _
from counter_app.services.accounts import NewOfficer
from counter_app.services.counter import Counter
from counter_app.services.credentials import MAX_BYTES, credentials_from_bytes
from counter_app.services.enrolling import officers_of
from counter_app.services.sync import SyncReport
from counter_app.services.sync_loop import Outcome, Watch


def enrol(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(help=_("tệp ghi danh do trung tâm cấp; “-” là đầu vào chuẩn"))
    ],
    admin: Annotated[
        str | None, typer.Option(help=_("quản trị viên đầu tiên của đơn vị chưa có ai"))
    ] = None,
    admin_name: Annotated[str | None, typer.Option(help=_("họ tên quản trị viên"))] = None,
) -> None:
    """``enrol FILE``: the desk, or the empty folder, joins a centre's unit and is synced once."""
    call: Call = ctx.obj
    with opened(file) as content:
        credentials = credentials_from_bytes(content.read(MAX_BYTES + 1))
    founder = _founder(admin, admin_name) if admin else None
    with _hanging_up(enrolled_counter(call.folder, credentials)) as counter:
        _round(counter)
        if founder is not None:
            counter.found(founder)
            _round(counter)
        logins = [officer.login for officer in officers_of(counter.questions.reference)]
        desk = counter.in_step.log.desk
    document = {
        "folder": str(call.folder),
        "unit": credentials.unit_code,
        "unit_name": credentials.unit_name,
        "desk": desk.number,
        "desk_id": str(desk.id),
        "officers": logins,
    }
    text = _("Quầy {desk} đã ghi danh vào {unit}; số công chức: {officers}.")
    call.output.answer(
        document,
        text.format(desk=desk.number, unit=credentials.unit_name, officers=len(logins)),
    )
    if not logins:
        call.output.note(
            _("Đơn vị chưa có công chức nào. Hãy ghi danh lại và nêu --admin cùng --admin-name.")
        )


def sync(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help=_("một lượt (mặc định)"))] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=_("hết lượt này đến lượt khác, đến khi bị dừng"))
    ] = False,
) -> None:
    """``sync``: one round, or rounds until it is stopped; a line for each that did something."""
    if once and watch:
        raise WrongUsage(_("Chỉ chọn một trong hai: --once hoặc --watch."))
    call: Call = ctx.obj
    with _hanging_up(call.counter) as counter:
        if watch:
            _watch(call, counter)
        else:
            _tell(call, _round(counter))


def add_to(app: typer.Typer) -> None:
    """Offer them."""
    app.command("enrol", help=_("Ghi danh quầy với trung tâm bằng tệp được cấp."))(enrol)
    app.command("sync", help=_("Gửi và nhận dữ liệu với trung tâm."))(sync)


@contextmanager
def _hanging_up(counter: Counter) -> Iterator[Counter]:
    try:
        yield counter
    finally:
        counter.hang_up()


def _founder(login: str, name: str | None) -> NewOfficer:
    return NewOfficer(login, name or login, (Role.ADMINISTRATOR,), asked_pin(PIN, login))


def _round(counter: Counter) -> SyncReport:
    with progress_bar(_("Đồng bộ")) as progress:

        def shown(done: int, total: int) -> bool:
            progress(done, total)
            return True

        return counter.in_step.run(shown)


def _watch(call: Call, counter: Counter) -> None:
    """Rounds until the program is told to end; the running one is finished."""
    told: list[SyncReport] = []

    def tell(outcome: Outcome) -> None:
        if isinstance(outcome, CounterError):
            call.output.refuse(outcome)
        elif not told or _is_news(outcome, told[-1]):
            told[:] = [outcome]
            _tell(call, outcome)

    with asked_to_stop() as wait:
        Watch(lambda: _round(counter), counter.in_step.pace, wait)(tell)


def _is_news(report: SyncReport, before: SyncReport) -> bool:
    did_something = report.pushed or report.pulled or report.rejected
    places = (report.head, report.cursor, report.is_paused)
    return bool(did_something) or places != (before.head, before.cursor, before.is_paused)


def _tell(call: Call, report: SyncReport) -> None:
    if call.output.json:
        call.output.item(_document(report))
        return
    call.output.answer(None, _sentence(report))


def _document(report: SyncReport) -> dict[str, Any]:
    return {
        "pushed": report.pushed,
        "pulled": report.pulled,
        "rejected": report.rejected,
        "head": report.head,
        "cursor": report.cursor,
        "lag_s": round(report.lag_s, 3),
        "paused": report.is_paused,
    }


def _sentence(report: SyncReport) -> str:
    if report.is_paused:
        return _("Đồng bộ đang tạm dừng.")
    return _(
        "Đã gửi {pushed}, đã nhận {pulled}, bị từ chối {rejected}; vị trí {cursor}/{head}."
    ).format(
        pushed=report.pushed,
        pulled=report.pulled,
        rejected=report.rejected,
        cursor=report.cursor,
        head=report.head,
    )
