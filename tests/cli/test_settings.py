import pytest

from counter_app.domain.errors import InvalidSettings, StorageFailed
from counter_app.settings import FILE, Settings


def test_what_is_saved_is_read_back(tmp_path):
    settings = Settings("en", "dark", 150, 'nguyễn "an" \\', "A4")
    settings.save(tmp_path)
    assert Settings.load(tmp_path, {}) == settings
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_without_a_file_the_defaults_count(tmp_path):
    assert Settings.load(tmp_path / "nowhere", {}) == Settings()


def test_the_environment_overrides_and_is_not_stored(tmp_path):
    Settings(language="vi", page="A4").save(tmp_path)
    environ = {"COUNTER_APP_LANG": "en", "COUNTER_APP_TEXT_SCALE": "125"}
    loaded = Settings.load(tmp_path, environ)
    assert (loaded.language, loaded.text_scale, loaded.page) == ("en", 125, "A4")
    assert Settings.stored(tmp_path).language == "vi"


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("fly = 1", "fly", "unknown_key"),
        ("text_scale = '100'", "text_scale", "wrong_type"),
        ("text_scale = true", "text_scale", "wrong_type"),
        ("theme = 'pink'", "theme", "unknown_value"),
        ("fly", "", "not_toml"),
    ],
)
def test_a_key_nobody_knows_is_an_error_that_names_it(text, key, reason, tmp_path):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(InvalidSettings) as refused:
        Settings.load(tmp_path, {})
    assert (refused.value.key, refused.value.reason) == (key, reason)


def test_an_unknown_value_in_the_environment_names_its_variable(tmp_path):
    with pytest.raises(InvalidSettings) as refused:
        Settings.load(tmp_path, {"COUNTER_APP_PAGE": "A3"})
    assert refused.value.key == "COUNTER_APP_PAGE"


def test_settings_that_cannot_be_stored_are_told(tmp_path):
    with pytest.raises(StorageFailed):
        Settings().save(tmp_path / "nowhere")


def test_the_program_speaks_the_settings_language_unless_asked_otherwise(desk, call):
    Settings(language="en").save(desk)
    english = call("show", "H26.12-261123-039999")
    assert "Trên quầy" not in english.err
    vietnamese = call("--lang", "vi", "show", "H26.12-261123-039999")
    assert vietnamese.err != english.err


def test_broken_settings_stop_every_command(desk, call):
    (desk / FILE).write_text("fly = 1")
    ended = call("search", json=True)
    assert (ended.status, ended.refused) == (1, "InvalidSettings")
