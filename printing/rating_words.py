"""How the figures of the quarterly sheet of ratings are said, on paper and in its workbook alike."""

from counter_app.domain.estimate import Estimate
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_scale import RatingScale
from counter_app.domain.rating_sheet import Deduction
from counter_app.domain.rating_suppression import SMALLEST

TITLE = ("BẢNG TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ", "VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH")
WHOLE = "Cả cơ quan"
TOO_FEW = "không đủ phiếu"
NOTE = (
    f"Nhóm có ít hơn {SMALLEST} phiếu, và nhóm có thể suy ra từ đó, không được công bố. Điểm tự chấm"
    " theo phiếu của công dân và ngày tháng của hồ sơ; điểm thẩm định sau khi bỏ các phản ánh được"
    " kết luận là không có cơ sở. Trong ngoặc là khoảng tin cậy 95 %."
)
_ROMAN = ("I", "II", "III", "IV")


def quarter_words(quarter: Quarter) -> str:
    """``Quý IV năm 2026``."""
    return f"Quý {_ROMAN[quarter.number - 1]} năm {quarter.year}"


def number(value: float, places: int = 2) -> str:
    """``1,85``."""
    return f"{value:.{places}f}".replace(".", ",")


def points_words(estimate: Estimate | None) -> str:
    """``1,85 (1,60–2,00)``."""
    if estimate is None:
        return TOO_FEW
    return f"{number(estimate.value)} ({number(estimate.low)}–{number(estimate.high)})"


def share_words(estimate: Estimate | None) -> str:
    """``85 % (70–93)``."""
    if estimate is None:
        return TOO_FEW
    value, low, high = (f"{100 * x:.0f}" for x in (estimate.value, estimate.low, estimate.high))
    return f"{value} % ({low}–{high})"


def deduction_words(deduction: Deduction, scale: RatingScale) -> str:
    """Why points were deducted: ``Tiêu chí 3: 4/20 phiếu dưới 2 điểm``."""
    highest = scale.criterion(deduction.criterion).highest
    said = (
        f"Tiêu chí {deduction.criterion}: {deduction.forms}/{deduction.of} phiếu dưới"
        f" {highest} điểm"
    )
    if deduction.unfounded:
        said += f", không tính {deduction.unfounded} phản ánh không có cơ sở"
    return said
