"""Write resources/calendar/vn.json from the holidays package; run it after an upgrade of that."""

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

import holidays

FIRST_YEAR, LAST_YEAR = 2000, 2060
OFFICIAL_UNTIL = 2026  # the last year whose decisions were published; later ones are estimates
TARGET = Path(__file__).parent.parent / "resources" / "calendar" / "vn.json"
_SUBSTITUTED = re.compile(r"thay cho ngày (\d\d/\d\d/\d{4})")


def calendar_value() -> dict[str, object]:
    """The calendar as plain JSON values, in the shape `Calendar.from_json` reads."""
    # The set of worked weekend days only fills year by year: every year must be asked for.
    days = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1), language="vi")
    replaced = _replaced_days(dict(days.items()))
    return {
        "name": "vn",
        "first_year": FIRST_YEAR,
        "last_year": LAST_YEAR,
        "official_until": OFFICIAL_UNTIL,
        "source": f"holidays {holidays.__version__}, VN",
        "off": [{"date": day.isoformat(), "name": name} for day, name in sorted(days.items())],
        "worked": [
            {"date": day.isoformat(), "instead_of": replaced[day].isoformat()}
            for day in sorted(days.weekend_workdays)
        ],
    }


def _replaced_days(names: dict[date, str]) -> dict[date, date]:
    """For each worked day the day off it replaces; the package only says so in names."""
    found = {}
    for day, name in names.items():
        if match := _SUBSTITUTED.search(name):
            found[_day(match[1])] = day
    return found


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 (a date has no zone)


def main() -> None:
    """Write the file and say where."""
    text = json.dumps(calendar_value(), ensure_ascii=False, indent=1)
    TARGET.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET}\n")


if __name__ == "__main__":
    main()
