"""``notices``: what people are told, and what became of it; ``--send`` sends what is due."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.options import WrongUsage
from counter_app.domain.notice import NoticeKind
from counter_app.i18n import _
from counter_app.services.notice_ports import NoticeLine, NoticeState
from counter_app.services.telling import Tell

_DEFAULT_LIMIT = 50


def notices(
    ctx: typer.Context,
    send: Annotated[bool, typer.Option("--send", help=_("gửi các thông báo đến lượt"))] = False,
    limit: Annotated[int, typer.Option(min=1, help=_("số dòng"))] = _DEFAULT_LIMIT,
) -> None:
    """``notices [--send] [--limit N]``: counts and the latest notices; nobody's name or number."""
    call: Call = ctx.obj
    tell = call.counter.tell()
    done: Mapping[NoticeState, int] = {}
    if send:
        if not tell.channels:
            raise WrongUsage(_("Chưa có kênh nào trong notices.toml của thư mục quầy."))
        done = tell()
    lines, zone = tell.lines(limit), tell.now().tzinfo
    document = {
        "channels": [channel.name for channel in tell.channels],
        "moved": {state.value: count for state, count in done.items()},
        "counts": {state.value: count for state, count in tell.queue.counts().items()},
        "notices": [_document(line, zone) for line in lines],
    }
    call.output.answer(document, _text(tell, lines))


def _document(line: NoticeLine, zone: tzinfo | None) -> dict[str, Any]:
    return {
        "code": line.code,
        "kind": line.notice.kind.value,
        "audience": line.notice.audience.value,
        "state": line.state.value,
        "channel": line.channel,
        "tries": line.tries,
        "reason": line.reason,
        "next_at": line.next_at.astimezone(zone).isoformat(),
        "moved_at": line.moved_at.astimezone(zone).isoformat(),
    }


def _text(tell: Tell, lines: tuple[NoticeLine, ...]) -> str:
    counts = tell.queue.counts()
    words = _states()
    head = [f"{words[state]}: {count}" for state, count in counts.items() if count]
    shown = [
        f"{line.moved_at.astimezone(tell.now().tzinfo):%d/%m/%Y %H:%M}  {line.code}"
        f"  {_kinds()[line.notice.kind]}  {words[line.state]}  {line.channel}  {line.reason}".rstrip()
        for line in lines
    ]
    return "\n".join([*(head or [_("Chưa có thông báo nào.")]), *shown])


def _states() -> dict[NoticeState, str]:
    return {
        NoticeState.QUEUED: _("chờ gửi"),
        NoticeState.SENDING: _("đang gửi"),
        NoticeState.FAILED: _("chưa gửi được, sẽ gửi lại"),
        NoticeState.SENT: _("đã gửi"),
        NoticeState.GIVEN_UP: _("thôi không gửi"),
        NoticeState.DOUBTFUL: _("không rõ đã gửi chưa, cần kiểm tra"),
    }


def _kinds() -> dict[NoticeKind, str]:
    return {
        NoticeKind.DUE_TOMORROW: _("sắp đến hạn"),
        NoticeKind.LATE: _("quá hạn"),
        NoticeKind.SUPPLEMENT: _("yêu cầu bổ sung"),
        NoticeKind.READY: _("đã có kết quả"),
        NoticeKind.MOVED: _("hẹn lại ngày trả"),
    }


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=_("Các thông báo gửi người dân và công chức; --send gửi những gì đến lượt."))(
        notices
    )
