"""A real sample desk in a folder, with a few dossiers to look for."""

from dataclasses import replace

from counter_app.bootstrap import new_set_up, open_counter, sample_catalogue
from counter_app.domain.person import Person
from counter_app.services.door_sign import SAMPLE_PIN
from counter_app.services.requests import IntakeRequest
from counter_app.services.setting_up import NewUnit

PIN = SAMPLE_PIN
PEOPLE = (
    Person(
        "Nguyễn Thị Hiếu",
        id_number="001190012345",
        birth_date="1990-05-17",
        phone="0912345678",
        address="12 phố Hàng Bài, phường Hoàn Kiếm, thành phố Hà Nội",
    ),
    Person("Trần Văn Đức", id_number="001085054321", birth_date="1985-01-30", phone="0987654321"),
    Person("Lê Hiếu Thị Nguyên", id_number="001192099999", birth_date="1992", phone="0901112223"),
)


def new_desk(folder):
    """An open sample desk without dossiers."""
    new_set_up(folder).sample(
        NewUnit("H26.12", "UBND phường Hoàn Kiếm", 3, "UBND thành phố Hà Nội"),
        sample_catalogue(),
    )
    return open_counter(folder)


def officer(counter, login):
    """The sample officer ``login``."""
    return counter.sign_in(login, PIN)


def receive(counter, person, procedure="1.001193", **more):
    """``person``'s dossier, received now by reception."""
    request = IntakeRequest(procedure, person, missing_reason="Bổ sung sau", **more)
    return counter.reception.intake(request, officer(counter, "tiepnhan")).dossier


def with_dossiers(counter, people=PEOPLE):
    """The dossiers of ``people``, the first one first."""
    return tuple(receive(counter, replace(person)) for person in people)
