"""The citizen's number (số định danh): its structure, and doubts that block nothing."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from counter_app.domain.errors import InvalidCitizenNumber

# The 63 provinces of before July 2025; their numbers outlived the merger. Source: domain.md §8.
_PROVINCES: Final = frozenset([
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36,
    37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72,
    74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
])  # fmt: skip


class Sex(StrEnum):
    """As on the card: Nam, Nữ."""

    MALE = "male"
    FEMALE = "female"


class IdWarning(StrEnum):
    """A doubt about a number; the officer decides, nothing is refused for it."""

    NOT_A_CITIZEN_NUMBER = "not_a_citizen_number"  # a passport, or mistyped
    OLD_IDENTITY_CARD = "old_identity_card"  # 9 digits: no longer valid as an identity since 2025
    UNKNOWN_PROVINCE = "unknown_province"  # also: born abroad
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    SEX_DIFFERS = "sex_differs"


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """12 digits: province (3), century and sex (1), year (2), serial (6); or an old card's 9.

    There is no check digit.
    """

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number typed with or without spaces, dots and dashes.

        Raises:
            InvalidCitizenNumber: ``characters`` or ``length``.
        """
        digits = re.sub(r"[\s.-]", "", text)
        if not (digits.isascii() and digits.isdigit()):
            raise InvalidCitizenNumber("characters")
        if len(digits) not in (9, 12):
            raise InvalidCitizenNumber("length")
        return cls(digits)

    @property
    def is_old_card(self) -> bool:
        """Whether it is the 9-digit number of an old card (CMND), which tells nothing more."""
        return len(self.digits) == 9

    @property
    def birth_year(self) -> int | None:
        """The year the number claims, 1900 to 2399."""
        if self.is_old_card:
            return None
        return 1900 + int(self.digits[3]) // 2 * 100 + int(self.digits[4:6])

    @property
    def sex(self) -> Sex | None:
        """The sex the number claims."""
        if self.is_old_card:
            return None
        return Sex.FEMALE if int(self.digits[3]) % 2 else Sex.MALE

    @property
    def province_is_known(self) -> bool:
        """Whether the first three digits are a province's; births abroad have other numbers."""
        return int(self.digits[:3]) in _PROVINCES

    def warnings(
        self, birth_year: int | None = None, sex: Sex | None = None
    ) -> tuple[IdWarning, ...]:
        """What does not fit, within the number or with what else is known of the person."""
        if self.is_old_card:
            return (IdWarning.OLD_IDENTITY_CARD,)
        doubts = (
            (not self.province_is_known, IdWarning.UNKNOWN_PROVINCE),
            (birth_year not in (None, self.birth_year), IdWarning.BIRTH_YEAR_DIFFERS),
            (sex not in (None, self.sex), IdWarning.SEX_DIFFERS),
        )
        return tuple(warning for doubtful, warning in doubts if doubtful)

    def __str__(self) -> str:
        return self.digits


def check_id_number(
    text: str, birth_year: int | None = None, sex: Sex | None = None
) -> tuple[IdWarning, ...]:
    """Doubts about any identity paper's number; a passport's only gets ``NOT_A_CITIZEN_NUMBER``."""
    try:
        return CitizenNumber.parse(text).warnings(birth_year, sex)
    except InvalidCitizenNumber:
        return (IdWarning.NOT_A_CITIZEN_NUMBER,)
