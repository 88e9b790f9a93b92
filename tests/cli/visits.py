"""Intake objects for the command line's tests."""

from typing import Any


def visit(**changes: Any) -> dict[str, Any]:
    """An intake object that is accepted, with changes; None takes a key away."""
    whole = {
        "procedure": "1.001193",
        "channel": "counter",
        "applicant": {"name": "Nguyễn Thị Hiếu", "phone": "0912345678"},
        "components": [{"name": "tp1"}, {"name": "tp2", "originals": 0, "photocopies": 1}],
    }
    return {key: value for key, value in (whole | changes).items() if value is not None}
