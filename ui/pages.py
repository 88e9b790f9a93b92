"""The pages of the window: their key, their word, who may use them, where they live."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import import_module
from typing import Final, TypeAlias, cast

from PySide6.QtWidgets import QWidget

from counter_app.domain.act import OFFICER_ROLES, Role
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.concerns import SETTLING
from counter_app.services.counter import Counter
from ui.icons import read_all
from ui.page import Page
from ui.tasks import TaskRunner

MakePage: TypeAlias = Callable[[Counter, Officer, TaskRunner, QWidget], Page]
_EVERY_OFFICER = frozenset(OFFICER_ROLES)
_WORKING = frozenset({Role.RECEPTION, Role.PROCESSING, Role.LEADER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the rail. ``word`` is a msgid; the class is imported when first shown."""

    name: str  # objectName, as contracted: "page.intake"
    word: str
    key: str
    icon: str
    roles: frozenset[Role]
    module: str
    class_name: str

    def title(self) -> str:
        """The word on the rail, in the language in use."""
        return _(self.word)

    def made(self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget) -> Page:
        """The page, made anew; its ``parts`` are still to be built."""
        page_class = getattr(import_module(self.module), self.class_name)
        make = cast(MakePage, getattr(page_class, "begun", page_class))
        return make(counter, officer, tasks, parent)


PAGES: Final = (
    PageSpec(
        "page.intake",
        "Tiếp nhận",
        "F2",
        "intake",
        frozenset({Role.RECEPTION}),
        "ui.intake.widget",
        "IntakePage",
    ),
    PageSpec(
        "page.search",
        "Tra cứu",
        "F3",
        "search",
        _EVERY_OFFICER,
        "ui.search.widget",
        "SearchPage",
    ),
    PageSpec(
        "page.work",
        "Việc của tôi",
        "F4",
        "work",
        _WORKING,
        "ui.work.widget",
        "WorkPage",
    ),
    PageSpec(
        "page.handover",
        "Trả kết quả",
        "F5",
        "handover",
        frozenset({Role.RECEPTION}),
        "ui.handover.widget",
        "HandoverPage",
    ),
    PageSpec(
        "page.supervisor",
        "Điều hành",
        "F6",
        "supervisor",
        frozenset({Role.SUPERVISOR, Role.LEADER, Role.CONTROL}),
        "ui.supervisor.widget",
        "SupervisorPage",
    ),
    PageSpec(
        "page.catalogue",
        "Thủ tục",
        "F7",
        "catalogue",
        _EVERY_OFFICER,
        "ui.catalogue.widget",
        "CataloguePage",
    ),
    PageSpec(
        "page.ratings",
        "Đánh giá",
        "F8",
        "ratings",
        _WORKING | {Role.CONTROL},
        "ui.ratings.widget",
        "RatingsPage",
    ),
    PageSpec(
        "page.admin",
        "Quản trị",
        "F9",
        "admin",
        frozenset({Role.ADMINISTRATOR}),
        "ui.admin.widget",
        "AdminPage",
    ),
    PageSpec(
        "page.tray",
        "Đối chiếu",
        "F10",
        "tray",
        SETTLING | {Role.ADMINISTRATOR, Role.CONTROL},
        "ui.tray.widget",
        "TrayPage",
    ),
)


def load_pages() -> None:
    """Import the frame and every page, read the icons: off the GUI thread, while the PIN is typed."""
    read_all()
    import_module("ui.main_window")
    for page in PAGES:
        import_module(page.module)


def pages_for(roles: Collection[Role], pages: tuple[PageSpec, ...] = PAGES) -> tuple[PageSpec, ...]:
    """The pages an officer with these roles may use, in the rail's order."""
    return tuple(page for page in pages if page.roles & set(roles))
