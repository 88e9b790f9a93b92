"""A desk of the city's own unit, which may see every other one's figures."""

from contextlib import closing

from counter_app.bootstrap import central_database, sample_catalogue
from counter_app.identities import SystemChance, new_token
from counter_app.services.central import Project
from counter_app.services.centre_admin import Address, EnrolDesk, UnitName
from counter_app.services.setting_up import NewUnit
from db.centre.administration import PostgresAdministration
from tests import sample_desk

HALL = NewUnit("H26", "UBND thành phố Hà Nội", 1)


def city_hall(city, number_of_unit=2):
    """The first desk of ``city``'s own unit, enrolled and in step."""
    sample_desk.set_up(city.folder / "hall").sample(HALL, sample_catalogue())
    url = city.server.url(city.database)
    administration = PostgresAdministration(url, Address(ca=city.server.ca))
    credentials = EnrolDesk(administration, SystemChance(), new_token)(UnitName(HALL.code), 1)
    desk = city.open("hall", number_of_unit)
    desk.counter.in_step.enrol(credentials)
    desk.run()
    city.note(desk)
    return desk


def project(city):
    """What ``centre project`` does."""
    with closing(central_database(city.server.url(city.database))) as database:
        Project(database)()
