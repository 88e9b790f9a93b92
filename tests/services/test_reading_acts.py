"""The JSON object of a correction: read strictly, named in every refusal."""

import pytest

from counter_app.domain.dossier import Paper
from counter_app.domain.errors import InvalidActData
from counter_app.domain.procedure import Channel
from counter_app.services.acting import Correction
from counter_app.services.reading_acts import read_correction
from tests import make


@pytest.fixture
def dossier():
    story = make.Story()
    story.receive()
    return story.fold()


def test_a_full_correction_is_read_to_its_last_field(dossier):
    fields = {
        "applicant.name": "Nguyễn Thị Hiền",
        "submitter.name": "Trần Văn Đức",
        "content": "một",
        "note": "",
        "result_channel": "post",
        "sets": 3,
        "components": ["Thư tay", {"name": "x", "originals": 0, "photocopies": 2}],
    }
    assert read_correction(dossier, fields) == Correction(
        applicant=make.person("Nguyễn Thị Hiền"),
        submitter=make.Person("Trần Văn Đức"),
        papers=(Paper("", "Thư tay", 1, 0, 0), Paper("", "x", 0, 0, 2)),
        content="một",
        note="",
        result_channel=Channel.POST,
        sets=3,
    )


def test_what_is_not_named_is_left_as_it_is(dossier):
    assert read_correction(dossier, {}) == Correction()


def test_papers_are_matched_to_the_procedures_components(dossier):
    from counter_app.domain.procedure import Component

    known = [Component("tp1", "Tờ khai")]
    read = read_correction(dossier, {"components": ["to khai"]}, known)
    assert read.papers == (Paper("tp1", "Tờ khai", 1, 0, 0),)


@pytest.mark.parametrize(
    ("fields", "path", "reason"),
    [
        ([], "fields", "not_an_object"),
        ({"code": "x"}, "fields.code", "unknown_key"),
        ({"applicant": {}}, "fields.applicant", "unknown_key"),
        ({1: 1}, "fields.1", "unknown_key"),
        ({"content": None}, "fields.content", "not_text"),
        ({"applicant.name": 5}, "fields.applicant.name", "not_text"),
        ({"sets": "3"}, "fields.sets", "not_a_whole_number"),
        ({"sets": True}, "fields.sets", "not_a_whole_number"),
        ({"result_channel": "fax"}, "fields.result_channel", "unknown_value"),
        ({"components": "x"}, "fields.components", "not_a_list"),
        ({"components": [{"name": "x", "originals": -1}]}, "fields.components[0]", "range"),
    ],
)
def test_every_refusal_names_its_place(dossier, fields, path, reason):
    with pytest.raises(InvalidActData) as refusal:
        read_correction(dossier, fields)
    assert refusal.value.details == {"act": "correct", "path": path, "reason": reason}
