"""Writing a deduction down: for what, how much, about which claim, piece or statement."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import (
    BY_DESK,
    DEDUCTION_KIND_NAMES,
    Deduction,
    DeductionKind,
)
from warrantydesk.i18n import _, list_text, named
from warrantydesk.services.settlement.deduction_lists import Proposal
from warrantydesk.services.settlement.deduction_new import reason_kinds
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import (
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
    PickField,
    TextField,
)
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.deduction_words import kind_word

Done = Callable[[Deduction], object]


class RecordDialog(FormDialog):
    """Asks what a deduction needs; a proposal or a taken deduction fills it in."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        done: Done,
        proposal: Proposal | None = None,
        corrects: Deduction | None = None,
        about: dict[str, Any] | None = None,
    ) -> None:
        """``done`` hears the deduction; ``about`` may name claim or statement."""
        title = _("Record a deduction")
        intro = _("Above 0 the payer takes money, below 0 he gives it. All amounts are net.")
        if corrects is not None:
            title = _("Correct {number}", number=corrects.number)
            intro = _(
                "A statement took ¥{amount}. The new entry has the other sign; the next statement "
                "takes it.",
                amount=yuan(corrects.amount_fen),
            )
        super().__init__(shell, title, _("&Record"), intro)
        self._desk, self._done = desk, done
        self._fixed: dict[str, Any] = {}
        self._brand = proposal.brand if proposal else desk.bench.site.brand
        self._declare()
        start = {"noticed_on": desk.bench.today, **(about or {})}
        if proposal is not None:
            start |= self._of_proposal(proposal)
        if corrects is not None:
            start |= {"kind": corrects.kind, "amount_fen": -corrects.amount_fen}
            self._fixed["corrects"] = corrects.number
        self._offer_reasons(start.get("kind"))
        self.form.fill(start, fresh=True)

    def _declare(self) -> None:
        kinds = [(kind, kind_word(kind)) for kind in DEDUCTION_KIND_NAMES if kind not in BY_DESK]
        self.kind = ChoiceField(kinds)
        self.kind.edited.connect(lambda: self._offer_reasons(self.kind.value()))
        self.reason = PickField(_("Code or words"))
        self.notice = TextField()
        self.form.changed.connect(lambda _path: self._look_for_notice())
        statements = PickField(_("Number of the statement"))
        statements.set_choices(_statements(self._desk))
        form = self.form
        form.section("what", _("What was taken"))
        form.add("kind", _("For"), self.kind, required=True, span=6)
        form.add("amount_fen", _("Amount, ¥"), MoneyField(least=None), required=True, span=6)
        form.section("about", _("What it is about"))
        form.add("claim_number", _("Claim"), CodeField(_("Number of the claim")), span=6)
        form.add("part_tag", _("Old part"), CodeField(_("Scan or type the tag")), span=6)
        form.add("statement_id", _("Statement"), statements, span=12)
        form.section("why", _("Payer's notice"))
        form.add("notice_no", _("No. of the notice"), self.notice, span=6)
        form.add("noticed_on", _("Noticed on"), DateField(), span=6)
        form.add("reason_code", _("Reason"), self.reason, span=12)
        form.add("reason_text", _("In the payer's words"), TextField(), span=12)

    def _of_proposal(self, row: Proposal) -> dict[str, Any]:
        if row.charge_back_id is not None:
            self._fixed["charge_back_id"] = row.charge_back_id
        return {
            "kind": row.kind,
            "amount_fen": row.amount_fen,
            "claim_number": row.claim_number,
            "part_tag": row.tag,
            "reason_code": row.reason_code,
            "reason_text": row.reason_text,
            "notice_no": row.notice_no,
            "noticed_on": row.noticed_on or self._desk.bench.today,
        }

    def _offer_reasons(self, kind: object) -> None:
        """Offer the maker's reasons that fit what the money is taken for."""
        wanted = reason_kinds(DeductionKind(str(kind))) if kind else ()
        rows = self._desk.profiles.of(self._brand).reasons
        self.reason.set_choices(
            (code, f"{code} {named(row)}") for code, row in rows.items() if row["kind"] in wanted
        )

    def _look_for_notice(self) -> None:
        """Say which deductions a notice brought before: one notice may take several sums."""
        found = self._desk.deductions.same_notice(self._brand, "", str(self.notice.value() or ""))
        words = _(
            "This notice brought {numbers} already.",
            numbers=list_text(one.number for one in found[:4]),
        )
        self.note.show_mark(Mark.WARN if found else None, words if found else "")

    def keep(self, values: dict[str, Any]) -> None:
        """Write it down; Refused is shown at the field it names."""
        told = {name: value for name, value in values.items() if value not in (None, "")}
        told["kind"] = DeductionKind(str(told["kind"]))
        if "statement_id" in told:
            told["statement_id"] = int(told["statement_id"])
        self._done(self._desk.deductions.record(**told, **self._fixed))


class LinkDialog(FormDialog):
    """Says anew what a deduction is about."""

    def __init__(self, shell: Shell, desk: Any, one: Deduction, done: Done) -> None:
        """Start with nothing: what stays empty stays as it is."""
        intro = _("What you leave empty stays as it is.")
        super().__init__(shell, _("Tie {number} to…", number=one.number), _("&Tie"), intro)
        self._desk, self._one, self._done = desk, one, done
        statements = PickField(_("Number of the statement"))
        statements.set_choices(_statements(desk))
        self.form.section("about", _("What it is about"))
        self.form.add("claim_number", _("Claim"), CodeField(_("Number of the claim")), span=6)
        self.form.add("part_tag", _("Old part"), CodeField(_("Scan or type the tag")), span=6)
        self.form.add("statement_id", _("Statement"), statements, span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Tie it; Refused is shown at the field it names."""
        told = {name: value for name, value in values.items() if value not in (None, "")}
        if "statement_id" in told:
            told["statement_id"] = int(told["statement_id"])
        self._done(self._desk.deductions.link(self._one.id, **told))


def _statements(desk: Any) -> list[tuple[int, str]]:
    """Return the statements that stand, newest first, with the payer's number and the month."""
    return [
        (one.id, " · ".join(filter(None, (one.maker_number, one.number, one.period))))
        for one in desk.statements.all()
    ]
