"""What the archive shows of a claim, without a window: life line, excerpts, veils, facets."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from builders import a_claim
from stories import drafted

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.claim import State
from warrantydesk.services.archive_hits import FacetCounts
from warrantydesk.services.claims.view import DocumentState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.archive.facet_values import FacetValues
from warrantydesk.ui.tabs.archive.file_rows import rows_of, size_text
from warrantydesk.ui.tabs.archive.hits import NEAR, excerpt
from warrantydesk.ui.tabs.archive.life import LABELS, life_of


@dataclass(frozen=True)
class Entry:
    """A journal entry, as far as the life line reads it."""

    utc: str
    after: dict[str, Any] | None


def journal(*states: State) -> list[Entry]:
    """Return entries that move a claim on, a day each from 1 August."""
    return [Entry(f"2026-08-{day:02d}T02:00:00Z", {"state": s}) for day, s in enumerate(states, 1)]


WAY = (State.DRAFT, State.APPRAISING, State.REPAIRING, State.TO_SUBMIT, State.SUBMITTED)


@pytest.mark.parametrize(
    ("states", "marks"),
    [
        (WAY[:1], "ok todo todo todo todo todo todo"),
        (WAY[:2], "ok running todo todo todo todo todo"),
        (WAY[:3], "ok ok ok running todo todo todo"),
        (WAY[:4], "ok ok ok ok todo todo todo"),
        (WAY, "ok ok ok ok ok running todo"),
        ((*WAY, State.APPROVED), "ok ok ok ok ok ok todo"),
        ((*WAY, State.RETURNED), "ok ok ok ok ok warn todo"),
        ((*WAY, State.REJECTED_FINAL, State.CLOSED), "ok ok ok ok ok refused ok"),
        ((*WAY, State.APPROVED, State.CLOSED), "ok ok ok ok ok ok ok"),
        ((*WAY[:2], State.PREAUTH_WAIT), "ok hold todo todo todo todo todo"),
        ((*WAY[:2], State.NOT_COVERED), "ok ok na todo"),
        ((*WAY[:2], State.NOT_COVERED, State.CLOSED), "ok ok na ok"),
        ((*WAY[:3], State.VOID), "done done done na"),
    ],
)
def test_the_life_line_tells_where_a_claim_is(states: tuple[State, ...], marks: str) -> None:
    claim = replace(a_claim(), state=states[-1], created_at=None, submitted_at=None)
    steps = life_of(claim, journal(*states))
    assert " ".join(step.mark for step in steps) == marks
    assert steps[0].time == "08-01"
    if Mark.TODO in [step.mark for step in steps]:
        assert steps[-1].time == ""


def test_stamps_tell_where_the_journal_is_silent() -> None:
    at = datetime(2026, 8, 2, 20, 0, tzinfo=UTC)
    claim = replace(a_claim(), state=State.CLOSED, created_at=at, submitted_at=at, closed_at=at)
    steps = life_of(claim, [Entry("2026-08-09T00:00:00Z", None)])
    assert [step.label for step in steps] == list(LABELS)
    assert [step.time for step in steps] == ["08-03", "", "", "", "08-03", "", "08-03"]


def test_an_excerpt_begins_near_the_word() -> None:
    long = "早上冷车起步时车头下面漏水，停一夜地上有手掌大一滩"
    assert excerpt(long, ["冷车"]) == long
    assert excerpt(long, ["手掌"]) == "…夜地上有手掌大一滩"
    assert excerpt("故障码 P0A2F；电子水泵卡滞", ["水泵"]) == "故障码 P0A2F；电子水泵卡滞"
    assert excerpt("故障码 P0A2F；电子水泵卡滞", ["水泵"], NEAR) == "…F；电子水泵卡滞"
    assert excerpt("a\nb\t c", []) == "a b c"
    assert excerpt(long, ["没有"]) == long


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [(0, "1 kB"), (1, "1 kB"), (6_400, "6 kB"), (999_499, "999 kB"), (1_250_000, "1.2 MB")],
)
def test_sizes_of_files(size_bytes: int, text: str) -> None:
    assert size_text(size_bytes) == text


def test_files_stand_below_their_paper() -> None:
    def paper(code: str, **more: Any) -> DocumentState:
        words = {
            "name_zh": code,
            "name_en": code,
            "mandatory": True,
            "condition_zh": "",
            "condition_en": "when",
            "reason_zh": "",
            "reason_en": "",
            "present": False,
            "files": 0,
        }
        return DocumentState(code, **{**words, **more})

    papers = [
        paper("INV", present=True, files=1),
        paper("CF", present=True, by_program=True),
        paper("MH"),
        paper("PO", mandatory=False),
    ]
    files = [
        Attachment(1, "OTHER", "", "x.bin", 10, "", id=7),
        Attachment(1, "INV", "", "a.pdf", 10, "", caption="发票", id=8),
    ]
    rows = rows_of(papers, files)
    assert [(row.mark, row.text, row.note) for row in rows] == [
        (Mark.DONE, "INV", "1 file"),
        (Mark.NA, "发票", "1 kB"),
        (Mark.DONE, "CF", "kept here"),
        (Mark.WARN, "MH", "missing"),
        (Mark.TODO, "PO", "when"),
        (Mark.NA, "x.bin", "1 kB"),
    ]


def test_old_years_are_one_value_and_months_join_other_years(desk: Desk) -> None:
    values = FacetValues(desk)
    counts = {
        "year": {"2021": 1, "2022": 2, "2023": 3, "2024": 4, "2025": 5, "2026": 6},
        "month": {"2026-01": 2, "2026-02": 4, "2025-12": 5, "2021-03": 1, "2022-04": 2},
    }
    values.take(FacetCounts(counts))
    shown = [(value.key, value.count) for value in values.of("year")]
    assert shown == [("2026", 6), ("2025", 5), ("2024", 4), ("2023", 3), ("older", 3)]
    values.toggle(("year", "2026"), True)
    values.toggle(("year", "older"), True)
    assert values.asked() == {"year": ("2026", "2022", "2021")}
    values.toggle(("month", "2026-01"), True)
    assert set(values.asked()["month"]) == {"2026-01", "2021-03", "2022-04"}
    assert "year" not in values.asked()
    assert [value.key for value in values.of("year")][:3] == ["2026", "2026-02", "2026-01"]
    values.toggle(("year", "2026"), False)
    assert values.asked() == {"year": ("2022", "2021")}


def test_counts_come_from_the_desk(desk: Desk) -> None:
    drafted(desk)
    values = FacetValues(desk)
    values.take(desk.archive.counts())
    assert {
        facet: [(v.text, v.count) for v in values.of(facet)] for facet in ("year", "state")
    } == {
        "year": [("2026", 1)],
        "state": [("Draft", 1)],
    }
    assert [value.key for value in values.of("amount")] == ["0"]
    assert values.named(("amount", "0")) == "¥ < 500"
