"""One call of the program: its options, its desk, its officer."""

import os
import sys
from dataclasses import dataclass
from functools import cached_property
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counter_app.cli.options import Options, WrongUsage, data_folder
from counter_app.cli.output import Output
from counter_app.i18n import _

if TYPE_CHECKING:  # both cost more than most commands do
    from counter_app.domain.unit import Officer
    from counter_app.services.counter import Counter

RECEPTION: Final = "tiepnhan"  # the sample desk's officers, by their duty
CONTROL: Final = "kiemsoat"
SUPERVISOR: Final = "giamsat"
ADMINISTRATOR: Final = "quantri"
PIN: Final = "COUNTER_APP_PIN"
SECOND_PIN: Final = "COUNTER_APP_SECOND_PIN"


@dataclass(frozen=True)
class Call:
    """What a command gets besides its own arguments."""

    options: Options
    output: Output

    @cached_property
    def folder(self) -> Path:
        """The desk's folder, which may not exist."""
        return data_folder(self.options)

    @cached_property
    def counter(self) -> "Counter":
        """The desk.

        Raises:
            DeskNotSetUp, NewerDatabase, StorageFailed
        """
        from counter_app.bootstrap import open_counter

        return open_counter(self.folder)

    def officer(self, usual: str = RECEPTION) -> "Officer":
        """Who acts: ``--officer`` with their PIN; on a sample desk ``usual``, and no PIN is asked.

        Raises:
            WrongUsage: nobody is named, or there is no way to ask for the PIN.
            SignInRefused
        """
        login = self.options.officer
        if self.is_sample:
            return self._sample_officer(login or usual)
        if login is None:
            raise WrongUsage(_("Hãy nêu công chức thực hiện: --officer TÊN_ĐĂNG_NHẬP."))
        return self.counter.sign_in(login, asked_pin(PIN, login))

    def second_officer(self, login: str, act: str) -> "Officer":
        """Another officer who proves to agree; the PIN comes from ``COUNTER_APP_SECOND_PIN``.

        Raises:
            SecondPersonNeeded: no such officer.
            SignInRefused, WrongUsage
        """
        from counter_app.domain.errors import SecondPersonNeeded
        from counter_app.services.accounts import find_officer

        found = find_officer(self.counter.questions.reference(), login)
        if found is None:
            raise SecondPersonNeeded(act, login[:40])
        if self.is_sample:
            return found
        return self.counter.sign_in(login, asked_pin(SECOND_PIN, login))

    @property
    def is_sample(self) -> bool:
        """Whether this is a sample desk, where nobody needs a PIN on the command line."""
        return self.counter.questions.reference().unit().is_sample

    def _sample_officer(self, login: str) -> "Officer":
        from counter_app.domain.errors import SignInRefused
        from counter_app.services.accounts import find_officer

        found = find_officer(self.counter.questions.reference(), login)
        if found is None or not found.active:
            raise SignInRefused(login[:40])
        return found


def asked_pin(variable: str, login: str) -> str:
    """The PIN from the environment, else from the person at the terminal; never an argument.

    Raises:
        WrongUsage: there is neither.
    """
    if pin := os.environ.get(variable):
        return pin
    if not _has_terminal():
        message = _("Không có ai để hỏi mã PIN của {login}: hãy đặt biến {variable}.")
        raise WrongUsage(message.format(login=login, variable=variable))
    return getpass(_("Mã PIN của {login}: ").format(login=login))


def _has_terminal() -> bool:
    if sys.platform == "win32":
        return sys.stdin.isatty()
    try:
        with Path("/dev/tty").open("rb"):
            return True
    except OSError:
        return False
