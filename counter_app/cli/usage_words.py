"""What is wrong with a command line, in the language in use."""

from collections.abc import Sequence
from difflib import get_close_matches

import typer
from typer._click import Context  # typer has these under no public name
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption, UsageError
from typer.core import TyperArgument, TyperGroup, TyperOption

from counter_app.cli.parameters import Parameter, choices_of, is_number, name_of
from counter_app.i18n import _

_SHOWN_LENGTH = 40


def in_words(error: typer.TyperException) -> str:
    """One sentence for what typer found wrong: made of what the error knows, not of its text.

    It has words for what the commands take: texts, paths, whole numbers, choices and flags.
    """
    match error:
        case MissingParameter(param=TyperOption() | TyperArgument() as parameter):
            return _missing(parameter)
        case typer.BadParameter(param=TyperOption() | TyperArgument() as parameter):
            return _not_taken(parameter, _value_of(error))
        case NoSuchOption(option_name=name, possibilities=similar):
            return _unknown_option(name, similar or ())
        case BadOptionUsage(option_name=name, ctx=place):
            return _misused_option(name, place)
        case UsageError(ctx=Context(command=TyperGroup() as group) as place):
            known = ", ".join(group.list_commands(place))
            message = _("Hãy nêu một lệnh của {group}: {known}.")
            return message.format(group=place.command_path, known=known)
    return error.format_message()


def unknown_command(name: str, known: Sequence[str]) -> str:
    """Nobody knows the command; those of ``known`` with similar names are told."""
    similar = get_close_matches(name, known)
    if not similar:
        return _("Không có lệnh “{name}”.").format(name=_shown(name))
    message = _("Không có lệnh “{name}”. Gần giống: {similar}.")
    return message.format(name=_shown(name), similar=", ".join(similar))


def too_much(rest: Sequence[str]) -> str:
    """Arguments the command has no place for."""
    return _("Thừa tham số: {rest}.").format(rest=" ".join(map(_shown, rest)))


def _missing(parameter: Parameter) -> str:
    name = name_of(parameter)
    if choices := choices_of(parameter):
        return _("Thiếu {name}; hãy chọn: {known}.").format(name=name, known=", ".join(choices))
    if isinstance(parameter, TyperOption):
        return _("Thiếu tùy chọn {name}.").format(name=name)
    return _("Thiếu tham số {name}.").format(name=name)


def _not_taken(parameter: Parameter, value: str) -> str:
    name = name_of(parameter)
    if choices := choices_of(parameter):
        message = _("{name} không nhận “{value}”; hãy chọn: {known}.")
        return message.format(name=name, value=value, known=", ".join(choices))
    if is_number(parameter):
        message = _number_wanted(parameter)
        return message.format(name=name, value=value, least=parameter.min, most=parameter.max)
    return _("Không dùng được giá trị của {name}.").format(name=name)


def _number_wanted(parameter: Parameter) -> str:
    match parameter.min, parameter.max:
        case None, None:
            return _("{name} phải là số nguyên, không phải “{value}”.")
        case _least, None:
            return _("{name} phải là số nguyên từ {least} trở lên, không phải “{value}”.")
        case None, _most:
            return _("{name} phải là số nguyên không quá {most}, không phải “{value}”.")
    return _("{name} phải là số nguyên từ {least} đến {most}, không phải “{value}”.")


def _value_of(error: typer.TyperException) -> str:
    from pydantic import ValidationError  # heavy, and here by now: it has refused the value

    cause = error.__cause__
    return _shown(str(cause.errors()[0]["input"])) if isinstance(cause, ValidationError) else ""


def _unknown_option(name: str, similar: Sequence[str]) -> str:
    if not similar:
        return _("Không có tùy chọn {name}.").format(name=_shown(name))
    message = _("Không có tùy chọn {name}. Gần giống: {similar}.")
    return message.format(name=_shown(name), similar=", ".join(similar))


def _misused_option(name: str, place: Context | None) -> str:
    parameters = place.command.get_params(place) if place else ()
    flags = (each for each in parameters if isinstance(each, TyperOption) and each.is_flag)
    if any(name in [*flag.opts, *flag.secondary_opts] for flag in flags):
        return _("Tùy chọn {name} không nhận giá trị.").format(name=name)
    return _("Tùy chọn {name} thiếu giá trị.").format(name=name)


def _shown(text: str) -> str:
    """What was typed, safe for a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:_SHOWN_LENGTH])
