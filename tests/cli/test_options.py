import pytest

from counter_app.cli.options import Options, WrongUsage, data_folder, take_options


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data", "d", "--lang", "en", "--officer", "an", "--json", "show", "X"],
        ["show", "X", "--data", "d", "--lang", "en", "--officer", "an", "--json"],
        ["--json", "show", "--lang=en", "X", "--data=d", "--officer=an"],
    ],
)
def test_the_shared_options_may_stand_anywhere(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options, rest = take_options(arguments)
    assert rest == ["show", "X"]
    assert (str(options.data), options.language, options.officer, options.json) == (
        "d",
        "en",
        "an",
        True,
    )


def test_what_follows_two_dashes_is_left_alone():
    options, rest = take_options(["search", "--", "--json", "--lang"])
    assert options == Options()
    assert rest == ["search", "--", "--json", "--lang"]


@pytest.mark.parametrize(
    "arguments",
    [["--data"], ["--officer="], ["--lang", "fr"], ["show", "--data", "--"], ["--data", "--json"]],
)
def test_a_shared_option_without_a_usable_value_is_wrong_usage(arguments):
    with pytest.raises(WrongUsage):
        take_options(arguments)


def test_the_folder_is_the_options_before_the_environments(tmp_path):
    environ = {"COUNTER_APP_DATA": str(tmp_path / "environment")}
    given = Options(data=tmp_path / "option")
    assert data_folder(given, environ) == tmp_path / "option"
    assert data_folder(Options(), environ) == tmp_path / "environment"
    assert data_folder(Options(), {}).name == "counter-app"


def test_wrong_usage_ends_with_2_and_says_so_in_json_too(call):
    assert call("--lang", "fr", "show", "X").status == 2
    ended = call("show", "X", "--data", json=True)
    assert ended.status == 2
    assert ended.refused == "WrongUsage"


def test_an_unknown_command_or_option_or_a_missing_argument_ends_with_2(call):
    for arguments in (["fly"], ["show"], ["due", "--fly"], ["audit"], ["calendar", "show", "x"]):
        ended = call(*arguments)
        assert (ended.status, ended.out) == (2, "")


def test_the_help_names_every_contracted_command(call):
    told = call("--help")
    assert told.status == 0
    commands = "desk init demo catalogue calendar due intake receipt act show search audit rebuild"
    assert not [
        name for name in f"{commands} doctor generate bench".split() if name not in told.out
    ]
