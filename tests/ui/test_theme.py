"""Colours that can be read, rings that can be seen, digits that stand under each other."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from resources import path
from tools import make_screen_fonts
from ui.theme import Theme
from ui.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Tokens, contrast

THEMES = {"light": LIGHT, "dark": DARK}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    yield theme
    theme.show("light", 100)
    theme.deleteLater()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_every_text_can_be_read_on_every_ground_it_may_stand_on(tokens: Tokens) -> None:
    poor = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_borders_and_the_focus_ring_stand_out(tokens: Tokens) -> None:
    poor = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in SHAPE_PAIRS}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 3} == {}


def test_both_themes_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_the_pairs_of_the_stylesheet_are_among_those_that_were_computed() -> None:
    style = path("theme/style.qss").read_text("utf-8")
    rules = re.findall(r"\{([^}]*)\}", style)
    stated = set()
    for rule in rules:
        text = re.search(r"(?<![-\w])color:\s*\$(\w+)", rule)
        ground = re.search(r"(?<![-\w])background(?:-color)?:\s*\$(\w+)", rule)
        if text and ground and "$disabled" not in rule:
            stated.add((text.group(1), ground.group(1)))
    assert len(stated) >= 10
    assert stated - set(TEXT_PAIRS) == set()


def test_all_digits_are_equally_wide_in_every_weight(theme: Theme, qapp: QApplication) -> None:
    theme.show("light", 100)
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold):
        font = qapp.font()
        font.setWeight(weight)
        metrics = QFontMetricsF(font)
        widths = {round(metrics.horizontalAdvance(digit * 10), 3) for digit in "0123456789"}
        assert len(widths) == 1
        assert metrics.horizontalAdvance("1711711") == metrics.horizontalAdvance("0000000")


@pytest.mark.parametrize("weight", make_screen_fonts.WEIGHTS)
def test_the_screen_fonts_are_made_of_the_shipped_ones(weight: str) -> None:
    shipped = make_screen_fonts.FOLDER / f"CounterSans-{weight}.ttf"
    assert shipped.read_bytes() == make_screen_fonts.made(weight)


def test_the_screen_font_has_every_vietnamese_letter(theme: Theme, qapp: QApplication) -> None:
    theme.show("light", 100)
    letters = "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ·…–—•“”₫"
    metrics = QFontMetricsF(qapp.font())
    assert [letter for letter in letters if not metrics.inFontUcs4(ord(letter))] == []


@pytest.mark.parametrize("scale", [100, 110, 125, 150])
def test_controls_are_32_pixels_high_times_the_text_scale(theme: Theme, scale: int, qtbot) -> None:
    theme.show("light", scale)
    for control in (QLineEdit(), QPushButton("Tiếp nhận")):
        qtbot.addWidget(control)
        control.show()
        assert abs(control.sizeHint().height() - 32 * scale / 100) <= 2


def test_the_focus_ring_is_two_pixels_of_the_focus_colour(theme: Theme, qtbot) -> None:
    theme.show("light", 100)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 32)
    field.show()
    assert ring_width(field.grab().toImage(), theme) == 0
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert ring_width(field.grab().toImage(), theme) == 2


def ring_width(picture: QImage, theme: Theme) -> int:
    """Rows from the top, in the middle of the field, that have the focus colour."""
    middle, wanted = picture.width() // 2, theme.colour("focus").rgb()
    column = [picture.pixel(middle, row) == wanted for row in range(6)]
    return sum(column)


def test_dark_and_light_look_different_and_say_so_once(theme: Theme, qapp, qtbot) -> None:
    theme.show("light", 100)
    light = qapp.palette().window().color().lightness()
    with qtbot.waitSignal(theme.changed):
        theme.show("dark", 100)
    assert theme.is_dark
    assert qapp.palette().window().color().lightness() < light / 4
    with qtbot.assertNotEmitted(theme.changed):
        theme.show("dark", 100)


def test_every_picture_the_stylesheet_asks_for_is_shipped_in_both_shades() -> None:
    style = path("theme/style.qss").read_text("utf-8")
    asked = set(re.findall(r"theme:\$shade/([\w.]+)", style))
    assert asked
    for shade in THEMES:
        shipped = {file.name for file in Path(path(f"theme/{shade}")).iterdir()}
        assert asked <= shipped
