"""The help of a command or group, in the language in use.

It shows what the parameters here have: names, kinds, choices, ranges, defaults.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperGroup, TyperOption

from counter_app.cli.parameters import Parameter, choices_of, default_of, is_number, name_of
from counter_app.i18n import _

if TYPE_CHECKING:  # typer has them under no public name
    from typer._click import Command, Context, HelpFormatter

_MARGINS = 6  # typer's: around the two columns


def write_usage(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    """The line that begins the help."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=_("Cách dùng: "))


def write_parameters(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    """What may follow the command: arguments, then options."""
    parameters = command.get_params(ctx)
    arguments = [each for each in parameters if isinstance(each, TyperArgument)]
    _write(formatter, _("Tham số"), [_row(each, each.help or "") for each in arguments])
    options = [each for each in parameters if isinstance(each, TyperOption)]
    for_help = command.get_help_option(ctx)
    help_text = _("Hiện trợ giúp này.")
    _write(
        formatter,
        _("Tùy chọn"),
        [_row(each, help_text if each is for_help else each.help or "") for each in options],
    )


def write_commands(group: TyperGroup, ctx: "Context", formatter: "HelpFormatter") -> None:
    """The group's commands, each with the beginning of its help."""
    names = group.list_commands(ctx)
    room = formatter.width - max(map(len, names)) - _MARGINS
    rows = [(name, group.commands[name].get_short_help_str(room)) for name in names]
    _write(formatter, _("Lệnh"), rows)


def _write(formatter: "HelpFormatter", heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _row(parameter: Parameter, text: str) -> tuple[str, str]:
    facts = "; ".join(filter(None, (_default(parameter), _range(parameter), _need(parameter))))
    name = f"{name_of(parameter)} {_kind(parameter)}".rstrip()
    return name, f"{text}  [{facts}]" if facts else text


def _kind(parameter: Parameter) -> str:
    if choices := choices_of(parameter):
        return f"<{'|'.join(choices)}>"
    if is_number(parameter):
        return _("<số>")
    takes_text = isinstance(parameter, TyperOption) and not parameter.is_flag
    return _("<giá trị>") if takes_text else ""


def _default(parameter: Parameter) -> str:
    default = default_of(parameter)
    return _("mặc định: {default}").format(default=default) if default else ""


def _range(parameter: Parameter) -> str:
    match parameter.min, parameter.max:
        case None, None:
            return ""
        case least, None:
            return _("từ {least} trở lên").format(least=least)
        case None, most:
            return _("không quá {most}").format(most=most)
    return _("từ {least} đến {most}").format(least=parameter.min, most=parameter.max)


def _need(parameter: Parameter) -> str:
    return _("bắt buộc") if parameter.required else ""
