"""Cards of quality information over a real desk: begun, changed, sent, followed up, voided."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from builders import OTHER_VIN
from stories import acting, drafted, put_into, repairing

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.quality_report import Area, Concern, Nature, Urgency
from warrantydesk.services.desk import Desk

NOBODY = 2**40


def refusal(deed: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and field of each reason with which a deed is refused."""
    with pytest.raises(Refused) as no:
        deed()
    return [(one.rule, one.field) for one in no.value.findings]


def test_a_card_begins_with_what_the_claim_knows(desk: Desk) -> None:
    claim = repairing(desk)
    card = desk.quality.start(claim.id)
    assert card.number == "I0126-0001"
    assert (card.concern, card.urgency) == (Concern.PRODUCT, Urgency.GENERAL)
    assert (card.area, card.nature) == (Area.ENGINE, Nature.PART)
    assert card.part_maker.startswith("QA1031 ")
    assert claim.narrative.cause in card.cause_and_handling
    assert claim.narrative.correction in card.cause_and_handling
    assert card.handling.cause.startswith("CO101 ")
    assert card.loss_fen == claim.total_fen > 0
    assert (card.issued_on, card.registered_by) == (desk.bench.today, "王敏")
    assert (card.made_by, card.made_at) == ("S01", desk.bench.now)
    assert desk.quality.list(claim_id=claim.id) == (card,)


def test_a_draft_says_the_same_and_writes_nothing(desk: Desk) -> None:
    claim = repairing(desk)
    draft = desk.quality.draft(claim.id)
    assert desk.quality.list() == ()
    assert draft.cause_and_handling == desk.quality.start(claim.id).cause_and_handling


def test_one_unsent_card_at_a_time(desk: Desk) -> None:
    claim = drafted(desk)
    first = desk.quality.start(claim.id)
    assert refusal(lambda: desk.quality.start(claim.id)) == [("STATE", "claim_id")]
    desk.quality.void(first.id, "wrong claim")
    second = desk.quality.start(claim.id)
    assert desk.quality.newest_of(claim.id) == second
    assert desk.quality.list(unsent=True) == (second,)


def test_groups_of_fields_are_merged(desk: Desk) -> None:
    card = desk.quality.start(drafted(desk).id)
    saved = desk.quality.save(
        card.id, {"urgency": "urgent", "conditions": {"speed": "80"}}, card.version
    )
    saved = desk.quality.save(card.id, {"conditions": {"road": "高速"}}, saved.version)
    assert (saved.urgency, saved.conditions.speed) == (Urgency.URGENT, "80")
    assert saved.conditions.road == "高速"
    assert refusal(lambda: desk.quality.save(card.id, {}, card.version)) == [("VERSION", "")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "X"}, "number"),
        ({"sent_on": "2026-11-01"}, "sent_on"),
        ({"area": "moon"}, "area"),
        ({"conditions": {"weather": "rain"}}, "conditions.weather"),
        ({"gearbox": "CVT"}, "gearbox"),
        ({"loss_fen": -1}, "loss_fen"),
        ({"issued_on": "2026-11-25"}, "issued_on"),
        ({"office_on": "1969-12-31"}, "office_on"),
        ({"handling": {"analysis": "长" * 2001}}, "handling.analysis"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, changes: dict[str, object], field: str
) -> None:
    card = desk.quality.start(drafted(desk).id)
    assert refusal(lambda: desk.quality.save(card.id, changes)) == [("INVALID", field)]
    assert desk.quality.get(card.id) == card


def test_a_card_is_sent_once_and_followed_up_afterwards(desk: Desk) -> None:
    card = desk.quality.start(repairing(desk).id)
    sent = desk.quality.send(card.id)
    assert sent.sent_on == desk.bench.today
    assert desk.quality.list(unsent=True) == ()
    assert refusal(lambda: desk.quality.send(card.id)) == [("STATE", "")]
    assert refusal(lambda: desk.quality.void(card.id, "x")) == [("STATE", "")]
    assert refusal(lambda: desk.quality.save(card.id, {"urgency": "major"})) == [("STATE", "")]
    known = desk.quality.save(
        card.id, {"office_opinion": "更换密封圈", "handling": {"conclusion": "批次问题"}}
    )
    assert (known.office_opinion, known.handling.conclusion) == ("更换密封圈", "批次问题")


def test_a_card_says_enough_before_it_is_sent(desk: Desk) -> None:
    card = desk.quality.start(drafted(desk).id)
    desk.quality.save(card.id, {"issued_on": None})
    assert refusal(lambda: desk.quality.send(card.id)) == [
        ("INVALID", "issued_on"),
        ("INVALID", "cause_and_handling"),
    ]
    desk.quality.save(card.id, {"issued_on": "2026-11-20", "cause_and_handling": "漏水"})
    before = date(2026, 11, 19)
    assert refusal(lambda: desk.quality.send(card.id, before)) == [("INVALID", "sent_on")]
    tomorrow = desk.bench.today + timedelta(days=1)
    assert refusal(lambda: desk.quality.send(card.id, tomorrow)) == [("INVALID", "sent_on")]


def test_nothing_is_reported_of_a_void_claim_or_an_unknown_one(desk: Desk) -> None:
    claim = put_into(desk, drafted(desk).id, State.VOID)
    assert refusal(lambda: desk.quality.start(claim.id)) == [("STATE", "")]
    assert refusal(lambda: desk.quality.start(NOBODY))[0][0] == "NOT_FOUND"
    assert refusal(lambda: desk.quality.save(NOBODY, {}))[0][0] == "NOT_FOUND"
    assert refusal(lambda: desk.quality.void(NOBODY, ""))[0][0] == "NOT_FOUND"


def test_the_technician_may_and_finance_may_not(desk: Desk) -> None:
    claim = drafted(desk)
    assert refusal(lambda: acting(desk, Role.FINANCE).quality.start(claim.id))[0][0] == "RIGHT"
    card = acting(desk, Role.TECHNICIAN).quality.start(claim.id)
    assert acting(desk, Role.CLERK).quality.list(claim_id=claim.id) == (card,)


def test_a_void_card_has_a_reason_and_stays_as_it_is(desk: Desk) -> None:
    card = desk.quality.start(drafted(desk).id)
    assert refusal(lambda: desk.quality.void(card.id, " ")) == [("INVALID", "reason")]
    assert desk.quality.void(card.id, "写错车").void_reason == "写错车"
    assert refusal(lambda: desk.quality.save(card.id, {})) == [("STATE", "")]
    assert desk.quality.list() == ()


def test_the_paper_shows_the_card_and_what_it_lacks(desk: Desk) -> None:
    claim = repairing(desk)
    assert [one.field for one in desk.papers.missing("quality_card", claim.id)] == ["quality"]
    card = desk.quality.start(claim.id)
    assert [one.field for one in desk.papers.missing("quality_card", claim.id)] == ["conditions"]
    desk.quality.save(card.id, {"conditions": {"road": "高速公路"}})
    assert desk.papers.missing("quality_card", claim.id) == ()
    pdf = desk.papers.prepare("quality_card", claim.id)()
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    for words in (card.number, "高速公路", "QA1031", claim.vehicle.vin):
        assert words in text


def test_the_list_of_cards_leaves_the_desk(desk: Desk, tmp_path: Path) -> None:
    first = desk.quality.start(repairing(desk).id)
    void = desk.quality.start(drafted(desk, OTHER_VIN).id)
    desk.quality.void(void.id, "x")
    made = desk.ledger.export("quality_cards", tmp_path / "cards.csv")
    assert made.rows == 1
    text = (tmp_path / "cards.csv").read_text("utf-8-sig")
    assert first.number in text
    assert void.number not in text


def test_an_urgent_card_stands_on_the_list_of_today_until_it_is_sent(desk: Desk) -> None:
    def waiting() -> list[tuple[str, object]]:
        return [
            (one.title, one.target.key) for one in desk.today.items() if one.code == "quality_card"
        ]

    card = desk.quality.start(repairing(desk).id)
    assert waiting() == []
    desk.quality.save(card.id, {"urgency": "urgent"})
    assert waiting() == [("Urgent quality card to be sent", card.claim_id)]
    desk.quality.send(card.id)
    assert waiting() == []


def test_the_card_goes_into_the_dossier_of_its_claim(desk: Desk) -> None:
    def found(claim_id: int) -> list[tuple[str, str]]:
        papers = desk.dossiers.contents(claim_id).papers
        return [(one.paper, one.detail) for one in papers if one.paper == "quality_card"]

    claim = repairing(desk)
    assert found(claim.id) == []
    card = desk.quality.start(claim.id)
    assert found(claim.id) == [("quality_card", card.number)]
    desk.quality.void(card.id, "写错车")
    assert found(claim.id) == []
