"""The maker's answers to claims (审核结果): returned, refused or approved, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.claim_answer_fields import FIELDS, MAKER_NO
from warrantydesk.services.imports.claim_answer_groups import Listed, ListedAnswer, gathered
from warrantydesk.services.imports.claim_answer_known import Key, KnownAnswers, known_answers
from warrantydesk.services.imports.claim_answer_rows import spoken
from warrantydesk.services.imports.part_fields import every_brand, must_be_brand
from warrantydesk.services.imports.target import (
    Field,
    ReadRow,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    no_step,
)

if TYPE_CHECKING:
    from warrantydesk.services.claims.answers import Answers


class ClaimAnswers:
    """Records what the maker answered to whatever claims of a brand its list names."""

    code = "claim_answers"
    title = N_("Maker's answers to claims")
    verb = "claims.import_answers"
    kinds: tuple[Kind, ...] = (Kind.CLAIMS, Kind.ANSWERS, Kind.PARTS)
    dated = False
    may_replace = False
    may_undo = False
    keeps_all = False

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return each brand as a whole."""
        return every_brand(bench, profile)

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return what names a claim and its line, and what the maker says of it."""
        must_be_brand(bench, subject.profile)
        return FIELDS

    def known(self, bench: Bench, subject: Subject) -> KnownAnswers:
        """Read all claims of the brand, the lines of those that wait, and its reasons."""
        return known_answers(bench, subject.profile)

    def label(self, known: KnownAnswers) -> str:
        """Return nothing: answers have no versions."""
        return ""

    def is_stale(self, bench: Bench, known: KnownAnswers, subject: Subject) -> bool:
        """Tell whether a claim or an answer has changed since."""
        return bench.stores.claim_lookup.pulse() != known.pulse

    def objection(self, known: KnownAnswers, subject: Subject) -> None:
        """Return nothing: the maker may answer on any day, and in several goes."""

    def gone(self, known: KnownAnswers, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return 0: a claim that a list does not name is not answered yet."""
        return 0

    def before(self, known: KnownAnswers, row: ReadRow) -> Mapping[str, Value]:
        """Return nothing: what was claimed stands beside the rows that can be taken."""
        return {}

    def judge(
        self, known: KnownAnswers, subject: Subject, rows: Sequence[ReadRow]
    ) -> list[RowResult]:
        """Return what becomes of each row."""
        listed = _listed(known, rows)
        return [listed.results[row.number] for row in rows]

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Record one answer for each claim; Refused names the claims that cannot take theirs."""
        from warrantydesk.services.claims.answering import answers_of

        listed = _listed(self.known(bench, subject), rows)
        numbers = _maker_numbers(rows, listed)
        answers, refusals = answers_of(bench), list[Finding]()
        for done, answer in enumerate(listed.answers.values()):
            step(done, len(listed.answers))
            try:
                _record(bench, answers, answer, numbers.get(answer.claim.id, ""), batch)
            except Refused as error:
                refusals += [_named(answer, one) for one in error.findings]
        if refusals:
            raise Refused(refusals)
        bench.stores.search.refresh(listed.answers)
        step(len(listed.answers), len(listed.answers))
        bench.history.clear()

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Refused(STATE): an answer that was written down stays."""
        raise refused(
            STATE,
            N_("Answers that were recorded stay in the file: put a wrong one right at its claim."),
        )


CLAIM_ANSWERS = ClaimAnswers()


def _listed(known: KnownAnswers, rows: Sequence[ReadRow]) -> Listed:
    taken: set[tuple[int, Key]] = set()
    return gathered([spoken(known, row, taken) for row in rows])


def _maker_numbers(rows: Sequence[ReadRow], listed: Listed) -> dict[int, str]:
    """Return the maker's number of each claim that has none yet and whose row gives one."""
    wanted = {
        one.claim.number: one.claim.id
        for one in listed.answers.values()
        if not one.claim.maker_number
    }
    found: dict[int, str] = {}
    for row in rows:
        given = code(str(row.values.get(MAKER_NO) or ""))
        claim_id = wanted.get(code(str(row.values.get("claim_number") or "")))
        if given and claim_id is not None:
            found.setdefault(claim_id, given)
    return found


def _record(
    bench: Bench, answers: "Answers", answer: ListedAnswer, maker_no: str, batch: ImportBatch
) -> None:
    from warrantydesk.services.claims.answer_checks import Told

    claim = bench.stores.claims.get(answer.claim.id)
    if maker_no:
        claim = replace(claim, codes=replace(claim.codes, maker_claim_number=maker_no))
    told = Told(
        reasons=answer.reasons,
        lines=answer.lines,
        received_on=answer.received_on,
        notice_no=answer.notice_no,
        reviewer=answer.reviewer,
        upheld=answer.upheld,
        batch_id=batch.id,
    )
    answers.written(*answers.prepared(claim, answer.kind, told))


def _named(answer: ListedAnswer, one: Finding) -> Finding:
    """Return a refusal at the number of its claim."""
    return replace(one, field=f"{answer.claim.number}.{one.field}".rstrip("."))
