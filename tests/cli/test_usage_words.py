"""Wrong usage is answered, and help is given, in the language in use."""

import json
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from counter_app.cli.app import commands
from counter_app.cli.commands import Commands
from counter_app.cli.usage_words import in_words
from counter_app.i18n import use_language

_WRONG = [
    (
        "generate --seed 1",
        "Thiếu tùy chọn --dossiers.",
        "The option --dossiers is missing.",
    ),
    (
        "show",
        "Thiếu tham số code.",
        "The argument code is missing.",
    ),
    (
        "form --out f.pdf",
        "Thiếu tham số KIND.",
        "The argument KIND is missing.",
    ),
    (
        "catalogue answer x",
        "Thiếu outcome; hãy chọn: filed, considered, accepted, declined.",
        "outcome is missing; choose one of: filed, considered, accepted, declined.",
    ),
    (
        "generate --dossiers 2 --seed 1.5",
        "--seed phải là số nguyên, không phải “1.5”.",
        "--seed must be a whole number, not “1.5”.",
    ),
    (
        "calendar show nay",
        "year phải là số nguyên, không phải “nay”.",
        "year must be a whole number, not “nay”.",
    ),
    (
        "generate --dossiers --seed 1",
        "--dossiers phải là số nguyên từ 1 trở lên, không phải “--seed”.",
        "--dossiers must be a whole number of 1 or more, not “--seed”.",
    ),
    (
        "generate --dossiers 0",
        "--dossiers phải là số nguyên từ 1 trở lên, không phải “0”.",
        "--dossiers must be a whole number of 1 or more, not “0”.",
    ),
    (
        "generate --days 3651",
        "--days phải là số nguyên từ 1 đến 3650, không phải “3651”.",
        "--days must be a whole number from 1 to 3650, not “3651”.",
    ),
    (
        "due --channel fax",
        "--channel không nhận “fax”; hãy chọn: counter, post, online.",
        "--channel does not take “fax”; choose one of: counter, post, online.",
    ),
    (
        "forecast tomorrow",
        "account không nhận “tomorrow”; hãy chọn: calibration.",
        "account does not take “tomorrow”; choose one of: calibration.",
    ),
    (
        "show X --nope",
        "Không có tùy chọn --nope.",
        "There is no option --nope.",
    ),
    (
        "-x show",
        "Không có tùy chọn -x.",
        "There is no option -x.",
    ),
    (
        "generate --dosiers 2",
        "Không có tùy chọn --dosiers. Gần giống: --dossiers.",
        "There is no option --dosiers. Similar: --dossiers.",
    ),
    (
        "generate --dossiers",
        "Tùy chọn --dossiers thiếu giá trị.",
        "The option --dossiers lacks its value.",
    ),
    (
        "ratings --by",
        "Tùy chọn --by thiếu giá trị.",
        "The option --by lacks its value.",
    ),
    (
        "sync --watch=yes",
        "Tùy chọn --watch không nhận giá trị.",
        "The option --watch takes no value.",
    ),
    (
        "catalogue check X --no-official=yes",
        "Tùy chọn --no-official không nhận giá trị.",
        "The option --no-official takes no value.",
    ),
    (
        "show a b c",
        "Thừa tham số: b c.",
        "The command takes no further arguments: b c.",
    ),
    (
        "genrate",
        "Không có lệnh “genrate”. Gần giống: generate, centre.",
        "There is no command “genrate”. Similar: generate, centre.",
    ),
    (
        "catalogue xyz",
        "Không có lệnh “xyz”.",
        "There is no command “xyz”.",
    ),
    (
        "-- --nope",
        "Không có lệnh “--nope”.",
        "There is no command “--nope”.",
    ),
    (
        "calendar",
        "Hãy nêu một lệnh của counter-app calendar: show, import, impact.",
        "Name a command of counter-app calendar: show, import, impact.",
    ),
]


@pytest.mark.parametrize(("line", "vietnamese", "english"), _WRONG)
def test_wrong_usage_is_told_in_the_language_in_use(call, line, vietnamese, english):
    for language, sentence in (("vi", vietnamese), ("en", english)):
        ended = call("--lang", language, *line.split())
        assert (ended.status, ended.out) == (2, "")
        assert ended.err.splitlines()[0] == sentence
        asked = call("--json", "--lang", language, *line.split())
        assert (asked.status, asked.out) == (2, "")
        error = json.loads(asked.err)["error"]
        assert error == {"kind": "WrongUsage", "message": sentence, "details": {}}


def test_nothing_that_was_typed_reaches_the_terminal_as_a_command(call):
    for arguments in (["\x1b[2J"], ["show", "--\x1b[2J"], ["show", "a", "\x1b[2J"]):
        assert "\x1b" not in call(*arguments).err
    assert "“?[2J”" in call("generate", "--days", "\x1b[2J").err


def _one_command(call_back: object) -> TyperGroup | TyperCommand:
    app = Commands(name="x", rich_markup_mode=None, add_completion=False)
    app.command("go")(call_back)
    return typer.main.get_command(app)


def _refusal(call_back: object, *arguments: str) -> str:
    use_language("vi")
    with pytest.raises(typer.TyperException) as refused:
        _one_command(call_back).main(list(arguments), prog_name="x", standalone_mode=False)
    return in_words(refused.value)


def test_a_file_that_is_none_is_told_by_its_option():
    def go(file: Annotated[Path, typer.Option(exists=True)]) -> None:
        raise AssertionError(file)

    assert _refusal(go, "--file", "/nowhere/at/all") == "Không dùng được giá trị của --file."


def test_a_number_may_have_an_upper_end_alone():
    def go(count: Annotated[int, typer.Option(max=9, help="số")] = 1) -> None:
        raise AssertionError(count)

    sentence = "--count phải là số nguyên không quá 9, không phải “10”."
    assert _refusal(go, "--count", "10") == sentence


def _all(
    command: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TyperGroup | TyperCommand]]:
    assert isinstance(command, TyperGroup | TyperCommand)
    yield path, command
    for name, below in command.commands.items() if isinstance(command, TyperGroup) else ():
        yield from _all(below, (*path, name))


def test_there_are_words_for_every_parameter_of_every_command():
    """What a new one might have and nobody has words for: another type, a variable, a prompt."""
    for _path, command in _all(typer.main.get_command(commands())):
        for parameter in command.params:
            assert isinstance(parameter, TyperOption | TyperArgument)
            kind = parameter.type_descriptor.annotation
            assert kind in (str, int, bool, Path, list[str]) or issubclass(kind, Enum)
            assert (parameter.envvar, parameter.callback) == (None, None)
            assert (parameter.show_default, parameter.show_choices) == (True, True)
            assert not parameter.hidden
            assert not isinstance(parameter, TyperOption) or parameter.prompt is None
        assert not command.hidden
        assert not command.deprecated


def test_help_is_in_vietnamese(program):
    told = program("generate", "--help", COLUMNS="80")
    assert (told.status, told.err) == (0, "")
    assert told.out == (
        "Cách dùng: counter-app generate [TÙY CHỌN]\n\n"
        "  Sinh hồ sơ giả có vẻ thật để thử tải.\n\n"
        "Tùy chọn:\n"
        "  --dossiers <số>  số hồ sơ  [từ 1 trở lên; bắt buộc]\n"
        "  --seed <số>      cùng số này cho cùng hồ sơ  [bắt buộc]\n"
        "  --days <số>      trải trên số ngày  [mặc định: 365; từ 1 đến 3650]\n"
        "  --help           Hiện trợ giúp này.\n"
    )


def test_help_is_in_english(program):
    told = program("--lang", "en", "generate", "--help", COLUMNS="80")
    assert told.out == (
        "Usage: counter-app generate [OPTIONS]\n\n"
        "  Generate realistic invented dossiers to test with.\n\n"
        "Options:\n"
        "  --dossiers <number>  number of dossiers  [1 or more; required]\n"
        "  --seed <number>      the same number gives the same dossiers  [required]\n"
        "  --days <number>      spread over this many days  [default: 365; 1 to 3650]\n"
        "  --help               Show this help.\n"
    )


def test_a_groups_help_lists_its_commands_in_the_language_in_use(program):
    assert program("ratings", "--help", COLUMNS="80").out == (
        "Cách dùng: counter-app ratings [TÙY CHỌN] LỆNH [THAM SỐ]...\n\n"
        "  Kết quả đánh giá của công dân.\n\n"
        "Tùy chọn:\n"
        "  --by <officer|unit>  theo công chức hay theo cơ quan  [mặc định: officer]\n"
        "  --from <giá trị>     ngày đầu; chỉ tính những quý nằm trọn trong thời gian\n"
        "                       này\n"
        "  --to <giá trị>       ngày cuối\n"
        "  --help               Hiện trợ giúp này.\n\n"
        "Lệnh:\n"
        "  publish  Ghi bộ dữ liệu công bố: JSON, CSV và lược đồ.\n"
        "  sheet    Ghi bảng tổng hợp của một quý, PDF hoặc .xlsx.\n"
    )
    english = program("--lang", "en", "ratings", "--help", COLUMNS="80").out
    assert english.startswith("Usage: counter-app ratings [OPTIONS] COMMAND [ARGUMENTS]...\n")
    assert "\nCommands:\n  publish  " in english


def test_help_shows_arguments_flags_and_defaults(program):
    told = program("catalogue", "check", "--help", COLUMNS="80").out
    assert "\nTham số:\n  draft  mã dự thảo  [bắt buộc]\n" in told
    assert "--kind <new|amend|replace|repeal>\n" in told
    assert "--official / --no-official  " in told
    assert "[mặc định: --no-" in told
    assert (
        "\nArguments:\n  draft  "
        in program("--lang", "en", "catalogue", "check", "--help", COLUMNS="80").out
    )


def test_no_command_helps_in_the_librarys_words(call):
    """By shape alone: what a command says of itself is in the language it was loaded in."""
    for path, _command in _all(typer.main.get_command(commands())):
        told = call(*path, "--help").out
        assert told.startswith("Cách dùng: counter-app ")
        assert re.search(r"\n  --help +Hiện trợ giúp này\.\n", told)
        assert set(re.findall(r"^(\w.*):$", told, re.MULTILINE)) <= {"Tham số", "Tùy chọn", "Lệnh"}
        assert not re.search(r"OPTIONS|ARGS|<int|<str|<path|list\[|\[default|required\]", told)
