"""Letters to the maker and the sheet for the technical manager, drawn from the desk."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from builders import repair_changes
from fakes import a_picture
from stories import acting, appraising, drafted, inspected, put_into, submitted

from warrantydesk.domain.authorisation import AuthorisationOutcome
from warrantydesk.domain.care import Channel, ContactNote, Outcome, Party
from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.domain.claim.appeal import Appeal, AppealLine
from warrantydesk.domain.inspection import Answer, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.repair_history import LoanerKind
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk

LETTERS = ("authorisation_request", "escalation_sheet", "appeal_letter")


def said(desk: Desk, paper: str, claim_id: int) -> str:
    pages = pypdf.PdfReader(BytesIO(desk.papers.prepare(paper, claim_id)())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def gaps(desk: Desk, paper: str, claim_id: int) -> list[str]:
    return [problem.field for problem in desk.papers.missing(paper, claim_id)]


def test_the_summary_names_loan_car_and_tow(desk: Desk) -> None:
    claim = drafted(desk)
    before = said(desk, "closing_summary", claim.id)
    desk.coverage.save_loaner(claim.visit.id, LoanerKind.CAR, desk.bench.today, note="京B00001")
    desk.tows.save(claim.visit.id, "顺达救援", "G2 K1120", "本站", 38)
    after = said(desk, "closing_summary", claim.id)
    for words in ("京B00001", "顺达救援: G2 K1120 to 本站, 38 km"):
        assert words in after
        assert words not in before


def test_the_claim_form_names_the_supplier_who_pays(desk: Desk) -> None:
    claim = drafted(desk)
    assert "Paid by" not in said(desk, "claim_form", claim.id)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(desk.stores.claims.get(claim.id), payer="QE5048"))
    assert "QE5048 Lüshuang Tyre Co." in said(desk, "claim_form", claim.id)


def refused_by_maker(desk: Desk) -> Claim:
    """Bring a new claim back refused, line by line, with the words of the maker."""
    claim = put_into(desk, submitted(desk).id, State.REJECTED)
    with desk.bench.change("test"):
        answer = desk.stores.claim_answers.add(
            ClaimAnswer(
                claim.id,
                AnswerKind.REJECTION,
                1,
                desk.bench.today,
                reviewer="张工",
                notice_no="N-77",
                reason="保养记录不全",
                approved_fen=0,
            )
        )
        for kind, line in ((LineKind.PART, 1), (LineKind.LABOUR, 1)):
            desk.stores.answer_lines.add(
                AnswerLine(kind, line, 0, "", "超出质保", 0, answer.id, claim.id)
            )
    return claim


def appealed(desk: Desk, claim: Claim, **fields: object) -> Appeal:
    """Prepare an appeal for the pump alone."""
    line = AppealLine(LineKind.PART, 1, None, "保养记录已附")
    appeal = Appeal(claim.id, lines=(line,), asked_fen=12_345, grounds="泄漏为零件缺陷")
    with desk.bench.change("test"):
        return desk.stores.appeals.add(replace(appeal, **fields))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("paper", LETTERS)
def test_every_letter_of_a_bare_claim_is_drawn(desk: Desk, paper: str, language: str) -> None:
    set_language(language)
    claim = drafted(desk)
    assert claim.claim_number in said(desk, paper, claim.id)
    assert gaps(desk, paper, claim.id)


def test_the_request_names_case_items_and_clock(desk: Desk, tmp_path: Path) -> None:
    claim = appraising(desk)
    desk.claims.save_draft(claim.id, repair_changes())
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection is not None
    desk.inspections.answer(inspection.id, "I001", Answer.NOT_OK, note="钢印模糊")
    desk.attachments.add(claim.id, "PH", a_picture(tmp_path / "hole.png"), "泄水孔近景")
    desk.authorisations.request(claim.id, "水泵可以更换吗？")
    text = said(desk, "authorisation_request", claim.id)
    for words in (
        "To Qicheng", "水泵可以更换吗？", "we expect your answer by 2026-12-01", "The whole claim",
        claim.vehicle.vin, "140 kPa", "钢印模糊", "1307010-T20", "R1307010", "泄水孔近景",
        "hole.png", "filled in by the maker",
    ):  # fmt: skip
        assert words in text, words
    assert gaps(desk, "authorisation_request", claim.id) == []


def test_the_request_shows_the_answer_once_there_is_one(desk: Desk) -> None:
    claim = appraising(desk)
    desk.authorisations.request(claim.id, "?")
    desk.authorisations.record(
        claim.id,
        AuthorisationOutcome.APPROVED,
        number="PA-26-7",
        approved_fen=90_000,
        answered_by="张工",
        answer="旧件须返厂",
    )
    text = said(desk, "authorisation_request", claim.id)
    for words in ("PA-26-7", "900.00", "2026-12-24", "张工", "旧件须返厂"):
        assert words in text, words
    assert "filled in by the maker" not in text


def test_a_noted_authorisation_says_that_nothing_was_written(desk: Desk) -> None:
    claim = appraising(desk)
    desk.authorisations.note(claim.id, "PH-3")
    text = said(desk, "authorisation_request", claim.id)
    assert "Obtained without a written request" in text
    assert "PH-3" in text


def test_what_the_maker_would_ask_back_for_is_said_before_printing(desk: Desk) -> None:
    claim = appraising(desk)
    found = gaps(desk, "authorisation_request", claim.id)
    assert found == ["question", "narrative.cause", "part_lines", "photos"]


def test_the_sheet_shows_question_and_decision(desk: Desk) -> None:
    claim = inspected(desk)
    asked = desk.escalations.ask(claim.id, "Block or assembly?", "S12")
    waiting = said(desk, "escalation_sheet", claim.id)
    assert "Waits for the technical manager" in waiting
    assert "Block or assembly?" in waiting
    acting(desk, Role.TECHNICAL_MANAGER).escalations.decide(
        asked.id, Conclusion.GOODWILL, "缸体拉伤"
    )
    decided = said(desk, "escalation_sheet", claim.id)
    for words in ("Decided: Goodwill", "缸体拉伤", "郑一鸣", "王敏"):
        assert words in decided, words


def test_the_appeal_names_lines_grounds_evidence_and_talks(desk: Desk, tmp_path: Path) -> None:
    claim = refused_by_maker(desk)
    photo = desk.attachments.add(claim.id, "PH", a_picture(tmp_path / "p.png"), "泄水孔近景")
    desk.attachments.add(claim.id, "PH", a_picture(tmp_path / "other.jpg"), "不附的照片")
    appealed(desk, claim, evidence=(photo.id,))
    note = ContactNote(
        Party.MAKER, Channel.PHONE, "同意复核", desk.bench.now, "S01", with_whom="李工",
        claim_id=claim.id, outcome=Outcome.AGREED,
    )  # fmt: skip
    with desk.bench.change("test"):
        desk.stores.contact_notes.add(note)
        desk.stores.contact_notes.add(replace(note, party=Party.CUSTOMER, text="客户很急"))
        desk.stores.contact_notes.add(replace(note, text="写错了", void_reason="wrong claim"))
    text = said(desk, "appeal_letter", claim.id)
    for words in (
        "N-77", "张工", "保养记录不全", "1307010-T20", "超出质保", "保养记录已附", "123.45",
        "泄漏为零件缺陷", "泄水孔近景", "p.png", "Phone", "李工", "同意复核", "Agreed", "许蔚然",
    ):  # fmt: skip
        assert words in text, words
    for words in ("R1307010", "不附的照片", "客户很急", "写错了"):
        assert words not in text, words
    (version,) = desk.claims.submissions(claim.id)
    assert version.sha256[:24] in text


def test_without_an_appeal_every_short_line_is_asked_for(desk: Desk) -> None:
    claim = refused_by_maker(desk)
    text = said(desk, "appeal_letter", claim.id)
    assert "1307010-T20" in text
    assert "R1307010" in text
    assert "to be filed by 2026-12-08" in text


def test_what_weakens_an_appeal_is_said_before_printing(desk: Desk) -> None:
    claim = refused_by_maker(desk)
    late = desk.bench.today - timedelta(days=1)
    appealed(desk, claim, grounds=" ", due_on=late)
    found = gaps(desk, "appeal_letter", claim.id)
    assert found == ["grounds", "evidence", "codes.maker_claim_number", "due_on"]
    newest = desk.stores.appeals.newest(claim.id)
    assert newest is not None
    with desk.bench.change("test"):
        desk.stores.appeals.save(replace(newest, override_reason="maker agreed"))
    assert "due_on" not in gaps(desk, "appeal_letter", claim.id)
    assert "maker agreed" in said(desk, "appeal_letter", claim.id)


@pytest.mark.parametrize("paper", LETTERS)
def test_a_saved_letter_stands_in_the_print_journal(desk: Desk, paper: str, tmp_path: Path) -> None:
    claim = appraising(desk)
    desk.papers.draw(paper, claim.id, tmp_path / "letter.pdf")
    assert [job.language for job in desk.papers.printed(claim.id)] == [paper]
