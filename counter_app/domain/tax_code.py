"""Tax codes (mã số thuế) of enterprises, their branches, and persons."""

from typing import Final

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError
from stdnum.vn import mst

from counter_app.domain.citizen_number import CitizenNumber
from counter_app.domain.errors import InvalidCitizenNumber, InvalidTaxCode

_REASONS: Final[dict[type[ValidationError], str]] = {
    InvalidLength: "length",
    InvalidChecksum: "checksum",
    InvalidComponent: "component",
}


def parse_tax_code(text: str) -> str:
    """The code as it is printed: 10 digits, ``NNNNNNNNNN-NNN`` or a person's 12 digits.

    Since 1 July 2025 the citizen's number is the tax code of persons and households
    (TT 86/2024/TT-BTC).

    Raises:
        InvalidTaxCode: ``characters``, ``length``, ``component`` (a part is all zeros) or ``checksum``.
    """
    if _is_personal(text):
        return str(CitizenNumber.parse(text))
    try:
        return str(mst.format(mst.validate(text)))
    except ValidationError as error:
        reason = _REASONS.get(type(error), "characters")
    raise InvalidTaxCode(reason)


def _is_personal(text: str) -> bool:
    try:
        return not CitizenNumber.parse(text).is_old_card
    except InvalidCitizenNumber:
        return False
