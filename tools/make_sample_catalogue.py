"""Writes the sample catalogue from collected facts: ``make_sample_catalogue.py FACTS OUT``.

The facts (a JSON list, one object per procedure, with a certainty for each field) come from public
notes that nobody checked against the publishing decisions. This tool completes them into the own
format and invents nothing as official: routes, channels and phases are samples, what the facts do
not know stays unknown, and what they contradict or are unsure of becomes a doubt.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DECISION = "MẪU – chưa kiểm tra"
SOURCE = "Dữ liệu mẫu, chưa đối chiếu với quyết định công bố. Nguồn ghi chép: "
CERTIFICATION, MARRIAGE, LAND = "Chứng thực", "kết hôn", "Đất đai"
NO_ROUTE_FROM_COUNTER = {"1.011441"}  # same day, but the land office decides
MOBILE = "lưu động"
FOR_MAINTAINERS = "; để trống = chưa cấu hình"
# The facts' own notes, as cases: code -> [(id, name, term or None for the fact's own)].
CASES: dict[str, list[tuple[str, str, str | None]]] = {
    "1.013225": [
        ("cong-trinh", "Công trình cấp III, cấp IV", "20 calendar_days"),
        ("nha-o", "Nhà ở riêng lẻ", None),
    ],
    "1.004859": [
        ("cai-chinh", "Thay đổi, cải chính hộ tịch, xác định lại dân tộc", None),
        ("bo-sung", "Bổ sung thông tin hộ tịch", "same_day"),
    ],
    "2.001035": [
        ("thong-thuong", "Trường hợp thông thường", None),
        ("thoa-thuan", "Kéo dài theo thỏa thuận bằng văn bản với người yêu cầu", "none"),
    ],
}
# Two phases with two return dates, the applicant's duty to pay between them. The facts speak of
# both but give no parts: these are a sample.
PHASES = {"1.012782": ["10 working_days", "5 working_days"]}
# One result after two kinds of time: "2 tháng (khảo sát) + 15 ngày làm việc".
SEQUENCES = {"1.000288": "2 months + 15 working_days"}
# QĐ 663/QĐ-TTPVHCC Hà Nội: 02 + 03 + 02 + 01 giờ
HOURS = {"2.000908": ["2 working_hours", "3 working_hours", "2 working_hours", "1 working_hour"]}
# The facts' note states another time than their number.
TIME_DISAGREES = {
    "2.000806",
    "1.001699",
    "1.012783",
    "1.012784",
    "1.012782",
    "2.001263",
    "1.000893",
}
PRIVATE_FEES = {"2.001610": {"le_phi": 50000, "phi": 100000}}


def main() -> None:
    """Read the facts, write the catalogue: one procedure a line block, NFC, stable order."""
    facts, out = map(Path, sys.argv[1:3])
    text = unicodedata.normalize("NFC", facts.read_text("utf-8"))
    procedures = [procedure(fact) for fact in json.loads(text)]
    out.write_text(json.dumps(procedures, ensure_ascii=False, indent=1) + "\n", "utf-8")


def procedure(fact: Json) -> Json:
    """One procedure with its single sample version."""
    return {
        "code": fact["code"],
        "name": {"vi": fact["name_vi"], "en": fact["name_en"]},
        "field": fact["field_vi"],
        "level": fact["level"],
        "versions": [
            {
                "decision": {"number": DECISION, "kind": "new", "issued": None, "effective": None},
                "replaces": [],
                "cases": cases(fact),
                "components": [component(fact, n) for n in range(len(fact["documents"]))],
                "steps": steps(fact),
                "supplement_policy": "remaining",
                "result": fact["result_vi"],
                "official": False,
                "checked_by": None,
                "source": SOURCE + fact["source"],
                "doubts": doubts(fact),
            }
        ],
    }


def term(fact: Json) -> str:
    """The fact's own term, or the sequence its note gives."""
    if sequence := SEQUENCES.get(fact["code"]):
        return sequence
    days = fact["processing_days"]
    unit = {"working": "working_day", "calendar": "calendar_day"}[fact["day_kind"]]
    return f"{days} {unit}{'s' if days > 1 else ''}" if days else "same_day"


def cases(fact: Json) -> list[Json]:
    """The cases the note names, else a single one."""
    named = CASES.get(fact["code"], [("chung", fact["name_vi"], None)])
    return [
        {"id": case_id, "name": name, "channels": [offer(fact, c, own) for c in channels(fact)]}
        for case_id, name, own in named
    ]


def channels(fact: Json) -> list[str]:
    """Where people must come in person: certification, marriage; mobile registration comes to them."""
    if MOBILE in fact["name_vi"]:
        return ["counter"]
    if fact["field_vi"] == CERTIFICATION and fact["code"] != "2.000908":
        return ["counter"]
    if MARRIAGE in fact["name_vi"].lower() and "hôn nhân" not in fact["name_vi"]:
        return ["counter", "online"]
    return ["counter", "post", "online"]


def offer(fact: Json, channel: str, own_term: str | None) -> Json:
    """Every channel has the same term; fees as the note splits them."""
    return {
        "channel": channel,
        "term": own_term or term(fact),
        "phases": PHASES.get(fact["code"], []),
        "fees": fees(fact, channel),
        "source_text": fact["processing_note"],
    }


def fees(fact: Json, channel: str) -> list[Json]:
    """The fact's amount; another one online where the note says so, unknown by post then."""
    note = fact["fee_note"].replace(FOR_MAINTAINERS, "")  # it is printed on receipts
    if own := PRIVATE_FEES.get(fact["code"]):
        amounts = {"le_phi": 0 if channel == "online" else own["le_phi"], "phi": own["phi"]}
        return [{"kind": kind, "amount": amount, "note": note} for kind, amount in amounts.items()]
    amount = fact["fee_vnd"]
    split = re.search(r"([\d.]+) đồng trực tiếp; ([\d.]+) đồng trực tuyến", note)
    if split and channel != "counter":
        amount = int(split[2].replace(".", "")) if channel == "online" else None
    return [{"kind": fee_kind(fact)[0], "amount": amount, "note": note}]


def fee_kind(fact: Json) -> tuple[str, bool]:
    """The kind of the fee, and whether the note says so: certification takes phí, others lệ phí."""
    note = fact["fee_note"].lower()
    if "lệ phí" in note:
        return "le_phi", True
    if re.search(r"\bphí\b", note):
        return "phi", True
    return ("phi" if fact["field_vi"] == CERTIFICATION else "le_phi"), False


def component(fact: Json, index: int) -> Json:
    """A paper; "(nếu …)" makes it conditional, a list nobody vouches for makes it unknown."""
    name = fact["documents"][index]
    condition = re.search(r"\(([^()]*nếu[^()]*)\)", name)
    sure = fact["certainty_detail"]["documents"] != "low"
    count = re.match(r"0(\d) ", name)
    copy = name.startswith("Bản sao ")
    return {
        "id": f"tp{index + 1}",
        "name": name,
        "originals": 0 if copy else int(count[1]) if count else 1,
        "certified": 0,
        "photocopies": 1 if copy else 0,
        "required": "conditional" if condition else "yes" if sure else "unknown",
        "condition": condition[1] if condition else "",
    }


def steps(fact: Json) -> list[Json]:
    """A sample route: one step for what the counter finishes itself, four where routed, else three."""
    code = fact["code"]
    last = {"needs_result": True, "needs_signature": True}
    if not fact["processing_days"] and code not in HOURS.keys() | NO_ROUTE_FROM_COUNTER:
        return [step("Tiếp nhận và giải quyết tại quầy", "reception", needs_result=True)]
    route = [
        step("Tiếp nhận hồ sơ", "reception"),
        step("Thẩm định hồ sơ", "processing"),
        step("Phê duyệt kết quả", "leader", **last),
    ]
    if code in HOURS or fact["field_vi"] == LAND:
        route.append(step("Trả kết quả", "reception"))
    for one, hours in zip(route, HOURS.get(code, ()), strict=False):
        one["term"] = hours
    return route


def step(
    name: str, role: str, *, needs_result: bool = False, needs_signature: bool = False
) -> Json:
    """One station; no unit, no term and nothing online: a sample says no more than it must."""
    return {
        "name": name,
        "role": role,
        "unit": None,
        "term": None,
        "must_be_online": False,
        "needs_result": needs_result,
        "needs_signature": needs_signature,
    }


def doubts(fact: Json) -> list[Json]:
    """What a person must check first, in the facts' own words."""
    found: list[Json] = []
    sure = fact["certainty_detail"]
    if fact["code"] in TIME_DISAGREES or sure["time"] == "low":
        kind = "ngày làm việc" if fact["day_kind"] == "working" else "ngày"
        found.append(doubt("term", f"{fact['processing_days']} {kind}", fact["processing_note"]))
    if fact["code"] == "1.012782":
        found.append(doubt("phases", "10 + 5 ngày làm việc (mẫu)", fact["processing_note"]))
    if sure["fee"] == "low":
        found.append(doubt("fee", str(fact["fee_vnd"]), fact["fee_note"]))
    if fact["fee_vnd"] != 0 and not fee_kind(fact)[1]:
        found.append(doubt("fee_kind", fact["fee_note"]))
    if sure["documents"] == "low":
        found.append(doubt("component", *fact["documents"]))
    if sure["code"] != "high":
        found.append(doubt("code", fact["code"]))
    return found


def doubt(what: str, *words: str) -> Json:
    """A stable word and what the source says."""
    return {"what": what, "found": [word for word in words if word]}


if __name__ == "__main__":
    main()
