"""``demo``: three dossiers on a throw-away sample desk, their receipts, a picture of the window."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from counter_app.bootstrap import counter_of, new_set_up, open_store, sample_catalogue
from counter_app.cli.call import RECEPTION, Call
from counter_app.cli.moments import for_people, shown
from counter_app.cli.options import WrongUsage
from counter_app.cli.writing import new_file
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import NoPicture
from counter_app.domain.forms import PageSize
from counter_app.domain.person import Person
from counter_app.domain.procedure import Need, ProcedureVersion
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.requests import IntakeRequest, PaperRequest
from counter_app.services.setting_up import NewUnit

_UNIT: Final = NewUnit("H26.12", "Ủy ban nhân dân phường Cầu Giấy", 3, "Thành phố Hà Nội")
_DPI: Final = 203  # what a desk's printer has
_VISITS: Final = (
    (
        "1.001193",
        None,
        Person("Nguyễn Thị Hiếu", id_number="001190012345", birth_date="1990-05-17",
               phone="0912345678", address="Số 12, ngõ 34 đường Cầu Giấy, phường Cầu Giấy, Hà Nội"),
        "Đăng ký khai sinh cho con Nguyễn Minh Anh, sinh ngày 20/11/2026",
    ),
    (
        "1.013225",
        "nha-o",
        Person("Trần Quốc Bảo", id_number="001078004512", birth_date="1978-02-03",
               phone="0987654321", address="Số 8 phố Trần Thái Tông, phường Cầu Giấy, Hà Nội"),
        "Cấp giấy phép xây dựng nhà ở riêng lẻ 5 tầng, thửa đất số 145, tờ bản đồ 12",
    ),
    (
        "1.012782",
        None,
        Person("Lê Thị Mười", id_number="001156007788", birth_date="1956-09-21",
               phone="0243756123", address="Số 3, ngách 5/12 phố Dịch Vọng, phường Cầu Giấy, Hà Nội"),
        "Cấp Giấy chứng nhận lần đầu cho thửa đất có nhà ở sử dụng từ năm 1992",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Done:
    """One dossier of the demonstration and the files of its receipt."""

    dossier: Dossier
    files: tuple[Path, ...]


def demo(
    ctx: typer.Context,
    out: Annotated[str, typer.Option(help=_("thư mục nhận các tệp"))] = "out",
) -> None:
    """``demo``: leaves nothing behind but the files in ``--out``."""
    call: Call = ctx.obj
    folder = _made(Path(out))
    with tempfile.TemporaryDirectory(prefix="counter-app-demo-") as scratch:
        desk = Path(scratch) / "desk"
        new_set_up(desk).sample(_UNIT, sample_catalogue())
        done = _accept_all(desk, folder)
        call.output.note(_("Đang chụp cửa sổ…"))
        window = folder / "window.png"
        _photograph(desk, window, call)
    call.output.answer(_document(done, window), _text(done, window))


def add_to(app: typer.Typer) -> None:
    """Offer ``demo``."""
    app.command(
        "demo", help=_("Trình diễn trên quầy mẫu tạm: ba hồ sơ, giấy tiếp nhận, ảnh cửa sổ.")
    )(demo)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise WrongUsage(_("“{name}” không phải là thư mục.").format(name=folder)) from error
    return folder


def _accept_all(desk: Path, out: Path) -> list[_Done]:
    store = open_store(desk)
    try:
        counter = counter_of(store, desk)
        return [_accept(counter, visit, out) for visit in _VISITS]
    finally:
        store.close()


def _accept(counter: Counter, visit: tuple[str, str | None, Person, str], out: Path) -> _Done:
    procedure, case, applicant, content = visit
    reference = counter.questions.reference()
    officer = next(o for o in reference.officers() if o.login == RECEPTION)
    papers = _papers(reference.versions(procedure)[-1])
    request = IntakeRequest(procedure, applicant, case=case, papers=papers, content=content)
    dossier = counter.reception.intake(request, officer).dossier
    printed = counter.paper.receipts.print(dossier.id, PageSize.A5, officer)
    return _Done(dossier, tuple(_written(out / dossier.code, printed.content)))


def _papers(version: ProcedureVersion) -> tuple[PaperRequest, ...]:
    """What a well-prepared citizen brings: everything but what a condition asks for."""
    return tuple(
        PaperRequest(c.id, c.originals, c.certified, c.photocopies)
        for c in version.components
        if c.need is not Need.CONDITIONAL
    )


def _written(stem: Path, pdf: bytes) -> list[Path]:
    """The receipt as PDF, and each of its pages as the printer gets it."""
    from printing.raster import pictures

    pages = pictures(pdf, _DPI)
    files = {stem.with_name(f"{stem.name}.pdf"): pdf}
    for number, page in enumerate(pages, start=1):
        suffix = "" if len(pages) == 1 else f"-{number}"
        files[stem.with_name(f"{stem.name}{suffix}.png")] = page.png()
    for file, content in files.items():
        with new_file(str(file)) as target:
            target.write(content)
    return list(files)


def _photograph(desk: Path, file: Path, call: Call) -> None:
    """The window on ``desk``, in a process of its own that needs no screen.

    Raises:
        NoPicture: the window did not get there; its words went to standard error.
    """
    from counter_app.i18n import language

    command = [
        sys.executable,
        "-m",
        "counter_app.cli.demo_window",
        str(desk),
        str(file),
        language(),
    ]
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(  # noqa: S603 (this program itself)
        command, env=environ, stdout=subprocess.DEVNULL, check=False
    )
    if ended.returncode != 0 or not file.exists():
        raise NoPicture(str(ended.returncode))


def _document(done: list[_Done], window: Path) -> dict[str, Any]:
    return {
        "dossiers": [
            {
                "id": str(one.dossier.id),
                "code": one.dossier.code,
                "procedure": one.dossier.procedure.code,
                "applicant": one.dossier.applicant.name,
                "due_at": shown(one.dossier.first_due_at),
                "files": [str(file) for file in one.files],
            }
            for one in done
        ],
        "window": str(window),
    }


def _text(done: list[_Done], window: Path) -> str:
    lines = [_("Đã tiếp nhận {count} hồ sơ trên một quầy mẫu tạm:").format(count=len(done))]
    for one in done:
        dossier = one.dossier
        due = _("hẹn trả {due}").format(due=for_people(dossier.first_due_at))
        lines.append(f"  {dossier.code}  {dossier.applicant.name}  ·  {dossier.procedure.name}")
        lines.append(f"    {due}")
        lines += [f"    {file}" for file in one.files]
    lines.append(_("Ảnh cửa sổ: {file}").format(file=window))
    return "\n".join(lines)
