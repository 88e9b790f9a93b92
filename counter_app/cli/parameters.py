"""What help and refusals say about a parameter of a command; none of it depends on the language."""

from enum import Enum
from typing import TypeAlias

from typer.core import TyperArgument, TyperOption

Parameter: TypeAlias = TyperOption | TyperArgument


def name_of(parameter: Parameter) -> str:
    """As it stands on the command line: ``--days`` or ``CODE``."""
    if isinstance(parameter, TyperOption):
        return " / ".join([*parameter.opts, *parameter.secondary_opts])
    return parameter.display_name_raw


def choices_of(parameter: Parameter) -> list[str]:
    """The words it takes, where it takes no others; else none."""
    return [_word(choice) for choice in parameter.type_descriptor.choices or ()]


def default_of(parameter: Parameter) -> str:
    """What counts when it is not given; empty where that is nothing, or a flag without an opposite."""
    if isinstance(parameter, TyperOption) and parameter.is_flag:
        return "".join((parameter.opts if parameter.default else parameter.secondary_opts)[:1])
    return "" if parameter.default is None else _word(parameter.default)


def is_number(parameter: Parameter) -> bool:
    """Whether it takes a whole number."""
    return parameter.type_descriptor.annotation is int


def _word(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)
