"""What letters to the applicant have in common: whom they address, how they end."""

from collections.abc import Sequence

from counter_app.domain.forms import Party
from printing.flow import Place, Runs, Sheet, lines, put_block
from printing.fonts import Face
from printing.page import MM
from printing.signatures import Signature, put_signature

ADDRESSED = "Ông/Bà/Tổ chức"

_INDENT = 10 * MM  # of a paragraph's first line (NĐ 30/2020, Appendix I: 1 to 1.27 cm)
_APART = 1.6 * MM  # between paragraphs
_LABEL = 24 * MM


def put_recipient(sheet: Sheet, party: Party) -> None:
    """``Kính gửi:`` and the party below one another."""
    style = sheet.styles.text
    sheet.y += 2 * MM
    left = sheet.paper.left + _INDENT
    room = sheet.paper.column - _INDENT - _LABEL
    label = lines(((Face.REGULAR, "Kính gửi:"),), style.size, _LABEL)
    put_block(sheet.leaf, label, Place(left, sheet.y, _LABEL), style)
    told: list[Runs] = [((Face.BOLD, party.name),)]
    if party.address:
        told.append(((Face.REGULAR, f"Địa chỉ: {party.address}"),))
    if party.phone:
        told.append(((Face.REGULAR, f"Số điện thoại: {party.phone}"),))
    for runs in told:
        for line in lines(runs, style.size, room):
            sheet.need(style.leading)
            at = Place(left + _LABEL, sheet.y, room)
            sheet.y = put_block(sheet.leaf, (line,), at, style)
    sheet.y += 2 * MM


def put_paragraph(sheet: Sheet, *runs: tuple[Face, str]) -> None:
    """One paragraph of a letter."""
    sheet.paragraph(runs, sheet.styles.text, indent=_INDENT)
    sheet.y += _APART


def put_field(sheet: Sheet, label: str, value: str, face: Face = Face.REGULAR) -> None:
    """A labelled fact; nothing where there is no value."""
    if value:
        put_paragraph(sheet, (Face.REGULAR, f"- {label}:"), (face, value))


def put_end(sheet: Sheet, signer: str, copies_to: Sequence[str]) -> None:
    """Who gets a copy on the left, the head of the agency on the right."""
    small = [((Face.BOLD_ITALIC, "Nơi nhận:"),)]
    small += [((Face.REGULAR, f"- {name};"),) for name in ("Như trên", *copies_to)]
    small.append(((Face.REGULAR, "- Lưu: hồ sơ."),))
    how = "(Ký số hoặc ký, ghi rõ họ tên và đóng dấu)"
    put_signature(sheet, Signature("THỦ TRƯỞNG CƠ QUAN", signer, how), small)
