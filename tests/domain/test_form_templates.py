"""Which circular's form a paper is, by the day its dossier was received."""

from datetime import date, timedelta

import pytest

from counter_app.domain.errors import FormNotInForce
from counter_app.domain.form_templates import CIRCULARS, OWN, Form, template_for
from counter_app.domain.forms import PageSize

LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (Form.RECEIPT, "01", "01"),
        (Form.SUPPLEMENT, "02", "02"),
        (Form.DECLINE, "03", "03"),
        (Form.APOLOGY, "04", "04"),
        (Form.CONTROL_SLIP, "05", "06"),
        (Form.REGISTER, "06", "07"),
    ],
)
def test_a_form_has_the_number_of_the_circular_of_its_day(form, old, new):
    before, after = template_for(form, LAST_OLD), template_for(form, FIRST_NEW)
    assert (before.number, before.circular) == (old, "01/2018/TT-VPCP")
    assert (after.number, after.circular) == (new, "03/2025/TT-VPCP")
    assert before.form is after.form is form


def test_number_05_is_another_form_in_each_circular():
    assert template_for(Form.CONTROL_SLIP, LAST_OLD).name == "Mẫu số 05 (Thông tư 01/2018/TT-VPCP)"
    assert template_for(Form.STOP, FIRST_NEW).name == "Mẫu số 05 (Thông tư 03/2025/TT-VPCP)"


def test_before_the_new_circular_there_is_no_stop_notice():
    with pytest.raises(FormNotInForce) as refusal:
        template_for(Form.STOP, LAST_OLD)
    assert refusal.value.details == {"form": "stop", "day": "2025-06-30", "since": "2025-07-01"}


@pytest.mark.parametrize("form", sorted(set(Form) - set(OWN)))
def test_before_the_first_circular_no_form_is_known(form):
    first = min(circular.since for circular in CIRCULARS)
    assert first == date(2018, 11, 23)
    with pytest.raises(FormNotInForce) as refusal:
        template_for(form, first - timedelta(days=1))
    assert refusal.value.since == ("2025-07-01" if form is Form.STOP else "2018-11-23")


@pytest.mark.parametrize("form", OWN)
def test_the_desks_own_papers_have_no_number_and_no_beginning(form):
    template = template_for(form, date(2000, 1, 1))
    assert (template.form, template.name) == (form, "")
    assert template == template_for(form, FIRST_NEW)


def test_the_apology_changed_its_title():
    titles = [" ".join(template_for(Form.APOLOGY, day).title) for day in (LAST_OLD, FIRST_NEW)]
    assert titles == [
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
    ]


def test_every_form_has_its_paper():
    pages = {form: template_for(form, FIRST_NEW).page for form in Form}
    assert pages[Form.LABEL] is PageSize.LABEL
    assert {form for form, page in pages.items() if page is PageSize.A4} == {
        Form.APOLOGY,
        Form.STOP,
        Form.CONTROL_SLIP,
        Form.REGISTER,
        Form.PERIOD_REPORT,
    }
