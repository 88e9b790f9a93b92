"""Notices of a real desk: queued once, sent once, fallen back, in doubt shown and left alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.domain.event import Kind, moment_text
from counter_app.domain.notice import NoticeKind
from counter_app.domain.notice_rules import Consent, Contact, NoticeRules
from counter_app.services.acting import Correction
from counter_app.services.notice_ports import Answer, Delivery, NoticeState
from tests import make
from tests.two_desks import OtherDesk
from tests.wire import Wire

NOT_NOW = Answer(Delivery.NOT_NOW, "450")
NEVER = Answer(Delivery.NEVER, "550")
UNKNOWN = Answer(Delivery.UNKNOWN, "TimeoutError")
EMAIL = "hieu@example.vn"


class Killed(Exception):
    """Stands for SIGKILL between the answer and its note."""


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def post():
    return Wire("smtp", Contact.EMAIL)


@pytest.fixture
def tell(desk, wire, post):
    """Two channels, begun before anything happened."""
    rules = NoticeRules(officers={"xuly": "xuly@example.vn"})
    made = replace(desk.counter.tell(), channels=(wire, post), rules=rules)
    made.plan()
    return made


def supplement(desk, dossier=None, **more):
    dossier = dossier or desk.receive(procedure=make.GUARDIAN, **more)
    asked = {"components": ["tp2"], "reason": "thiếu chữ ký", "until": "2026-11-27"}
    return desk.counter.perform(dossier.id, "request-supplement", asked, desk.officer())


def states(tell):
    return [(line.notice.kind, line.state, line.reason) for line in tell.lines(99)]


def test_a_supplement_is_told_once_however_often_it_is_looked_at(desk, tell, wire):
    dossier = supplement(desk)
    assert tell() == {NoticeState.SENT: 1}
    for _time in range(3):
        assert tell() == {}
    [message] = wire.messages
    assert message.to == "0912345678"
    assert f"Hồ sơ {dossier.code} cần bổ sung giấy tờ trước hết ngày 27/11/2026" in message.text
    assert message.text.startswith("[MẪU] ")


def test_a_message_says_the_code_and_nothing_personal(desk, tell, wire, post):
    dossier = supplement(desk)
    full = desk.dossier(dossier)
    tell()
    said = wire.messages[0].subject + wire.messages[0].text
    assert dossier.code in said
    secrets = (full.applicant.name, full.applicant.id_number, full.lookup_secret, "thiếu chữ ký")
    assert all(secrets)
    for secret in (*secrets, full.applicant.phone, full.procedure.name):
        assert secret not in said


def test_a_second_process_and_a_restart_send_nothing_again(desk, tell, wire):
    supplement(desk)
    other = desk.reopened()
    beside = replace(other.counter.tell(), channels=tell.channels, rules=tell.rules)
    assert tell.plan() == 1
    assert beside.plan() == 0
    seen = beside.queue.due(desk.clock())
    assert tell.send() == {NoticeState.SENT: 1}
    assert not beside.queue.take(seen[0], "gateway", desk.clock())  # read before, too late now
    assert beside() == {}
    other.close()
    assert len(wire.messages) == 1


class Overtaken:
    """A queue whose reader is slow: before it has begun, ``other`` has sent what it read."""

    def __init__(self, queue, other):
        self.queue, self.other = queue, other

    def __getattr__(self, name):
        return getattr(self.queue, name)

    def due(self, now):
        found = self.queue.due(now)
        self.other.send()
        return found


def test_of_two_that_read_the_same_notice_one_sends_it(desk, tell, wire):
    supplement(desk)
    tell.plan()
    slow = replace(tell, queue=Overtaken(tell.queue, tell))
    assert slow.send() == {}
    assert len(wire.messages) == 1


def test_what_was_queued_by_day_waits_when_it_is_night_by_then(desk, tell, wire):
    supplement(desk)
    tell.plan()
    desk.clock.set(2026, 11, 16, 22, 0)
    assert tell() == {}
    assert (wire.messages, states(tell)[0][1]) == ([], NoticeState.QUEUED)
    desk.clock.set(2026, 11, 17, 8, 0)
    assert tell() == {NoticeState.SENT: 1}


def test_what_was_begun_and_never_noted_is_shown_and_not_sent_again(desk, tell, wire, monkeypatch):
    supplement(desk)
    tell.plan()
    monkeypatch.setattr(type(tell.queue), "settle", lambda *_: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        tell.send()
    monkeypatch.undo()
    assert tell() == {}
    assert states(tell) == [(NoticeKind.SUPPLEMENT, NoticeState.SENDING, "")]
    desk.clock.forward(minutes=16)
    assert tell() == {}
    assert states(tell) == [(NoticeKind.SUPPLEMENT, NoticeState.DOUBTFUL, "unanswered")]
    assert len(wire.messages) == 1


def test_a_channel_that_never_answered_leaves_it_in_doubt_and_no_other_is_tried(
    desk, tell, wire, post
):
    wire.answers = [UNKNOWN]
    supplement(desk, applicant=make.person(email=EMAIL))
    assert tell() == {NoticeState.DOUBTFUL: 1}
    desk.clock.forward(days=1)
    assert tell() == {}
    assert (len(wire.messages), post.messages) == (1, [])


def test_a_failure_is_tried_again_later_and_then_the_next_channel_has_its_turn(
    desk, tell, wire, post
):
    wire.answers = [NOT_NOW]
    supplement(desk, applicant=make.person(email=EMAIL))
    assert tell() == {NoticeState.FAILED: 1}
    assert tell() == {}  # not at once
    for minutes in (10, 20):
        desk.clock.forward(minutes=minutes - 1)
        assert tell() == {}
        desk.clock.forward(minutes=1)
        done = tell()
    assert done == {NoticeState.FAILED: 1, NoticeState.SENT: 1}
    assert (len(wire.messages), [message.to for message in post.messages]) == (3, [EMAIL])
    assert len({message.key for message in (*wire.messages, *post.messages)}) == 1


def test_a_refusal_for_good_goes_to_the_next_channel_and_the_last_is_given_up(
    desk, tell, wire, post
):
    wire.answers, post.answers = [NEVER], [NEVER]
    supplement(desk, applicant=make.person(email=EMAIL))
    assert tell() == {NoticeState.FAILED: 2, NoticeState.GIVEN_UP: 1}
    assert states(tell) == [(NoticeKind.SUPPLEMENT, NoticeState.GIVEN_UP, "550")]
    desk.clock.forward(days=1)
    assert tell() == {}
    assert (len(wire.messages), len(post.messages)) == (1, 1)


@pytest.mark.parametrize("given", [{"phone": ""}, {"phone": "02438254321"}, {"email": "x@y"}])
def test_whoever_gave_no_contact_that_can_be_used_is_not_told(desk, tell, wire, post, given):
    supplement(desk, applicant=make.person(**({"phone": ""} | given)))
    assert tell() == {NoticeState.GIVEN_UP: 1}
    assert states(tell) == [(NoticeKind.SUPPLEMENT, NoticeState.GIVEN_UP, "no-contact")]
    assert (wire.messages, post.messages) == ([], [])


SON = make.person("Trần Văn Nam", phone="0987654321", email="nam@example.vn")


def test_who_handed_it_in_is_told_where_the_applicant_left_nothing_to_be_reached_by(
    desk, tell, wire, post
):
    supplement(desk, applicant=make.person(phone="02438254321"), submitter=SON)
    assert tell() == {NoticeState.SENT: 1}
    assert ([m.to for m in wire.messages], post.messages) == ([SON.phone], [])
    assert SON.name not in wire.messages[0].text


@pytest.mark.parametrize("own", [{}, {"phone": "", "email": EMAIL}])
def test_the_applicant_alone_is_told_where_one_channel_reaches_them(desk, tell, wire, post, own):
    supplement(desk, applicant=make.person(**own), submitter=SON)
    wire.answers = [NEVER]  # the submitter's turn does not come by a failure
    tell()
    told = [message.to for message in (*wire.messages, *post.messages)]
    assert told == [EMAIL if own else make.person().phone]


def test_a_submitters_contact_is_used_as_the_unit_allows(desk, tell, wire, post):
    strict = replace(tell, rules=NoticeRules(consent=Consent(phone=False)))
    supplement(desk, applicant=make.person(), submitter=SON)
    assert strict() == {NoticeState.SENT: 1}
    assert (wire.messages, [message.to for message in post.messages]) == ([], [SON.email])


def test_a_unit_that_uses_no_telephone_numbers_sends_mail(desk, tell, wire, post):
    strict = replace(tell, rules=NoticeRules(consent=Consent(phone=False)))
    supplement(desk, applicant=make.person(email=EMAIL))
    assert strict() == {NoticeState.SENT: 1}
    assert (wire.messages, [message.to for message in post.messages]) == ([], [EMAIL])


def test_who_has_the_number_taken_out_before_it_is_sent_is_not_told(desk, tell, wire):
    dossier = desk.receive(procedure=make.GUARDIAN)
    supplement(desk, dossier)
    tell.plan()
    without = make.person(phone="")
    desk.counter.correct(dossier.id, Correction(without), "rút số", desk.officer())
    assert tell() == {NoticeState.GIVEN_UP: 1}
    assert wire.messages == []


def test_at_night_nobody_is_told_and_in_the_morning_they_are(desk, tell, wire):
    desk.clock.set(2026, 11, 16, 21, 30)
    supplement(desk)
    assert tell() == {}
    desk.clock.set(2026, 11, 17, 6, 59)
    assert tell() == {}
    assert wire.messages == []
    desk.clock.set(2026, 11, 17, 7, 0)
    assert tell() == {NoticeState.SENT: 1}


def test_what_is_over_by_the_time_it_could_be_sent_is_not_told(desk, tell, wire):
    desk.clock.set(2026, 11, 16, 21, 30)
    dossier = supplement(desk)
    tell.plan()
    brought = {"components": [{"id": "tp2", "originals": 1}]}
    desk.counter.perform(dossier.id, "supplement", brought, desk.officer())
    desk.clock.set(2026, 11, 17, 7, 0)
    assert tell() == {NoticeState.GIVEN_UP: 1}
    assert (states(tell)[0][2], wire.messages) == ("passed", [])


def test_the_holder_is_told_before_the_due_day_and_both_once_it_is_late(desk, tell, wire, post):
    dossier = desk.receive(procedure=make.GUARDIAN)
    dossier = desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    due = dossier.due_at.astimezone(make.ZONE)
    assert tell() == {}
    desk.clock.moment = due - timedelta(days=1)
    assert tell() == {NoticeState.SENT: 1}
    assert [message.to for message in post.messages] == ["xuly@example.vn"]
    assert f"{due:%H:%M} ngày {due:%d/%m/%Y}" in post.messages[0].text
    desk.clock.moment = due + timedelta(minutes=1)
    assert tell() == {NoticeState.SENT: 2}
    assert tell() == {}
    assert [message.to for message in wire.messages] == ["0912345678"]
    assert "xin lỗi" in wire.messages[0].text


def test_a_result_and_a_moved_date_are_told(desk, tell, wire):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    until = {"until": "2026-12-01T16:00:00+07:00", "reason": "xác minh"}
    desk.counter.perform(dossier.id, "extend", until, desk.officer("lanhdao"))
    assert tell() == {NoticeState.SENT: 1}
    assert "16:00 ngày 01/12/2026" in wire.messages[0].text
    done = {"outcome": "positive", "result": "12/QĐ"}
    desk.counter.perform(dossier.id, "finish", done, desk.officer("xuly"))
    assert tell() == {NoticeState.SENT: 1}
    assert "đã có kết quả" in wire.messages[1].text


def test_what_happened_before_channels_were_there_is_not_told(desk, wire):
    late = desk.receive()
    supplement(desk)
    desk.clock.forward(days=2)
    tell = replace(desk.counter.tell(), channels=(wire,))
    assert tell() == {}
    assert desk.dossier(late).due_at < desk.clock()
    supplement(desk)
    assert tell() == {NoticeState.SENT: 1}


def test_what_another_desk_of_the_unit_wrote_is_that_desks_to_tell(desk, tell, wire):
    dossier = desk.receive(procedure=make.GUARDIAN)
    until = moment_text(desk.clock() + timedelta(days=9))
    OtherDesk(desk).write(dossier, Kind.EXTENDED, {"until": until}, {"reason": "x"}, role="leader")
    assert desk.dossier(dossier).extended_to is not None
    assert tell() == {}
    desk.clock.forward(days=10)
    assert tell() == {}  # the promise is the other desk's, too
    assert wire.messages == []


def test_what_comes_back_from_the_centre_after_a_restore_is_not_told_again(desk, tell, wire):
    supplement(desk)
    desk.write("UPDATE events SET learnt = 1 WHERE kind = 'supplement-requested'")
    assert tell() == {}
    assert wire.messages == []


def test_another_life_of_the_desk_sends_nothing_the_lost_one_may_have_sent(desk, tell, wire):
    supplement(desk)
    tell.plan()
    life = make.identity(77)
    desk.write("INSERT INTO incarnations SELECT ?, desk, record, genesis, ordinal + 1, NULL, NULL"
               " FROM incarnations", life.hex)  # fmt: skip
    desk.write("UPDATE desk SET incarnation = ?", life.hex)
    assert tell() == {}
    assert states(tell) == [(NoticeKind.SUPPLEMENT, NoticeState.DOUBTFUL, "other-life")]
    assert wire.messages == []


def test_two_languages_stand_in_one_message(desk, tell, wire):
    both = replace(tell, rules=NoticeRules(languages=("vi", "en")))
    supplement(desk)
    both()
    vietnamese, english = wire.messages[0].text.split("\n\n")
    assert "cần bổ sung" in vietnamese
    assert "needs more papers by the end of 27/11/2026" in english


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_template_is_there_in_both_languages(desk, language):
    templates = desk.counter.tell().templates
    assert set(templates[language]) == set(templates["vi"])
    assert all(words["text"] for words in templates[language].values())


def test_the_queue_keeps_neither_address_nor_text(desk, tell):
    supplement(desk, applicant=make.person(email=EMAIL))
    tell()
    [row] = desk.rows("SELECT * FROM notices")
    assert not any(word in str(row) for word in ("0912345678", EMAIL, "Hiếu", "bổ sung"))


def test_without_a_channel_nothing_is_queued(desk):
    tell = desk.counter.tell()
    supplement(desk)
    assert tell() == {}
    assert desk.rows("SELECT * FROM notices") == desk.rows("SELECT * FROM notice_marks") == []


def test_every_state_is_counted(desk, tell):
    supplement(desk)
    tell()
    counts = tell.queue.counts()
    assert set(counts) == set(NoticeState)
    assert {state for state, count in counts.items() if count} == {NoticeState.SENT}
