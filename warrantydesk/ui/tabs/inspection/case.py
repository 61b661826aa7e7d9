"""The case in hand: a claim with its inspection as the tab shows it, and what the clerk answers."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion, Inspection
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.inspection_view import InspectionView
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.inspection.next_step import Standing
from warrantydesk.ui.tabs.inspection.rows import KEYS, CheckRow, Row, checks, rows_of

CAUSE, WHYS, CONCLUSION = "I108", "I109", "I117"
"""Items of the template that the card at the right answers too."""
PHOTO = "PH"


class Case:
    """Reads one claim and its newest inspection; every verb saves at once."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        self.shell, self.desk = shell, desk
        self.claim: Claim | None = None
        self.view: InspectionView | None = None
        self.rows: list[Row] = []
        self.files: list[Any] = []
        self._late: dict[str, Any] = {}

    def load(self, claim_id: int | None) -> None:
        """Read a claim; None puts the case away."""
        known = self.inspection.id if self.view else 0
        self.claim = self.desk.claims.get(claim_id) if claim_id else None
        given = self.desk.inspections.of_claim(claim_id) if claim_id else None
        self.view = self.desk.inspections.view(given.id) if given else None
        if given is None or given.id != known:
            self._late = {}
        self.files = []
        if self.claim is not None and self.view is not None:
            found = self.desk.attachments.of(self.claim.id)
            self.files = [f for f in found if f.item or f.document_code == PHOTO]
        self.rows = rows_of(self.view, self.files) if self.view else []

    @property
    def inspection(self) -> Inspection:
        """The inspection as stored; only after one has begun."""
        if self.view is None:
            raise LookupError("no inspection has begun")
        return self.view.inspection

    @property
    def judged(self) -> Inspection:
        """The inspection with what the next signer is about to add to a signed version."""
        return replace(self.inspection, **self._late)

    @property
    def closed(self) -> bool:
        """Tell whether the claim has left its inspection."""
        return self.claim is None or self.claim.state is not State.APPRAISING

    @property
    def frozen(self) -> bool:
        """Tell whether the answers can no longer be changed."""
        return self.closed or self.view is None or self.view.signed

    def standing(self) -> Standing:
        """Return how far the paper work is."""
        claim = self._claim()
        signed = frozenset(s.as_role for s in self.view.signatures) if self.view else frozenset()
        printed = self.desk.papers.printed(claim.id)
        return Standing(
            claim.state,
            self.judged,
            signed,
            any(job.language == SignedPaper.EXPLANATION for job in printed),
            self.customer_signature() is not None,
            self.is_authorised(),
        )

    def is_authorised(self) -> bool:
        """Tell whether the maker has allowed this repair and it may still be done."""
        given = self.desk.authorisations.granted(self._claim().id)
        return given is not None and (
            given.expires_on is None or given.expires_on >= self.desk.bench.today
        )

    def customer_signature(self) -> Any:
        """Return the customer's signature under the explanation, None without one."""
        found = self.desk.visits.signatures(self._claim().visit.id)
        return next((s for s in found if s.paper is SignedPaper.EXPLANATION), None)

    def row(self, code: str) -> CheckRow | None:
        """Return the row of an item."""
        return next((row for row in checks(self.rows) if row.code == code), None)

    def answer(self, code: str, key: int | None) -> None:
        """Answer an item by its key; None takes answer and reading back."""
        row = self.row(code)
        if row is not None and key is None:
            self._save(row, None, None, "", row.note)
        elif row is not None and key is not None and row.pressed != key:
            self._save(row, KEYS[key - 1], row.value, row.choice, row.note)

    def read(self, code: str, value: Decimal | None) -> None:
        """Note a reading; its limits say ok or not ok, and the clerk may say otherwise later."""
        row = self.row(code)
        if row is None:
            return
        answer = None
        if value is not None:
            answer = Answer.NOT_OK if row.limits.excess(value) else Answer.OK
        self._save(row, answer, value, row.choice, row.note)

    def choose(self, code: str, choice: str) -> None:
        """Choose; class of cause and conclusion are judged with it."""
        row = self.row(code)
        if row is None or row.choice == choice:
            return
        if code == CAUSE and choice in set(CauseClass):
            self.judge(cause_class=CauseClass(choice))
        elif code == CONCLUSION and choice in set(Conclusion):
            self.judge(conclusion=Conclusion(choice))
        else:
            self._save(row, row.answer, row.value, choice, row.note)

    def note(self, code: str, note: str) -> None:
        """Note words at an item."""
        row = self.row(code)
        if row is not None and row.note != note:
            self._save(row, row.answer, row.value, row.choice, note)

    def whys(self) -> str:
        """Return the whys, one a line."""
        row = self.row(WHYS)
        return row.note if row else ""

    def save_whys(self, lines: Sequence[str]) -> None:
        """Note the whys at their item."""
        row = self.row(WHYS)
        if row is not None:
            done = next((code for code, _word in row.choices if code == "done"), "")
            self._save(row, row.answer, row.value, done if lines else "", "\n".join(lines))

    def judge(self, **given: Any) -> None:
        """Judge cause, conclusion, reason or weight; at a signed version keep it for the signer."""
        inspection = self.inspection
        if "conclusion" in given and given["conclusion"] is not inspection.conclusion:
            given.setdefault("reason", "")
        if self.view is not None and self.view.signed:
            self._late |= given
            return
        if tried(self.shell, lambda: self.desk.inspections.judge(inspection.id, **given)) is None:
            return
        for code, name in ((CAUSE, "cause_class"), (CONCLUSION, "conclusion")):
            row = self.row(code)
            if row is not None and name in given and row.choice != given[name]:
                self._save(row, row.answer, row.value, str(given[name]), row.note)

    def late(self) -> dict[str, Any]:
        """Return what the next signer adds to a signed version."""
        return {name: value for name, value in self._late.items() if value}

    def add_photos(self, code: str, pictures: Sequence[str | bytes | Path]) -> None:
        """Keep photographs of an item; a photo item is answered with its first one."""
        claim, row = self._claim(), self.row(code)
        kept = [self._kept(claim.id, code, picture) for picture in pictures]
        if row is not None and row.kind == "photo" and row.answer is None and any(kept):
            self._save(row, Answer.OK, None, "", row.note)

    def _kept(self, claim_id: int, code: str, picture: str | bytes | Path) -> bool:
        return tried(self.shell, lambda: self._keep(claim_id, code, picture)) is not None

    def _keep(self, claim_id: int, code: str, picture: str | bytes | Path) -> Any:
        if isinstance(picture, bytes):
            name = f"{self.desk.bench.now:%Y%m%d-%H%M%S}.png"
            return self.desk.attachments.add_bytes(claim_id, PHOTO, picture, name, code)
        return self.desk.attachments.add(claim_id, PHOTO, Path(picture), "", code)

    def signers(self) -> dict[Role, Any]:
        """Return the signatures given, by role."""
        return {s.as_role: s for s in self.view.signatures} if self.view else {}

    def _save(
        self, row: CheckRow, answer: Answer | None, value: Decimal | None, choice: str, note: str
    ) -> None:
        number = self.inspection.id
        verb = self.desk.inspections.answer
        tried(self.shell, lambda: verb(number, row.code, answer, value, choice, note))

    def _claim(self) -> Claim:
        if self.claim is None:
            raise LookupError("no claim is in hand")
        return self.claim
