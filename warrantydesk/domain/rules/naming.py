"""Whether a text speaks of a part: its number, its name, or the heart of its name."""

import re
from collections.abc import Iterable, Iterator

from warrantydesk.domain.claim.lines import PartLine
from warrantydesk.domain.facts import ClaimFacts

_IN_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]")
_BREAKS = re.compile(r"[\s—–·/,，、;；:：-]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_SAYS_NOTHING = frozenset(
    {
        *("更换", "总成", "检查", "调整", "拆装", "修复", "系统", "零件", "部件", "组件", "本体"),
        *("主控", "模块", "左前", "右前", "左后", "右后", "前部", "后部"),
    }
)
"""Pairs of signs that stand in the names of many parts and operations."""
_PLAIN = frozenset({"assembly", "complete", "left", "right", "front", "rear", "upper", "lower"})


def names_of(facts: ClaimFacts, line: PartLine) -> list[str]:
    """Return by what a part line may be named: the part, its operation, the fault code's words."""
    claim, profile = facts.claim, facts.profile
    names = [line.new_part_no, line.old_part_no, line.new_part_name]
    entry = profile.parts.get(line.new_part_no) if profile else None
    if entry is not None:
        names += [entry.name_zh, entry.name_en]
    fault = profile.faults.get(claim.codes.fault_code) if profile else None
    if fault is not None:
        names += [fault["name_zh"], fault["name_en"]]
    names += [labour.name for labour in claim.labour_lines if labour.main]
    return [name for name in names if name.strip()]


def tells_of(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text has a number, or any core of two signs or a word of a name."""
    small = text.casefold()
    cores = {core for name in names for core in _cores(name)}
    return not cores or any(core in small for core in cores)


def _cores(name: str) -> Iterator[str]:
    bare = _IN_BRACKETS.sub(" ", name)
    for word in _BREAKS.split(" ".join([bare, *_IN_BRACKETS.findall(name)])):
        small = word.casefold()
        if small.isascii():
            is_number = len(small) >= 3 and any(sign.isdigit() for sign in small)
            if is_number or (_LATIN.fullmatch(small) and small not in _PLAIN):
                yield small
            continue
        for start in range(len(small) - 1):
            pair = small[start : start + 2]
            if pair not in _SAYS_NOTHING and not pair.isascii():
                yield pair
