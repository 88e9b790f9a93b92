"""The unit's profile: what it may say, and reading it back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.canonical import canonical
from counter_app.domain.dossier import UnitRef
from counter_app.domain.due import HourRule
from counter_app.domain.errors import InvalidAgency, InvalidSerialWidth
from counter_app.domain.unit import UnitProfile
from tests import make

PLAIN = UnitProfile(make.identity(1), make.identity(2), "H26.12", "UBND phường Hoàn Kiếm")


@given(
    st.builds(
        UnitProfile,
        id=st.just(make.identity(1)),
        version=st.just(make.identity(2)),
        code=st.sampled_from(["H26", "H26.12", "G09.1.2.3"]),
        name=st.text("abcđ "),
        hour_rule=st.sampled_from(HourRule),
        serial_width=st.sampled_from([4, 6]),
        keeps_books=st.booleans(),
        is_sample=st.booleans(),
    )
)
def test_a_profile_is_read_back_from_its_event(profile):
    assert UnitProfile.from_json(profile.version, profile.to_json()) == profile
    canonical(profile.to_json())


def test_a_unit_is_named_on_its_dossiers_by_code_name_and_identity():
    assert PLAIN.ref == UnitRef("H26.12", "UBND phường Hoàn Kiếm", make.identity(1))


def test_the_agencys_code_is_brought_to_its_shape():
    assert replace(PLAIN, code=" h26.12").code == "H26.12"


def test_a_code_no_dossier_could_carry_is_refused():
    with pytest.raises(InvalidAgency):
        replace(PLAIN, code="Hoàn Kiếm")


@pytest.mark.parametrize("width", [3, 5, 7])
def test_serials_have_four_or_six_digits(width):
    with pytest.raises(InvalidSerialWidth):
        replace(PLAIN, serial_width=width)
