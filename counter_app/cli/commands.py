"""typer's commands and groups, with help and refusals in the language in use."""

from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from counter_app.cli.options import WrongUsage
from counter_app.i18n import _

if TYPE_CHECKING:  # typer has them under no public name
    from collections.abc import Callable

    from typer._click import Command, Context, HelpFormatter
    from typer.models import CommandFunctionType


class Commands(typer.Typer):
    """The program's commands or a group's: they speak the language in use, in all else typer's."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            cls=_Group,
            options_metavar=_("[TÙY CHỌN]"),
            subcommand_metavar=_("LỆNH [THAM SỐ]..."),
            **settings,
        )

    def command(
        self, name: str | None = None, **settings: Any
    ) -> "Callable[[CommandFunctionType], CommandFunctionType]":
        """As typer's."""
        return super().command(name, cls=_Command, options_metavar=_("[TÙY CHỌN]"), **settings)


class _Command(TyperCommand):
    allow_extra_args = True  # or typer refuses them, in English; parse_args does here

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        rest = _parsed(super().parse_args, ctx, args)
        if rest:
            from counter_app.cli.usage_words import too_much

            raise WrongUsage(too_much(rest))
        return rest

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        from counter_app.cli.help_words import write_usage

        write_usage(self, ctx, formatter)

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        from counter_app.cli.help_words import write_parameters

        write_parameters(self, ctx, formatter)


class _Group(TyperGroup):
    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        return _parsed(super().parse_args, ctx, args)

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, Command | None, list[str]]":
        if self.get_command(ctx, args[0]) is None:
            from counter_app.cli.usage_words import unknown_command

            raise WrongUsage(unknown_command(args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        from counter_app.cli.help_words import write_usage

        write_usage(self, ctx, formatter)

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        from counter_app.cli.help_words import write_commands, write_parameters

        write_parameters(self, ctx, formatter)
        write_commands(self, ctx, formatter)


def _parsed(
    parse: "Callable[[Context, list[str]], list[str]]", ctx: "Context", args: list[str]
) -> list[str]:
    """What ``parse`` leaves; an option that is misused is told with its command."""
    from typer._click.exceptions import BadOptionUsage

    try:
        return parse(ctx, args)
    except BadOptionUsage as error:
        error.ctx = ctx
        raise
