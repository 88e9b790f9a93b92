"""``catalogue import`` and what becomes of a draft: checked by one person, issued by another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from counter_app.cli.call import ADMINISTRATOR, CONTROL, Call
from counter_app.cli.moments import read_day
from counter_app.cli.moments import shown as moment_shown
from counter_app.cli.options import WrongUsage
from counter_app.cli.output import Exit, refusal, sentence, status_of
from counter_app.domain.drafting import DraftCheck, VersionDraft
from counter_app.domain.errors import CounterError, UnknownDraft
from counter_app.domain.procedure import Decision, DecisionKind, ProcedureVersion
from counter_app.domain.procedure_json import decision_to_json
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.catalogue import Issued
from counter_app.services.catalogue_reading import Read, Refusal

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_DRAFTS_HELP = _("mã dự thảo; nhiều mã được ban hành cùng lúc")
_NUMBER_HELP = _("số quyết định công bố")
_EFFECTIVE_HELP = _("ngày có hiệu lực")


@dataclass(frozen=True, slots=True)
class _Naming:
    """What the command line says about the decision; None leaves what the file says."""

    number: str | None = None
    effective: date | None = None

    def __call__(self, version: ProcedureVersion) -> ProcedureVersion:
        decision = version.decision
        number = decision.number if self.number is None else self.number
        effective = self.effective or decision.effective
        return replace(version, decision=replace(decision, number=number, effective=effective))


def import_files(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(help=_("tệp JSON hoặc thư mục chứa tệp JSON"))],
    decision: Annotated[str | None, typer.Option(help=_NUMBER_HELP)] = None,
    effective: Annotated[str | None, typer.Option(help=_EFFECTIVE_HELP)] = None,
    issued_by: Annotated[
        str | None, typer.Option(help=_("công chức thứ hai ban hành ngay dự thảo"))
    ] = None,
) -> Exit:
    """``catalogue import PATH…``: a line per record; each is a draft as a whole or refused."""
    call: Call = ctx.obj
    named = _Naming(decision, read_day(effective) if effective else None)
    try:
        officer = call.officer(CONTROL)
        second = call.second_officer(issued_by, "issue-draft") if issued_by else None
        taking = _Taking(call, officer, second)
        answers = [
            taking(answer, named) for answer in call.counter.procedures.drafting.read(_files(paths))
        ]
    except CounterError as error:  # not about one record: nothing that follows could be stored
        return call.output.refuse_items(error)
    return max(answers, default=Exit.DONE)


def drafts(ctx: typer.Context) -> None:
    """``catalogue drafts``: what waits to be checked or issued."""
    call: Call = ctx.obj
    found = call.counter.procedures.drafting.waiting()
    people = {o.id: o.login for o in call.counter.questions.reference().officers()}
    lines = [f"{d.id}  {d.version.code:<12}  {d.version.name.vi}  {d.state.value}" for d in found]
    document = [_shown(draft, people) for draft in found]
    call.output.answer(document, "\n".join(lines) or _("Không có dự thảo nào đang chờ."))


def check(
    ctx: typer.Context,
    draft: Annotated[str, typer.Argument(help=_("mã dự thảo"))],
    decision: Annotated[str | None, typer.Option(help=_NUMBER_HELP)] = None,
    kind: Annotated[DecisionKind | None, typer.Option(help=_("loại quyết định"))] = None,
    issued: Annotated[str | None, typer.Option(help=_("ngày ban hành"))] = None,
    effective: Annotated[str | None, typer.Option(help=_EFFECTIVE_HELP)] = None,
    published: Annotated[str | None, typer.Option(help=_("ngày công khai"))] = None,
    official: Annotated[bool, typer.Option(help=_("đúng nguyên văn quyết định"))] = False,
) -> None:
    """``catalogue check ID``: the draft agrees with its decision; options name what it lacks."""
    call: Call = ctx.obj
    waiting = _waiting(call, draft)
    before = waiting.version.decision
    found = Decision(
        before.number if decision is None else decision,
        kind or before.kind,
        read_day(issued) if issued else before.issued,
        read_day(effective) if effective else before.effective,
        read_day(published) if published else before.published,
    )
    said = DraftCheck(found, official)
    checked = call.counter.procedures.drafting.check(waiting.id, said, call.officer(CONTROL))
    call.output.answer(
        _shown(checked, {}), _("{code}: dự thảo đã rà.").format(code=checked.version.code)
    )


def issue(
    ctx: typer.Context,
    drafts_named: Annotated[list[str], typer.Argument(metavar="ID…", help=_DRAFTS_HELP)],
) -> None:
    """``catalogue issue ID…``: all of them come into force, or none; a second person does it."""
    call: Call = ctx.obj
    wanted = [_identity(draft) for draft in drafts_named]
    versions = call.counter.procedures.drafting.issue(wanted, call.officer(ADMINISTRATOR))
    lines = [_("{code} {name}: đã ban hành.").format(code=v.code, name=v.name) for v in versions]
    call.output.answer([_issued(version) for version in versions], "\n".join(lines))


def drop(
    ctx: typer.Context,
    draft: Annotated[str, typer.Argument(help=_("mã dự thảo"))],
    reason: Annotated[str, typer.Option(help=_("lý do"))],
) -> None:
    """``catalogue drop ID --reason WHY``: the draft waits no more."""
    call: Call = ctx.obj
    call.counter.procedures.drafting.drop(_identity(draft), reason, call.officer(CONTROL))
    call.output.answer({"draft": draft, "state": "dropped"}, _("Đã bỏ dự thảo."))


def add_to(group: typer.Typer) -> None:
    """Offer them under ``catalogue``."""
    group.command("import", help=_("Nhập dự thảo từ tệp JSON; mỗi bản ghi một kết quả."))(
        import_files
    )
    group.command("drafts", help=_("Các dự thảo đang chờ rà hoặc ban hành."))(drafts)
    group.command("check", help=_("Rà một dự thảo với quyết định công bố."))(check)
    group.command("issue", help=_("Ban hành dự thảo đã rà; do người khác làm."))(issue)
    group.command("drop", help=_("Bỏ một dự thảo."))(drop)


@dataclass(frozen=True, slots=True)
class _Taking:
    """Takes one record after another; with a ``second`` person they come into force at once."""

    call: Call
    officer: Officer
    second: Officer | None

    def __call__(self, answer: Read | Refusal, named: _Naming) -> Exit:
        if isinstance(answer, Refusal):
            return self._refuse(answer.place, answer.error)
        try:
            written = self._written([named(version) for version in answer.versions])
        except CounterError as error:
            if error.kind in _ABOUT_THE_CALL:
                raise
            return self._refuse(answer.place, error)
        for one in written:
            self._tell(answer.place, one)
        return Exit.DONE

    def _written(self, versions: Sequence[ProcedureVersion]) -> Sequence[Issued]:
        drafting = self.call.counter.procedures.drafting
        written = drafting.write(versions, self.officer)
        new = [one for one in written if self._waits(one.version.id)]
        if self.second is None or not new:
            return written
        for one in new:
            found = DraftCheck(one.version.decision)
            drafting.check(one.version.id, found, self.officer)
        drafting.issue([one.version.id for one in new], self.second)
        return [self._as_issued(one) for one in written]

    def _waits(self, identity: UUID) -> bool:
        draft = self.call.counter.questions.reference().draft(identity)
        return draft is not None and draft.is_open

    def _as_issued(self, written: Issued) -> Issued:
        reference = self.call.counter.questions.reference()
        draft = reference.draft(written.version.id)
        became = reference.version(draft.issued_as) if draft and draft.issued_as else None
        return replace(written, version=became or written.version)

    def _tell(self, place: str, written: Issued) -> None:
        version, output = written.version, self.call.output
        doubts = [{"what": d.what, "found": list(d.found)} for d in version.doubts]
        is_draft = self.call.counter.questions.reference().version(version.id) is None
        if output.json:
            output.item(
                {
                    "place": place,
                    "code": version.code,
                    "version": str(version.id),
                    "new": written.is_new,
                    "draft": is_draft,
                    "doubts": doubts,
                }
            )
            return
        kept = _("đã lưu dự thảo, chờ rà và ban hành") if is_draft else _("đã ban hành")
        state = kept if written.is_new else _("đã có, không đổi")
        line = f"{place}: {version.code} {version.name.vi}: {state}"
        if doubts:
            line += " · " + _("{count} điểm cần người kiểm tra").format(count=len(doubts))
        output.answer(None, line)

    def _refuse(self, place: str, error: CounterError) -> Exit:
        if self.call.output.json:
            self.call.output.item({"place": place} | refusal(error))
        else:
            self.call.output.note(f"{place}: {sentence(error)} [{error.kind}]")
        return status_of(error)


_ABOUT_THE_CALL = frozenset({"RoleMayNot", "OwnDraft", "StorageFailed"})


def _files(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    for name in paths:
        path = Path(name)
        found = (
            sorted(f for f in path.iterdir() if f.suffix in _SUFFIXES) if path.is_dir() else [path]
        )
        for file in found:
            try:
                yield str(file), file.read_bytes()
            except OSError as error:
                message = _("Không đọc được tệp “{name}”: {reason}.")
                raise WrongUsage(message.format(name=file, reason=error.strerror)) from error


def _waiting(call: Call, text: str) -> VersionDraft:
    found = call.counter.questions.reference().draft(_identity(text))
    if found is None or not found.is_open:
        raise UnknownDraft(text[:40])
    return found


def _identity(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UnknownDraft(text[:40]) from error


def _shown(draft: VersionDraft, people: dict[UUID, str]) -> dict[str, Any]:
    version = draft.version
    return {
        "draft": str(draft.id),
        "code": version.code,
        "name": {"vi": version.name.vi, "en": version.name.en},
        "state": draft.state.value,
        "decision": decision_to_json(version.decision),
        "replaces": list(version.replaces),
        "doubts": [{"what": d.what, "found": list(d.found)} for d in version.doubts],
        "author": people.get(draft.author),
        "checked_by": people.get(draft.checked_by) if draft.checked_by else None,
        "written_at": moment_shown(draft.written_at),
    }


def _issued(version: ProcedureVersion) -> dict[str, Any]:
    return {
        "code": version.code,
        "version": str(version.id),
        "decision": decision_to_json(version.decision),
        "replaces": list(version.replaces),
    }
