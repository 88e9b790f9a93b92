"""The program's commands and how each call of it ends."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

from counter_app.cli.call import Call
from counter_app.cli.options import PROGRAM, Options, WrongUsage, data_folder, take_options
from counter_app.cli.output import Exit, Output, ReaderGone, encoded, speak_utf8
from counter_app.domain.errors import CounterError, StorageFailed
from counter_app.i18n import _, use_language
from counter_app.settings import Settings

if TYPE_CHECKING:  # the window opens without it
    import typer


_MODULES: Final = {
    "window": ("desk",),
    "set_up": ("init",),
    "demo": ("demo",),
    "catalogue": ("catalogue",),
    "calendar": ("calendar",),
    "due": ("due",),
    "intake": ("intake", "decline"),
    "dossiers": ("show", "search", "act", "limits", "receipt"),
    "backlog": ("backlog",),
    "report": ("report",),
    "forecast": ("forecast",),
    "forms": ("form", "label"),
    "attachments": ("attach", "attachments", "attachment"),
    "upkeep": ("audit", "rebuild", "doctor"),
    "sync": ("enrol", "sync"),
    "load": ("generate",),
    "ratings": ("ratings",),
    "notices": ("notices",),
    "centre": ("centre",),
    "bench": ("bench",),
}


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` ask for; the exit status of ``contracts.md``."""
    speak_utf8()
    output = Output("--json" in arguments)
    try:
        return _run(arguments, output)
    except WrongUsage as error:
        return _wrong_usage(output, str(error))
    except CounterError as error:
        return output.refuse(error)
    except ReaderGone:  # it has seen enough; what is written at exit goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.ENVIRONMENT
    except OSError as error:
        return output.refuse(StorageFailed(error.strerror or type(error).__name__))


def _run(arguments: Sequence[str], output: Output) -> int:
    options, rest = take_options(arguments)
    use_language(_language(options))
    call = Call(options, output)
    if rest in ([], ["desk"]):
        from counter_app.cli.desk import open_window

        return open_window(call)
    return _command(rest, call)


def _language(options: Options) -> str:
    settings = Settings.load(data_folder(options))
    return options.language or settings.language


def _command(arguments: list[str], call: Call) -> int:
    import typer

    try:
        ended = commands(arguments[0])(
            arguments, prog_name=PROGRAM, obj=call, standalone_mode=False
        )
    except typer.TyperException as error:
        from counter_app.cli.usage_words import in_words

        return _wrong_usage(call.output, in_words(error))
    except typer.Abort:
        return Exit.REFUSED
    return int(ended or Exit.DONE)


def _wrong_usage(output: Output, message: str) -> Exit:
    if output.json:
        error = {"kind": "WrongUsage", "message": message, "details": {}}
        output.note(encoded({"error": error}))
    else:
        output.note(message)
        output.note(_("Xem cách dùng: {program} --help").format(program=PROGRAM))
    return Exit.WRONG_USAGE


def commands(first: str = "") -> "typer.Typer":
    """The commands, with their help in the language in use; only ``first``'s module is loaded.

    Without one, or with one nobody knows, all are: for the help, and to name what is similar.
    """
    from counter_app.cli.commands import Commands

    app = Commands(
        name=PROGRAM,
        help=_("Tiếp nhận hồ sơ, in giấy hẹn, làm việc không cần mạng."),
        epilog=_(
            "Trước hoặc sau lệnh nào cũng được: --data THƯ_MỤC, --lang vi|en,"
            " --officer TÊN_ĐĂNG_NHẬP, --json. Không có lệnh: mở cửa sổ quầy."
        ),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)  # or the only command would lose its name
    wanted = [module for module, names in _MODULES.items() if first in names] or list(_MODULES)
    for module in wanted:
        # not earlier: the modules' help texts are read in the language in use
        import_module(f"counter_app.cli.{module}").add_to(app)
    return app
