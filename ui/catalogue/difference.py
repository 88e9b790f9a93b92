"""What differs between two versions, in an officer's words, side by side. No Qt."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.domain.procedure import Decision, DecisionKind, ProcedureVersion, Title
from counter_app.domain.procedure_difference import Change, difference
from counter_app.i18n import _
from ui.catalogue.words import day_words, decision_kind_words
from ui.wording import money, term_words
from ui.words import channel_word, role_word

SideBySide = tuple[str, str, str]  # where, before, after
_NAMED = re.compile(r"(\w+)\[([^\]]*)\]")
_TERMS = ("term", "phases")
_DAYS = ("decision.issued", "decision.effective", "decision.published")


def side_by_side(old: ProcedureVersion | None, new: ProcedureVersion) -> tuple[SideBySide, ...]:
    """A row for every place that differs; of a first version, for all it says."""
    old = old or _nothing(new)
    named = {c.id: c.name for version in (old, new) for c in version.components}
    named |= {case.id: case.name for version in (old, new) for case in version.cases}
    return tuple(
        (_place(change, named), _said(change.path, change.before), _said(change.path, change.after))
        for change in difference(old, new)
    )


def _nothing(version: ProcedureVersion) -> ProcedureVersion:
    """What a first version is compared with."""
    return replace(
        version, name=Title(""), field="", level="", decision=Decision("", version.decision.kind),
        cases=(), components=(), steps=(), replaces=(), result="", source="", doubts=(),
    )  # fmt: skip


def _place(change: Change, named: Mapping[str, str]) -> str:
    """``Trường hợp Nhà ở riêng lẻ · qua bưu chính · thời hạn`` of a path."""
    return " · ".join(_part(part, named) for part in _parts(change.path))


def _parts(path: str) -> list[str]:
    """The path cut at its dots, but not at those inside brackets."""
    parts, depth, begun = [], 0, 0
    for at, letter in enumerate(path):
        depth += (letter == "[") - (letter == "]")
        if letter == "." and not depth:
            parts.append(path[begun:at])
            begun = at + 1
    return [*parts, path[begun:]]


def _part(part: str, named: Mapping[str, str]) -> str:
    match = _NAMED.fullmatch(part)
    if match is None:
        return _words().get(part, part)
    kind, name = match[1], match[2]
    if kind == "channels":
        return channel_word(name.split(" ")[0])
    if kind in ("steps", "fees", "phases", "replaces", "doubts"):
        name = str(int(name) + 1) if name.isdigit() else name
    return f"{_words().get(kind, kind)} {named.get(name, name)}"


def _words() -> dict[str, str]:
    return {
        "name": _("tên"),
        "vi": _("tiếng Việt"),
        "en": _("tiếng Anh"),
        "field": _("lĩnh vực"),
        "level": _("cấp thực hiện"),
        "decision": _("quyết định"),
        "number": _("số"),
        "kind": _("loại"),
        "issued": _("ngày ban hành"),
        "effective": _("ngày có hiệu lực"),
        "published": _("ngày công khai"),
        "replaces": _("thay thế thủ tục"),
        "cases": _("trường hợp"),
        "components": _("thành phần hồ sơ"),
        "steps": _("bước"),
        "term": _("thời hạn"),
        "phases": _("giai đoạn"),
        "fees": _("phí, lệ phí"),
        "amount": _("mức thu"),
        "note": _("ghi chú"),
        "source_text": _("lời của nguồn"),
        "originals": _("bản chính"),
        "certified": _("bản chứng thực"),
        "photocopies": _("bản photo"),
        "required": _("bắt buộc"),
        "condition": _("điều kiện"),
        "role": _("vai trò"),
        "unit": _("cơ quan"),
        "supplement_policy": _("cách tính thời hạn sau bổ sung"),
        "result": _("kết quả"),
        "official": _("bản chính thức"),
        "checked_by": _("người rà"),
        "source": _("nguồn"),
        "doubts": _("điểm cần kiểm tra"),
        "must_be_online": _("phải thực hiện trực tuyến"),
        "needs_result": _("cần có kết quả"),
        "needs_signature": _("cần chữ ký số"),
    }


def _said(path: str, value: Any) -> str:
    """A value as people write it; a dash where there was nothing."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return "; ".join(_said(path, one) for one in value)
    if isinstance(value, Mapping):
        return _whole(value)
    return _word(path, value)


def _word(path: str, value: str | int) -> str:
    last = _NAMED.sub(r"\1", path.rpartition(".")[2])
    if last in _TERMS and isinstance(value, str):
        return term_words(value)
    if last == "amount" and isinstance(value, int):
        return money(value)
    if path in _DAYS:
        return day_words(date.fromisoformat(str(value)))
    if path == "decision.kind":
        return decision_kind_words(DecisionKind(str(value)))
    if last == "role":
        return role_word(str(value))
    return str(value)


def _whole(value: Mapping[str, Any]) -> str:
    """What is on one side only: a case with its terms, a paper or a step by its name, else all."""
    if "channels" in value:
        return f"{value['name']}: {_said('channels', value['channels'])}"
    if name := value.get("name"):
        return str(name)
    if "channel" in value:
        return f"{channel_word(value['channel'])} {_said('term', value['term'])}"
    return ", ".join(_said(key, one) for key, one in value.items() if one not in (None, "", []))
