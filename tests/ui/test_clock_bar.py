"""A life drawn to scale: what the picture shows, what the keys reach, what the line below says."""

from dataclasses import replace
from itertools import combinations, groupby, pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.domain.dossier import PauseSpan
from counter_app.domain.pause import PauseKind
from tests import make
from tests.lives import Life, with_five_pauses
from ui.theme import Theme
from ui.timeline.clock_bar import ClockBar
from ui.timeline.life import LATE, LEFT, WAITING, WORK, MarkKind, Stretch, end_of, life_of
from ui.timeline.painting import colours, draw_mark, draw_stretch
from ui.timeline.words import stretch_word
from ui.tokens import DARK, LIGHT, contrast

KINDS = (WORK, LATE, LEFT, WAITING, "closed", *(kind.value for kind in PauseKind))


@pytest.fixture(scope="module")
def theme(qapp):
    theme = Theme(QApplication.instance())
    yield theme
    theme.show("light", 100)


@pytest.fixture
def bar(qtbot, theme):
    theme.show("light", 100)
    bar = ClockBar()
    qtbot.addWidget(bar)
    bar.resize(1240, 150)
    bar.show()
    return bar


def life(desk, lived):
    dossier, now = desk.dossier(lived.dossier), desk.clock()
    return life_of(dossier, now, desk.counter.explain.days_off(dossier, end_of(dossier, now)))


def stretch(kind):
    is_pause = kind not in (WORK, LATE, LEFT, WAITING)
    return Stretch(kind, make.MONDAY, make.MONDAY.replace(day=20), is_pause)


def edge(bar, tokens):
    """The colours along the bar's upper edge and how many pixels each takes, without the seams."""
    picture = bar.grab().toImage()
    y = round(bar.arrangement.bar.top()) + 1
    left, right = (
        round(side) for side in (bar.arrangement.bar.left(), bar.arrangement.bar.right())
    )
    row = [picture.pixelColor(x, y).name() for x in range(left, right)]
    runs = [(colour, len(list(run))) for colour, run in groupby(row)]
    return [(c, n) for c, n in runs if c not in (tokens["card"], tokens["surface"])]


@pytest.mark.parametrize(("width", "look"), [(1240, ("light", 100)), (760, ("dark", 150))])
def test_what_is_drawn_is_as_long_as_it_lasted(desk, bar, theme, width, look):
    theme.show(*look)
    lived = life(desk, with_five_pauses(desk))
    bar.resize(width, 200)
    bar.show_life(lived)
    tokens = theme.tokens
    whole = lived.ends - lived.begins
    wanted = [
        (tokens[colours(s)[1]], (s.until - s.since) / whole * bar.arrangement.bar.width())
        for s in lived.stretches
    ]
    drawn = edge(bar, tokens)
    assert [colour for colour, _ in drawn] == [colour for colour, _ in wanted]
    for (_, pixels), (_, exact) in zip(drawn, wanted, strict=True):
        assert abs(pixels - exact) <= 2, (drawn, wanted)
    assert sum(s.is_pause for s in lived.stretches) == 5


def test_stretches_follow_one_another_from_reception_to_the_end(desk):
    lived = life(desk, with_five_pauses(desk))
    assert lived.stretches[0].since == lived.begins == make.MONDAY
    assert all(one.until == other.since for one, other in pairwise(lived.stretches))
    assert [s.kind for s in lived.stretches if s.kind != WORK] == [
        *("supplement", "verification", "posting", "payment", "system_failure"),
        *(LATE, WAITING),
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_no_two_kinds_of_time_differ_by_colour_alone(qapp, tokens):
    pictures = {}
    for kind in KINDS:
        picture = QImage(60, 24, QImage.Format.Format_RGB32)
        picture.fill(QColor(tokens["card"]))
        with QPainter(picture) as painter:
            same = dict.fromkeys(tokens, "#000000") | {
                name: "#ffffff"
                for name in tokens
                if name.endswith("_soft") or name in ("card", "pressed")
            }
            draw_stretch(painter, QRectF(0, 0, 60, 24), stretch(kind), same)
        pictures[kind] = picture
    assert all(pictures[one] != pictures[other] for one, other in combinations(KINDS, 2))


def test_no_two_kinds_of_moment_have_the_same_shape(qapp):
    pictures = []
    for kind in MarkKind:
        picture = QImage(12, 12, QImage.Format.Format_RGB32)
        picture.fill(QColor("#ffffff"))
        with QPainter(picture) as painter:
            black = dict.fromkeys(LIGHT, "#000000") | {"card": "#ffffff"}
            draw_mark(painter, QRectF(1, 1, 10, 10), kind, black)
        pictures.append(picture)
    assert all(one != other for one, other in combinations(pictures, 2))


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_words_can_be_read_on_their_ground(tokens):
    for kind in KINDS:
        ground, _ink, words = colours(stretch(kind))
        assert contrast(tokens[words], tokens[ground]) >= 4.5, kind
    for words, ground in (("text", "card"), ("muted", "card"), ("text", "pressed")):
        assert contrast(tokens[words], tokens[ground]) >= 4.5


def test_every_kind_of_time_has_its_word_on_the_bar_or_in_the_key(desk, bar):
    for width in (1240, 500):
        bar.resize(width, 200)
        bar.show_life(life(desk, with_five_pauses(desk)))
        made = bar.arrangement
        keys = {key.words.text.lower() for key in made.keys}
        for stretch in made.life.stretches:
            word = stretch_word(stretch)
            same = [s for s in made.life.stretches if s.kind == stretch.kind]
            assert word in keys or any(map(made.word_fits, same)), (width, word)


@pytest.mark.parametrize(("width", "scale"), [(1240, 100), (760, 100), (760, 150), (420, 150)])
def test_no_words_lie_on_one_another_or_outside(desk, bar, theme, width, scale):
    theme.show("light", scale)
    bar.resize(width, 300)
    bar.show_life(life(desk, with_five_pauses(desk)))
    made = bar.arrangement
    ticks = [words.rect for _x, words in made.ticks]
    for rects in ([w.rect for w in made.labels], ticks, [k.words.rect for k in made.keys]):
        assert not any(one.intersects(other) for one, other in combinations(rects, 2))
        assert all(r.left() >= 0 and r.right() <= width and r.top() >= 0 for r in rects)
    named = {words.mark for words in made.labels} | {key.item for key in made.keys}
    assert named >= set(made.life.marks)  # no moment is without words
    assert bar.height() == made.height >= made.sentence.bottom()


def test_arrows_go_through_a_life_in_the_order_of_time_and_say_it(desk, bar, qtbot):
    lived = life(desk, with_five_pauses(desk))
    bar.show_life(lived)
    assert bar.words() == "Đã qua 28 ngày, trong đó tạm dừng 5 lần, 20 ngày 17 giờ."
    heard = []
    bar.said.connect(heard.append)
    told = []
    for item in lived.items:
        QTest.keyClick(bar, Qt.Key.Key_Right)
        assert bar.chosen == item
        assert bar.words() in bar.accessibleName()
        told.append(bar.words())
    assert heard == told
    assert told[0] == "Tiếp nhận: 09:00 thứ Hai 16/11/2026."
    assert (
        "Tạm dừng, chờ bổ sung giấy tờ: từ 17/11/2026 09:00 đến 20/11/2026 10:00,"
        " dài 3 ngày 1 giờ." in told
    )
    assert "Quá hạn: từ 09/12/2026 11:30 đến 14/12/2026 09:00, dài 4 ngày 21 giờ." in told
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert bar.chosen == lived.items[-1]
    QTest.keyClick(bar, Qt.Key.Key_Left)
    assert bar.chosen == lived.items[-2]
    QTest.keyClick(bar, Qt.Key.Key_Home)
    assert bar.chosen == lived.items[0]
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert bar.chosen == lived.items[-1]


def test_left_begins_at_the_end(desk, bar):
    lived = life(desk, Life(desk))
    bar.show_life(lived)
    QTest.keyClick(bar, Qt.Key.Key_Left)
    assert bar.chosen == lived.items[-1]


def test_the_line_below_is_painted_and_the_bar_keeps_its_height(desk, bar):
    bar.show_life(life(desk, with_five_pauses(desk)))
    height, before = bar.height(), bar.grab().toImage()
    for _step in range(4):
        QTest.keyClick(bar, Qt.Key.Key_Right)
    assert bar.height() == height
    line = bar.arrangement.sentence.toRect()
    assert bar.grab().toImage().copy(line) != before.copy(line)


def test_a_click_chooses_what_lies_there(desk, bar):
    lived = life(desk, with_five_pauses(desk))
    bar.show_life(lived)
    pause = next(s for s in lived.stretches if s.kind == "posting")
    place = bar.arrangement.stretch_rect(pause).center().toPoint()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    assert bar.chosen == pause
    label = bar.arrangement.labels[0]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=label.rect.center().toPoint())
    assert bar.chosen == label.mark
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(2, bar.height() - 2))
    assert bar.chosen == label.mark  # nothing lies there


def test_news_keep_what_was_chosen_while_it_is_there(desk, bar):
    lived = Life(desk, procedure=make.GUARDIAN)
    bar.show_life(life(desk, lived))
    QTest.keyClick(bar, Qt.Key.Key_Right)
    chosen = bar.chosen
    lived.at(2026, 11, 17, 9, 0).act("take")
    bar.show_life(life(desk, lived))
    assert bar.chosen == chosen
    other = Life(desk, applicant=make.person("Trần Văn Đức")).at(2026, 11, 18, 9, 0)
    bar.show_life(life(desk, other))
    assert bar.chosen is None


def test_days_off_are_shaded_behind_the_bar(desk, bar):
    lived = life(desk, with_five_pauses(desk))
    bar.show_life(lived)
    picture, made = bar.grab().toImage(), bar.arrangement
    weekend = next(b for b in made.bands())
    y = round(made.bar.bottom() + 2)
    assert picture.pixelColor(round(weekend.center().x()) - 4, y).name() == LIGHT["pressed"]
    assert picture.pixelColor(round(weekend.left()) - 6, y).name() == LIGHT["card"]
    assert len(made.bands()) == len(lived.days_off)


def test_a_same_day_life_is_drawn_by_the_hour(desk, bar):
    lived = Life(desk).at(2026, 11, 16, 11, 0)
    drawn = life(desk, lived)
    bar.show_life(drawn)
    assert [(s.kind, s.lasts) for s in drawn.stretches] == [(WORK, True), (LEFT, False)]
    assert [words.text for _x, words in bar.arrangement.ticks][:3] == ["09:00", "10:00", "11:00"]
    marks = [(m.kind, m.at.hour) for m in drawn.marks]
    assert marks == [(MarkKind.RECEIVED, 9), (MarkKind.NOW, 11), (MarkKind.DUE, 17)]


def test_a_long_wait_for_collection_is_cut_off_and_said_in_full(desk, bar):
    lived = Life(desk, procedure=make.GUARDIAN).at(2026, 11, 17, 9, 0).act("take")
    lived.at(2026, 11, 18, 9, 0).act("finish", {"outcome": "positive"}).at(2027, 2, 1, 9, 0)
    drawn = life(desk, lived)
    assert drawn.is_cut
    assert drawn.ends < drawn.stretches[-1].until
    bar.show_life(drawn)
    place = bar.arrangement.stretch_rect(drawn.stretches[-1]).center().toPoint()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    said = "Chờ trả kết quả: từ 18/11/2026 09:00 đến nay, dài 75 ngày."
    assert bar.words() == said
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert bar.words() == "Bây giờ: 09:00 thứ Hai 01/02/2027."


def test_an_open_pause_lasts_until_now_and_leaves_only_the_first_promise(desk):
    lived = Life(desk, procedure=make.GUARDIAN)
    lived.at(2026, 11, 17, 9, 0).act("pause", {"kind": "posting"}).at(2026, 11, 18, 9, 0)
    drawn = life(desk, lived)
    assert [(s.kind, s.lasts) for s in drawn.stretches] == [(WORK, False), ("posting", True)]
    assert [m.kind for m in drawn.marks] == [MarkKind.RECEIVED, MarkKind.NOW, MarkKind.PROMISED]


def test_overlapping_pauses_are_drawn_once(desk):
    begins = make.MONDAY
    spans = tuple(
        PauseSpan(kind, begins.replace(day=day), begins.replace(day=until))
        for kind, day, until in (("posting", 17, 20), ("other", 18, 19), ("payment", 19, 23))
    )
    dossier = replace(Life(desk, procedure=make.GUARDIAN).dossier, pauses=spans)
    drawn = life_of(dossier, begins.replace(day=24))
    paused = [(s.kind, s.since.day, s.until.day) for s in drawn.stretches if s.is_pause]
    assert paused == [("posting", 17, 20), ("payment", 20, 23)]
    assert all(one.until == other.since for one, other in pairwise(drawn.stretches))


def test_the_days_off_of_a_life_of_years_are_too_thin_to_draw(desk, bar):
    lived = Life(desk, procedure=make.GUARDIAN).at(2030, 1, 7, 9, 0)
    drawn = life(desk, lived)
    assert len(drawn.days_off) > 300
    bar.show_life(drawn)
    assert bar.arrangement.bands() == ()
    assert "Ngày nghỉ" not in [key.words.text for key in bar.arrangement.keys]
    months = [words.text for _x, words in bar.arrangement.ticks]
    assert months[0].endswith("/2027")
    assert months[-1] == "01/2030"


@pytest.mark.parametrize("act", ["withdraw", "stop", "void"])
def test_a_life_that_ended_without_a_result_ends_where_it_was_closed(desk, bar, act):
    lived = Life(desk, procedure=make.GUARDIAN).at(2026, 11, 17, 9, 0)
    lived.act(act, {"seconded_by": str(make.identity(4))} if act == "void" else {})
    lived.at(2026, 12, 1, 9, 0)
    drawn = life(desk, lived)
    assert [(s.kind, s.until.day, s.lasts) for s in drawn.stretches] == [(WORK, 17, False)]
    assert [m.kind for m in drawn.marks] == [MarkKind.RECEIVED, MarkKind.CLOSED, MarkKind.DUE]
    bar.show_life(drawn)
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert bar.words() == "Hẹn trả: 09:00 thứ Năm 19/11/2026."


def test_a_dossier_without_a_term_is_drawn_without_a_promise(desk, bar):
    lived = Life(desk, procedure=make.NO_TERM, case="thoa-thuan", missing_reason="bổ sung sau")
    drawn = life(desk, lived)  # the moment it was received
    assert drawn.stretches == ()
    assert {m.kind for m in drawn.marks} == {MarkKind.RECEIVED, MarkKind.NOW}
    bar.show_life(drawn)
    assert not bar.grab().isNull()


def test_each_phase_and_step_has_its_mark(desk):
    lived = Life(desk, procedure=make.TWO_PHASES)
    perform, who = desk.counter.perform, desk.officer
    lived.at(2026, 11, 17, 9, 0)
    perform(lived.dossier.id, "take", {}, who("xuly"))
    lived.at(2026, 12, 1, 8, 30)
    asked = {"kind": "phi", "amount": 50_000}
    perform(lived.dossier.id, "request-payment", asked, who("xuly"))
    lived.at(2026, 12, 7, 10, 0)
    paid = asked | {"receipt_number": "12"}
    after = perform(lived.dossier.id, "pay", paid, who("tiepnhan"))
    drawn = life(desk, lived)
    marks = {(m.kind, m.name, m.at.day) for m in drawn.marks}
    assert (MarkKind.PHASE, "1", 1) in marks
    assert (MarkKind.STEP, after.step.name, 17) in marks
    assert {(MarkKind.PROMISED, "", 1), (MarkKind.DUE, "", 14)} <= marks
    second = desk.counter.explain.at(after.id, after.last_event)
    assert (second.term, second.due_at) == ("5 working_days", second.reckoned_at)
    assert second.days[0].day.isoformat() == "2026-12-07"
