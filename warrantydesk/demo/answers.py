"""What the maker says of the claims: requests, answers line by line, appeals, and their clocks."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import day_of, utc
from warrantydesk.demo.sheets import Row
from warrantydesk.domain import deadlines
from warrantydesk.domain.claim.answer import AnswerKind, LineKind
from warrantydesk.domain.claim.appeal import AppealState
from warrantydesk.domain.claim.states import ACTION_NAMES, Action
from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.money import percent
from warrantydesk.domain.profile import BrandProfile

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

_SHORT = 0.1
"""Share of approvals that leave something out."""
_CUT, _CUT_WHY = Decimal(70), ("R15", "D08", "R18")
"""Percent of the first operation that is left, and the codes that say why."""
_GROUNDS = (
    "鉴定表第 7、9 项有读数与照片，故障件为本体失效；请按附件 2、4 复核。",
    "追加工时由拆检发现的锈蚀引起，照片与打卡记录见附件；请按实际工时核定。",
)
_REVIEWERS = ("审核员 Q-217", "审核员 Q-104", "审核员 Q-330")
Line = tuple[LineKind, int, int]
"""Kind, number and claimed fen of a line."""


class Answers:
    """Writes the maker's part of one claim after the other."""

    def __init__(self, book: Book, profile: BrandProfile, holidays: Holidays) -> None:
        self._book, self._profile, self._holidays = book, profile, holidays

    def _end(self, code: str, at: int) -> str | None:
        last = deadlines.due_on(self._profile, code, date.fromisoformat(day_of(at)), self._holidays)
        return last.isoformat() if last else None

    def _lines(self, story: "Story") -> list[Line]:
        rows, rates = story.rows, self._profile.rates
        parts = [row["unit_price_fen"] * row["quantity"] for row in rows["part_line"]]
        labour = [line.product_fen for line in story.case.labour_lines]
        found: list[Line] = [(LineKind.PART, n, fen) for n, fen in enumerate(parts, 1)]
        found += [(LineKind.LABOUR, n, fen) for n, fen in enumerate(labour, 1)]
        for kind, base, rate in (
            (LineKind.HANDLING, parts, rates.handling),
            (LineKind.MATERIALS, labour, rates.materials),
        ):
            if fen := percent(sum(base), rate):
                found.append((kind, 0, fen))
        return found

    def _answer(self, story: "Story", at: int, kind: AnswerKind, values: Row) -> Row:
        """Enter an answer; returns what the claim itself keeps of it."""
        moment = Moment(at, story.clerk, ACTION_NAMES[kind.action])
        row = {
            "claim_id": story.claim["id"],
            "kind": kind.value,
            "submission_number": story.submissions,
            "received_on": day_of(at),
            "reviewer": story.random.choice(_REVIEWERS),
            "recorded_by": story.clerk,
            "recorded_at": utc(at),
            **values,
        }
        answer = self._book.add("claim_answer", moment, row)
        story.answer_id = answer["id"]
        kept = {"answered_on": day_of(at), "due_on": row.get("due_on")}
        if row.get("approved_fen") is not None:
            kept["approved_fen"] = row["approved_fen"]
        return kept

    def _reason(self, story: "Story", at: int, kind: AnswerKind, code: str) -> None:
        row = {
            "answer_id": story.answer_id,
            "claim_id": story.claim["id"],
            "kind": LineKind.CLAIM.value,
            "reason_code": code,
        }
        self._book.add("answer_line", Moment(at, story.clerk, ACTION_NAMES[kind.action]), row)

    def returned(self, story: "Story", at: int, code: str) -> Row:
        """Return the claim for correction."""
        values = {"due_on": self._end(deadlines.CORRECT_BY, at)}
        kept = self._answer(story, at, AnswerKind.RETURN, values)
        self._reason(story, at, AnswerKind.RETURN, code)
        return kept

    def refused(self, story: "Story", at: int, code: str) -> Row:
        """Refuse the claim; the clock of the appeal runs."""
        values = {"due_on": self._end(deadlines.APPEAL_BY, at), "approved_fen": 0}
        kept = self._answer(story, at, AnswerKind.REJECTION, values)
        self._reason(story, at, AnswerKind.REJECTION, code)
        return kept

    def approved(self, story: "Story", at: int, *, appealed: bool) -> Row:
        """Approve all, or all but a part of the first operation."""
        lines, cut = self._lines(story), -1
        labour = [n for n, line in enumerate(lines) if line[0] is LineKind.LABOUR]
        first = max(labour, key=lambda n: lines[n][2], default=-1)
        short = not appealed and story.plan.short
        if first >= 0 and (short or (not appealed and story.random.random() < _SHORT)):
            cut = first
        given = self._left(lines, cut)
        kind = AnswerKind.DECISION if appealed else AnswerKind.APPROVAL
        values: Row = {"approved_fen": sum(given)}
        if cut >= 0:
            values["due_on"] = self._end(deadlines.APPEAL_BY, at)
        if appealed:
            values["appeal_id"] = story.appeal_row["id"]
        kept = self._answer(story, at, kind, values)
        why = story.random.choice(_CUT_WHY)
        self._told(story, at, kind, (lines, given, why))
        if appealed:
            self._decided(story, at, sum(given))
        return kept

    def _left(self, lines: list[Line], cut: int) -> list[int]:
        """Return what is left of each line; the surcharge on labour follows the labour."""
        left = [
            percent(fen, _CUT) if number == cut else fen
            for number, (_kind, _line, fen) in enumerate(lines)
        ]
        labour = sum(
            fen
            for fen, (kind, _line, _claimed) in zip(left, lines, strict=True)
            if kind is LineKind.LABOUR
        )
        materials = percent(labour, self._profile.rates.materials)
        return [
            min(fen, materials) if kind is LineKind.MATERIALS else fen
            for fen, (kind, _line, _claimed) in zip(left, lines, strict=True)
        ]

    def _told(
        self,
        story: "Story",
        at: int,
        kind: AnswerKind,
        what: tuple[list[Line], list[int], str],
    ) -> None:
        moment = Moment(at, story.clerk, ACTION_NAMES[kind.action])
        lines, given, why = what
        for (part, place, claimed), fen in zip(lines, given, strict=True):
            row = {
                "answer_id": story.answer_id,
                "claim_id": story.claim["id"],
                "kind": part.value,
                "line": place,
                "claimed_fen": claimed,
                "approved_fen": fen,
                "reason_code": why if fen < claimed else "",
            }
            self._book.add("answer_line", moment, row)

    def upheld(self, story: "Story", at: int) -> Row:
        """Stay with the refusal."""
        values = {"approved_fen": 0, "upheld": 1, "appeal_id": story.appeal_row["id"]}
        kept = self._answer(story, at, AnswerKind.DECISION, values)
        self._decided(story, at, 0)
        return kept

    def _decided(self, story: "Story", at: int, fen: int) -> None:
        moment = Moment(at, story.clerk, ACTION_NAMES[Action.RECORD_DECISION])
        values = {
            "state": AppealState.DECIDED.value,
            "decided_on": day_of(at),
            "gained_fen": fen,
        }
        self._book.change("appeal", story.appeal_row, moment, values)

    def appealed(self, story: "Story", at: int) -> Row:
        """File an appeal for everything."""
        moment = Moment(at, story.clerk, ACTION_NAMES[Action.APPEAL])
        lines = [
            f'{{"kind": "{kind.value}", "line": {line}, "asked_fen": {fen}, "reason": ""}}'
            for kind, line, fen in self._lines(story)
        ]
        answer_due = self._end(deadlines.APPEAL_ANSWER, at)
        values = {
            "claim_id": story.claim["id"],
            "state": AppealState.FILED.value,
            "lines": f"[{', '.join(lines)}]",
            "asked_fen": story.case.total_fen,
            "grounds": story.random.choice(_GROUNDS),
            "due_on": story.claim["due_on"],
            "filed_on": day_of(at),
            "filed_by": story.clerk,
            "answer_due_on": answer_due,
            "made_by": story.clerk,
            "made_at": utc(at),
        }
        story.appeal_row = self._book.add("appeal", moment, values)
        return {"due_on": answer_due}

    def asked(self, story: "Story", at: int) -> Row:
        """Ask for a prior authorisation."""
        moment = Moment(at, story.clerk, ACTION_NAMES[Action.ASK_MAKER])
        causal = next((line for line in story.case.part_lines if line.causal), None)
        items = "[]"
        if causal is not None:
            items = (
                f'[{{"scope": "part", "code": "{causal.new_part_no}", "amount_fen": null,'
                ' "text": ""}]'
            )
        values = {
            "claim_id": story.claim["id"],
            "vin": story.claim["vehicle_vin"],
            "question": f"拟按保修更换，请核准。{story.case.cause}",
            "items": items,
            "asked_by": story.clerk,
            "asked_at": utc(at),
        }
        story.authorisation_row = self._book.add("authorisation", moment, values)
        return {"due_on": self._end(deadlines.AUTHORISATION_ANSWER, at)}

    def authorised(self, story: "Story", at: int, number: str) -> Row:
        """Allow it, for as long as the brand's deadline says."""
        moment = Moment(at, story.clerk, ACTION_NAMES[Action.RECORD_AUTHORISATION])
        values = {
            "state": "APPROVED",
            "number": number,
            "answered_on": day_of(at),
            "answered_by": "技术支持科",
            "expires_on": self._end(deadlines.USE_BY, at),
            "recorded_by": story.clerk,
            "recorded_at": utc(at),
        }
        self._book.change("authorisation", story.authorisation_row, moment, values)
        return {"due_on": None}
