"""What stands on a desk's door: enough to show the sign-in page before anything else is loaded."""

from dataclasses import dataclass

SAMPLE_PIN = "123456"
SAMPLE_PEOPLE = (  # login, name, role
    ("tiepnhan", "Nguyễn Thị An", "reception"),
    ("xuly", "Trần Văn Bình", "processing"),
    ("lanhdao", "Lê Thị Chi", "leader"),
    ("giamsat", "Phạm Văn Dũng", "supervisor"),
    ("kiemsoat", "Hoàng Thị Giang", "control"),
    ("quantri", "Vũ Văn Hải", "administrator"),
)


@dataclass(frozen=True, slots=True)
class DoorSign:
    """Which unit and desk this is, and whether it is for practice."""

    unit: str
    desk: int
    is_sample: bool
