"""``centre project`` and ``centre check``: the central database's projections and digests."""

from contextlib import closing
from typing import Annotated

import typer

from counter_app.cli.call import Call
from counter_app.cli.output import Exit
from counter_app.cli.stopping import asked_to_stop
from counter_app.domain.errors import CentreUnreachable
from counter_app.i18n import _
from counter_app.services.central import Check, Compared, InPlaceOf, Project, Verdict


def project(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help=_("địa chỉ cơ sở dữ liệu: postgresql://…"))],
    watch: Annotated[bool, typer.Option("--watch", help=_("làm tiếp cho đến khi bị dừng"))] = False,
    again: Annotated[
        bool, typer.Option("--again", help=_("đọc lại mọi sự kiện từ đầu, sau khi nâng cấp"))
    ] = False,
) -> None:
    """``centre project URL``: until nothing is left; with ``--watch`` until it is stopped."""
    from counter_app.bootstrap import central_database

    call: Call = ctx.obj
    with closing(central_database(url)) as database:
        if again:
            database.start_over()
        keep_up = Project(database)
        if watch:
            with asked_to_stop() as wait:
                done = keep_up.watch(wait, lambda error: _tell(call, error))
        else:
            done = keep_up()
        set_aside = database.set_aside()
    document = {"projected": done, "set_aside": set_aside}
    text = _("Đã cập nhật từ {done} sự kiện mới; {set_aside} hồ sơ chưa đọc được.")
    call.output.answer(document, text.format(done=done, set_aside=set_aside))


def check(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help=_("địa chỉ cơ sở dữ liệu: postgresql://…"))],
) -> Exit:
    """``centre check URL``: a line for each desk and scope; refused where one has something else."""
    from counter_app.bootstrap import central_database

    call: Call = ctx.obj
    is_same = True
    with closing(central_database(url)) as database:
        checking = Check(database)
        for compared in checking():
            is_same = is_same and compared.verdict is not Verdict.DIFFERS
            _show(call, compared)
        for brought in checking.relayed():
            _show_relayed(call, brought)
    return Exit.DONE if is_same else Exit.REFUSED


def _show(call: Call, compared: Compared) -> None:
    said = compared.reported.digest
    document = {
        "unit": compared.reported.unit,
        "desk": compared.reported.desk,
        "scope": str(said.scope),
        "position": said.position,
        "verdict": compared.verdict.value,
        "part": compared.part,
    }
    line = f"{compared.reported.unit:<16} {compared.reported.desk:>3}  {said.scope}"
    call.output.answer(document, f"{line} {said.position:>10}  {_word(compared)}")


def _show_relayed(call: Call, brought: InPlaceOf) -> None:
    document = {
        "unit": brought.unit,
        "desk": brought.desk,
        "relayed_by": brought.by,
        "events": brought.events,
    }
    text = _("{unit}: quầy {by} đã gửi lại {events} việc của quầy {desk} mà trung tâm bị mất.")
    call.output.answer(
        document,
        text.format(unit=brought.unit, by=brought.by, events=brought.events, desk=brought.desk),
    )


def _word(compared: Compared) -> str:
    if compared.verdict is Verdict.DIFFERS:
        return _("khác: sự kiện") if compared.part == "events" else _("khác: hồ sơ")
    return _("khớp") if compared.verdict is Verdict.EQUAL else _("chưa kịp so hồ sơ")


def _tell(call: Call, error: CentreUnreachable) -> None:
    call.output.note(_("Mất liên lạc với cơ sở dữ liệu trung tâm; đang thử lại."))
