"""Records of what was asked and answered: authorisations, answers, appeals, talks."""

from typing import TYPE_CHECKING

from warrantydesk.domain.authorisation import AUTHORISATION_NAMES
from warrantydesk.domain.care import CHANNEL_NAMES, OUTCOME_NAMES, Party
from warrantydesk.domain.claim.answer import ANSWER_NAMES, AnswerLine, ChargeBack
from warrantydesk.domain.claim.appeal import APPEAL_NAMES
from warrantydesk.domain.listing import Holds
from warrantydesk.i18n import _, list_text, minute_text, named
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.dossiers.record_sheet import sheet, table

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneyRow, MoneySheet, MoneyTable


def authorisations(known: Known) -> "MoneySheet":
    """Return every request to the maker with his answer."""
    columns = (
        (_("Number"), 1.2),
        (_("Asked at"), 1.2),
        (_("Who asked"), 0.9),
        (_("Question"), 2.2),
        (_("Answer"), 0.9),
        (_("Answered on"), 1.3, Holds.DAY),
        (_("Answered by"), 1.3),
        (_("Answer in words"), 1.7),
        (_("At most ¥"), 0.9, Holds.MONEY),
        (_("Valid until"), 1.1, Holds.DAY),
    )
    rows: list[MoneyRow] = [
        (
            one.number or None,
            minute_text(one.asked_at) if one.asked_at else None,
            known.name(one.asked_by) or None,
            one.question or None,
            _(AUTHORISATION_NAMES[one.state]),
            one.answered_on,
            one.answered_by or None,
            one.answer or None,
            one.approved_fen,
            one.expires_on,
        )
        for one in known.authorisations
    ]
    title = _("Prior authorisation: question and answer")
    return sheet(known, title, table(_("Requests to the maker"), columns, rows))


def answers(known: Known) -> "MoneySheet":
    """Return the maker's answers, appeals, charge-backs and what was said with him."""
    return sheet(
        known,
        _("Answers of the maker, appeals and talks"),
        _answers(known),
        _appeals(known),
        _charge_backs(known),
        _talks(known),
    )


def _answers(known: Known) -> "MoneyTable":
    said: dict[int, list[AnswerLine]] = {}
    for line in known.stores.answer_lines.find(claim_id=known.claim.id):
        said.setdefault(line.answer_id, []).append(line)
    columns = (
        (_("Day"), 1.1, Holds.DAY),
        (_("Answer"), 1.3),
        (_("Version"), 0.7, Holds.COUNT),
        (_("Notice no."), 1.2),
        (_("Reviewer"), 1.0),
        (_("Approved ¥"), 1.0, Holds.MONEY),
        (_("Reasons"), 3.2),
        (_("Written down by"), 1.0),
    )
    rows: list[MoneyRow] = [
        (
            one.received_on,
            _(ANSWER_NAMES[one.kind]),
            one.submission_number,
            one.notice_no or None,
            one.reviewer or None,
            one.approved_fen,
            list_text(filter(None, (one.reason, *_reasons(known, said.get(one.id, []))))) or None,
            known.name(one.recorded_by) or None,
        )
        for one in known.answers
    ]
    return table(_("Answers"), columns, rows)


def _reasons(known: Known, lines: list[AnswerLine]) -> list[str]:
    """Return the reasons of an answer in words, each once."""
    return list(dict.fromkeys(_reason(known, one.reason_code, one.reason_text) for one in lines))


def _reason(known: Known, code: str, text: str) -> str:
    row = known.profile.reasons.get(code)
    return " ".join(filter(None, (code, named(row) if row else "", text)))


def _appeals(known: Known) -> "MoneyTable":
    columns = (
        (_("No."), 0.5, Holds.COUNT),
        (_("Filed on"), 1.1, Holds.DAY),
        (_("Filed by"), 1.0),
        (_("Asked for ¥"), 1.0, Holds.MONEY),
        (_("Grounds"), 3.6),
        (_("State"), 0.9),
        (_("Decided on"), 1.1, Holds.DAY),
        (_("Gained ¥"), 1.0, Holds.MONEY),
    )
    rows: list[MoneyRow] = [
        (
            one.number,
            one.filed_on,
            known.name(one.filed_by) or None,
            one.asked_fen,
            one.grounds or None,
            _(APPEAL_NAMES[one.state]),
            one.decided_on,
            one.gained_fen,
        )
        for one in known.appeals
    ]
    return table(_("Appeals"), columns, rows)


def _charge_backs(known: Known) -> "MoneyTable":
    found = known.stores.charge_backs.find(claim_id=known.claim.id, void_reason="")
    columns = (
        (_("Noticed on"), 1.1, Holds.DAY),
        (_("Notice no."), 1.2),
        (_("Taken back ¥"), 1.0, Holds.MONEY),
        (_("Reason"), 2.4),
        (_("Objected on"), 1.1, Holds.DAY),
        (_("Objection"), 2.4),
        (_("Ended on"), 1.1, Holds.DAY),
    )
    rows = [_charge_back(known, one) for one in found]
    return table(_("Charge-backs"), columns, rows)


def _charge_back(known: Known, one: ChargeBack) -> "MoneyRow":
    return (
        one.noticed_on,
        one.notice_no or None,
        one.amount_fen,
        _reason(known, one.reason_code, one.reason_text) or None,
        one.objected_on,
        one.objection or None,
        one.ended_on,
    )


def _talks(known: Known) -> "MoneyTable":
    notes = known.stores.contact_notes.find(
        claim_id=known.claim.id, party=Party.MAKER, void_reason=""
    )
    columns = (
        (_("Time"), 1.2),
        (_("By what means"), 0.9),
        (_("With whom"), 1.1),
        (_("What was said"), 4.4),
        (_("Outcome"), 0.9),
        (_("By"), 0.9),
    )
    rows: list[MoneyRow] = [
        (
            minute_text(one.at),
            _(CHANNEL_NAMES[one.channel]),
            one.with_whom or None,
            one.text,
            _(OUTCOME_NAMES[one.outcome]),
            known.name(one.by) or None,
        )
        for one in sorted(notes, key=lambda one: one.at)
    ]
    return table(_("Talks with the maker"), columns, rows)
