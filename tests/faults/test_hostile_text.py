"""Odd texts through every text field of a claim, into every list, paper and answer, and back.

Labels and their languages: ``../services/test_label_streams.py``; single documents:
``../documents``; lines of a script: ``../cli/test_hostile_lines.py``.
"""

import csv
import io
import json
import random
import re
import unicodedata
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from faults.hostile_texts import odd_texts
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from stories import drafted, repairing

from warrantydesk.domain.claim import Claim, ClaimOwner, ClaimVehicle, Codes, Narrative, Outward
from warrantydesk.domain.claim.lines import LabourLine, OtherLine, PartLine
from warrantydesk.domain.codec import from_json, to_json
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.text import clean, squeezed
from warrantydesk.domain.visit import Visit
from warrantydesk.services.desk import Desk
from warrantydesk.services.folder import display_name

GROUPS = {
    **{"owner": ClaimOwner, "vehicle": ClaimVehicle, "visit": Visit, "narrative": Narrative},
    **{"codes": Codes, "outward": Outward},
}
LINES = {"part_lines": PartLine, "labour_lines": LabourLine, "other_lines": OtherLine}
SHORT, LONG = 30, 5_000
NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""What no text of the desk may hold after it came in by its one door."""


def texts_of(kind: type) -> list[str]:
    """Return the names of the text fields of a dataclass."""
    hints = get_type_hints(kind)
    return [one.name for one in fields(kind) if hints[one.name] is str]


def all_texts(value: Any) -> list[str]:
    """Return every text of a value in JSON."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in (*value, *value.values()) for text in all_texts(one)]
    return [text for one in value for text in all_texts(one)] if isinstance(value, list) else []


def typed(desk: Desk, claim_id: int, text: str) -> None:
    """Type a text into every text field of a claim, one by one where not all of them take it."""
    places: dict[str, tuple[list[str], bool]] = {
        **{group: (texts_of(kind), False) for group, kind in GROUPS.items()},
        **{group: (texts_of(kind), True) for group, kind in LINES.items()},
    }
    for group, (names, is_list) in places.items():
        for some in (names, *([name] for name in names)):
            told = dict.fromkeys(some, text)
            if is_taken(desk, claim_id, {group: [told] if is_list else told}):
                break


def is_taken(desk: Desk, claim_id: int, changes: dict[str, Any]) -> bool:
    """Tell whether changes are taken; what is refused is refused in a sentence."""
    try:
        desk.claims.save_draft(claim_id, changes)
    except Refused as refusal:
        for finding in refusal.findings:
            assert finding.message.format(**finding.values)
        return False
    return True


def through_every_field(desk: Desk, count: int, seed: object) -> None:
    assert {"owner", "narrative", "codes"} <= {one.name for one in fields(Claim)}
    claim = drafted(desk)
    for text in odd_texts(count, seed):
        typed(desk, claim.id, text)
        told = to_json(desk.claims.get(claim.id))
        kept = all_texts(json.loads(json.dumps(told, ensure_ascii=False)))
        assert not [one for one in kept if NEVER.search(one)]
        assert not [one for one in kept if clean(one) != one]
        assert to_json(from_json(Claim, told)) == told
        desk.archive.search(text)
    assert desk.archive.verify() == []


def test_odd_texts_through_every_field(desk: Desk) -> None:
    through_every_field(desk, SHORT, 1)


@pytest.mark.long
def test_5000_odd_texts_through_every_field(desk: Desk) -> None:
    through_every_field(desk, LONG, 2)


def into_papers_and_lists(desk: Desk, folder: Path, texts: list[str]) -> None:
    """Put texts into the narrative of a claim; read all of them back from papers and lists."""
    claim = repairing(desk)
    kept = [clean(text).strip() for text in texts]
    for number, text in enumerate(kept):
        words = {"complaint": text, "cause": f"x{text}", "remark": f"r{text}"}
        try:
            saved = desk.claims.save_draft(
                claim.id, {"narrative": words, "codes": {"loaner": text}}
            )
        except Refused:
            continue
        file = folder / f"{number}.pdf"
        desk.papers.draw("claim_form", claim.id, file)
        drawn = squeezed("".join(page.extract_text() for page in PdfReader(file).pages))
        for part in re.findall(r"[0-9A-Za-z一-龥]{2,}", saved.narrative.cause):
            assert squeezed(part)[:20] in drawn
        data = file.read_bytes()
        assert b"root:" not in data
        must_be_text(desk, folder)


def must_be_text(desk: Desk, folder: Path) -> None:
    """The lists hold what was typed as text: no formula, nothing that runs."""
    sheet, lines = folder / "claims.xlsx", folder / "claims.csv"
    for file in (sheet, lines):
        desk.ledger.export("claims", file)
    with zipfile.ZipFile(sheet) as package:
        assert not [name for name in package.namelist() if b"<f>" in package.read(name)]
    assert CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    told = lines.read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.lstrip(" \u00a0\u3000")[:1] in set("=@＝＋－＠\t\r")]


def test_odd_texts_into_papers_and_lists(desk: Desk, tmp_path: Path) -> None:
    into_papers_and_lists(desk, tmp_path, list(odd_texts(100, 3))[::9])


@pytest.mark.long
def test_500_odd_texts_into_papers_and_lists(desk: Desk, tmp_path: Path) -> None:
    into_papers_and_lists(desk, tmp_path, list(odd_texts(500, 4)))


RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
"""Marks of direction, joiners, tags: a name may say one thing with them and be another."""


def must_be_a_name(text: str) -> None:
    """A display name is one file name on every system, and stays as it is."""
    name = display_name(text)
    assert name == display_name(name)
    assert name.strip(" .") == name
    assert name
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|')
    assert not [sign for sign in name if unicodedata.category(sign) in ("Cc", "Cs")]
    assert not UNSEEN.search(name)
    assert not RESERVED.fullmatch(name)


def test_odd_names_are_only_names() -> None:
    for text in odd_texts(2_000, 5):
        must_be_a_name(text)


@pytest.mark.long
def test_50000_odd_names_are_only_names() -> None:
    for text in odd_texts(50_000, 6):
        must_be_a_name(text)


LITERAL = ("磨损 5%", "a_b", '客户说 "响"', "全部", "axb")


def searched(desk: Desk, count: int, seed: object) -> None:
    """Odd queries are answered; ``%``, ``_`` and ``"`` mean themselves."""
    ids = [drafted(desk).id for _text in LITERAL]
    for claim_id, text in zip(ids, LITERAL, strict=True):
        desk.claims.save_draft(claim_id, {"narrative": {"complaint": text, "cause": ""}})
    for query in odd_texts(count, seed):
        assert set(desk.archive.search(query)) <= set(ids)
    assert desk.archive.search("5%") == [ids[0]]
    assert desk.archive.search("a_b") == [ids[1]]
    assert desk.archive.search('"响"') == [ids[2]]


def test_odd_queries_are_answered(desk: Desk) -> None:
    searched(desk, 500, 7)


@pytest.mark.long
def test_20000_odd_queries_are_answered(desk: Desk) -> None:
    searched(desk, 20_000, 8)


def test_the_texts_are_odd() -> None:
    """Were they not, nothing above would be shown."""
    texts = "".join(odd_texts(random.Random(0).randint(400, 500), 9))
    for sign in ("<img", "=1+1", "^XA", "\ud800", "\x00", "\u202e", "DROP TABLE", "{0.__class__}"):
        assert sign in texts
