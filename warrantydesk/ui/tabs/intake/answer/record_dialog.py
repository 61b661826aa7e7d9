"""The maker's answer written down: returned, refused, approved line by line, or decided."""

from collections.abc import Callable, Mapping
from typing import Any

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _
from warrantydesk.services.answered import Answered
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import CodeField, DateField, PickField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.answer.approval_table import ApprovalTable
from warrantydesk.ui.tabs.intake.answer.words import action_words, reason_choices

UPHELD, ALLOWED = "upheld", "allowed"
REASONS = 3
"""Reasons that one answer gives at most here; more come with the import."""
_KINDS: Mapping[Any, tuple[str, ...]] = {
    AnswerKind.RETURN: ("claim_return",),
    AnswerKind.REJECTION: ("claim_refusal", "claim_return"),
    AnswerKind.APPROVAL: ("claim_refusal", "claim_return"),
    UPHELD: ("claim_refusal", "claim_return"),
    ALLOWED: ("claim_refusal", "claim_return"),
}


class AnswerDialog(FormDialog):
    """One form for every answer; what it asks for follows the kind chosen at the top."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: Answered,
        done: Callable[[Callable[[], object]], bool],
        kind: Any = None,
        correcting: bool = False,
    ) -> None:
        """``done`` runs the verb; ``correcting`` writes the approved amounts down anew."""
        number = view.claim.claim_number
        title = _("The maker's answer to {number}", number=number)
        super().__init__(shell, title, _("&Record"))
        self._desk, self._view, self._run = desk, view, done
        self._correcting = correcting
        self._reasons = desk.profiles.of(view.claim.brand).reasons
        self.kind = Segmented(self._segments())
        self.codes = [PickField(_("Code or words")) for _one in range(REASONS)]
        self.hint = Words(token="ink2", wrap=True)
        self.table = ApprovalTable(
            view.amounts, reason_choices(desk, view.claim.brand, _KINDS[AnswerKind.APPROVAL])
        )
        self._declare()
        first = AnswerKind.APPROVAL if correcting else kind
        self._fill(first if first is not None else self._first_kind())
        self.setMinimumWidth(theme.h(46))

    def _segments(self) -> list[Segment]:
        if self._correcting:
            return [Segment(AnswerKind.APPROVAL, _("Approved"))]
        if self._view.claim.state is State.APPEALED:
            return [Segment(ALLOWED, _("Allowed")), Segment(UPHELD, _("Refusal upheld"))]
        return [
            Segment(AnswerKind.APPROVAL, _("Approved")),
            Segment(AnswerKind.RETURN, _("Returned")),
            Segment(AnswerKind.REJECTION, _("Claim refused")),
        ]

    def _first_kind(self) -> Any:
        return ALLOWED if self._view.claim.state is State.APPEALED else AnswerKind.APPROVAL

    def _declare(self) -> None:
        form = self.form
        form.section("answer", _("The answer"))
        form.add("kind", _("The maker says"), self.kind, span=6)
        form.add("received_on", _("Answer received on"), DateField(), required=True, span=3)
        form.add("notice_no", _("Notice no."), CodeField(), span=3)
        form.section("reasons", _("Reasons"), _("as the notice gives them"))
        for number, field in enumerate(self.codes):
            path = f"reasons[{number}]"
            form.add(f"{path}.reason_code", _("Reason code"), field, span=6)
            form.add(f"{path}.reason_text", _("Words of the notice"), TextField(), span=6)
            field.edited.connect(self._advise)
        form.add_block(self.hint)
        form.section("lines", _("Approved amounts"), _("Enter goes on; 0.00 refuses a line"))
        form.add_block(self.table, "lines")
        form.section("more", _("Further"))
        form.add("reviewer", _("Judged by, at the maker's"), TextField(), span=6)
        form.add("reason", _("Remark, or why it is corrected"), TextField(), span=6)
        self.kind.edited.connect(self._follow_kind)
        self.table.edited.connect(self._sum_up)

    def _fill(self, kind: Any) -> None:
        values = {"kind": kind, "received_on": self._desk.bench.today}
        values["lines"] = self.table.prefilled(self._correcting or kind is ALLOWED)
        self.form.fill(values, fresh=True)
        self._follow_kind()

    def _follow_kind(self) -> None:
        """Show what this kind of answer asks for."""
        kind = self.kind.value()
        with_lines = kind in (AnswerKind.APPROVAL, ALLOWED)
        shown = {"reasons": not with_lines, "lines": with_lines}
        for section in self.form.sections():
            section.setVisible(shown.get(section.key, True))
        for field in self.codes:
            field.set_choices(reason_choices(self._desk, self._view.claim.brand, _KINDS[kind]))
        self._advise()
        self._sum_up()

    def _advise(self) -> None:
        told = [action_words(self._reasons, field.value() or "") for field in self.codes]
        lines = [_("What to do: {action}", action=action) for action in told if action]
        self.hint.setText("\n".join(lines))
        self.hint.setVisible(bool(lines))

    def _sum_up(self) -> None:
        claimed, approved = self.table.sums()
        words = _(
            "{approved} of {claimed} approved, {short} short",
            approved=yuan(approved),
            claimed=yuan(claimed),
            short=yuan(claimed - approved),
        )
        sections = {section.key: section for section in self.form.sections()}
        sections["lines"].header.set_note(words)

    def keep(self, values: dict[str, Any]) -> None:
        """Record the answer; what is refused stays at its field."""
        claim, kind = self._view.claim, values["kind"]
        claims = self._desk.claims
        lines = self.table.lines() if kind in (AnswerKind.APPROVAL, ALLOWED) else ()
        if self._correcting:
            self._run(lambda: claims.correct_answer(claim.id, lines, values["reason"]))
            return
        decided = kind in (UPHELD, ALLOWED)
        self._run(
            lambda: claims.answer(
                claim.id,
                AnswerKind.DECISION if decided else kind,
                reasons=() if lines else self._given(values),
                reason=values["reason"],
                lines=lines,
                received_on=values["received_on"],
                notice_no=values["notice_no"],
                reviewer=values["reviewer"],
                upheld=kind == UPHELD,
            )
        )

    def _given(self, values: Mapping[str, Any]) -> tuple[AnswerLine, ...]:
        given = []
        for number in range(REASONS):
            code = values[f"reasons[{number}].reason_code"] or ""
            text = values[f"reasons[{number}].reason_text"] or ""
            if code or text:
                given.append(AnswerLine(LineKind.CLAIM, reason_code=code, reason_text=text))
        return tuple(given)
