"""The parts of the intake page that need no window: answers, requests, words, the list."""

import pytest

from counter_app.domain.card import parse_card
from counter_app.domain.errors import InvalidAgency, InvalidBirthDate, InvalidIntake
from counter_app.domain.person import Person, PersonKind
from counter_app.domain.procedure import Fee, FeeKind
from counter_app.domain.type_ahead import Candidate
from tests.ui.intake_desk import CARD
from ui.intake.draft import PaperEntry, VisitDraft, draft_from_json, draft_to_json
from ui.intake.request import person_on_card, request_of
from ui.intake.wording import fees_line, id_doubts, names_in_short
from ui.tasks import TaskRunner
from ui.widgets.type_ahead import Choice, found

HIEU = Person("Nguyễn Thị Hiếu", id_number="001 190 012 345", birth_date="17/5/1990")
VISIT = VisitDraft("key", HIEU, procedure="1.001193")


@pytest.fixture
def tasks():
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def choice(key, name):
    return Choice(key, name, "", Candidate.of(name, key))


def test_numbers_and_dates_are_stored_in_one_shape():
    applicant = request_of(VISIT).applicant
    assert applicant.id_number == "001190012345"
    assert applicant.birth_date == "1990-05-17"


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (VisitDraft("k"), InvalidIntake),
        (VisitDraft("k", HIEU), InvalidIntake),
        (VisitDraft("k", HIEU, submitter=Person(" "), procedure="1"), InvalidIntake),
        (VisitDraft("k", Person("A", birth_date="30/2/1990"), procedure="1"), InvalidBirthDate),
        (VisitDraft("k", HIEU, procedure="1", unit_code="??"), InvalidAgency),
    ],
)
def test_a_visit_with_a_gap_is_refused_before_anything_is_stored(draft, refusal):
    with pytest.raises(refusal):
        request_of(draft)


def test_only_ticked_papers_are_handed_in():
    papers = (
        PaperEntry("tp1", "Tờ khai", True, 1),
        PaperEntry("tp2", "Giấy chứng sinh"),
        PaperEntry("", "Đơn", True, 0, 0, 2),
    )
    draft = VisitDraft("k", HIEU, procedure="1", papers=papers)
    assert [(p.name, p.photocopies) for p in request_of(draft).papers] == [("tp1", 0), ("Đơn", 2)]


def test_a_draft_is_read_back_as_it_was_written():
    draft = VisitDraft(
        "k", HIEU, Person("B", PersonKind.BUSINESS), papers=(PaperEntry("tp1", "Tờ khai", True, 2),)
    )
    assert draft_from_json(draft_to_json(draft, "2026-11-16T09:00")) == (draft, "2026-11-16T09:00")


@pytest.mark.parametrize(("number", "kept"), [("", "0912"), ("001190012345", "0912"), ("1", "")])
def test_the_telephone_stays_only_with_the_same_person(number, kept):
    before = Person("Ai đó", id_number=number, phone="0912")
    assert person_on_card(parse_card(CARD), before).phone == kept


def test_numbers_of_businesses_are_no_citizen_numbers():
    assert id_doubts(Person("A", PersonKind.BUSINESS, id_number="0101")) == ()
    assert id_doubts(Person("A", id_number="0101"))


def test_fees_are_told_apart_and_unknown_ones_are_not_nothing():
    fees = (Fee(FeeKind.LE_PHI, 8000), Fee(FeeKind.PHI, None))
    assert fees_line(fees) == "Lệ phí 8.000\u00a0đ; Phí: theo quy định tại địa phương"
    assert fees_line(()) == "Không thu"


def test_many_missing_papers_are_named_in_short():
    assert names_in_short(("Tờ khai (mẫu)", "Giấy")) == "Tờ khai, Giấy"
    assert names_in_short(("A", "B", "C", "D", "E")) == "A, B, C và 2 giấy tờ khác"


def test_recent_use_breaks_ties_and_nothing_else():
    choices = (
        choice("1", "Đăng ký khai sinh"),
        choice("2", "Đăng ký lại khai sinh"),
        choice("3", "Tách hộ"),
    )

    def keys(text, *recent):
        return [c.key for c in found(choices, recent, text)]

    assert keys("khai sinh") == ["1", "2"]
    assert keys("khai sinh", "2") == ["2", "1"]
    assert keys("Đăng ký khai sinh", "2") == ["1", "2"]
    assert keys("", "3") == ["3", "1", "2"]
    assert keys("xyz") == []
