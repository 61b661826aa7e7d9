"""The steps of a write-off: proposed, approved, agreed to, refused, taken back."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.write_off import WriteOff
from warrantydesk.i18n import _, date_text, local, named
from warrantydesk.services.settlement.write_off_lists import WriteOffEntry
from warrantydesk.ui.acting_as import acting_as, people_of
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import (
    AreaField,
    CheckField,
    ChoiceField,
    DateField,
    MoneyField,
    PickField,
    TextField,
)
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.write_off_words import waits_for

SHEET = "sheet"
Done = Callable[[WriteOff], object]
REASONS = ("deduction", "claim_refusal", "claim_return", "old_part_refusal")


class ProposeDialog(FormDialog):
    """How much of a claim is given up, and why; ``sheet`` hears what is to be printed."""

    def __init__(
        self, shell: Shell, desk: Any, claim_id: int, left_fen: int, done: Done, sheet: Done
    ) -> None:
        """All that is outstanding stands there at first."""
        claim = desk.claims.get(claim_id)
        limits = desk.write_offs.limits(claim.brand)
        intro = _(
            "¥{left} of claim {number} are outstanding. You may approve up to ¥{small} yourself.",
            left=yuan(left_fen),
            number=claim.claim_number,
            small=yuan(limits.small_fen),
        )
        super().__init__(shell, _("Propose a write-off"), _("&Propose"), intro)
        self._desk, self._claim_id, self._done, self._sheet = desk, claim_id, done, sheet
        reasons = PickField(_("Code or words"))
        reasons.set_choices(
            (code, f"{code} {named(row)}")
            for code, row in desk.profiles.of(claim.brand).reasons.items()
            if row["kind"] in REASONS
        )
        text = AreaField(lines=3)
        text.setPlaceholderText(_("What was tried to get the money, and what the payer said"))
        self.form.section("what", claim.claim_number)
        self.form.add("amount_fen", _("Amount, ¥"), MoneyField(), required=True, span=5)
        self.form.add("reason_code", _("Reason"), reasons, span=7)
        self.form.add("reason_text", _("Why it is given up"), text, span=12)
        self.form.add(SHEET, "", CheckField(_("Show the sheet to be signed")), span=12)
        self.form.fill({"amount_fen": left_fen, SHEET: not limits.is_small(left_fen)}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Propose it; Refused is shown at the field it names."""
        sheet = bool(values.pop(SHEET, False))
        told = {name: value for name, value in values.items() if value not in (None, "")}
        made = self._desk.write_offs.propose(self._claim_id, **told)
        self._done(made)
        if sheet:
            self._sheet(made)


class _Step(FormDialog):
    """One step of one write-off."""

    def __init__(
        self, shell: Shell, desk: Any, entry: WriteOffEntry, done: Done, title: str, yes: str
    ) -> None:
        super().__init__(shell, title, yes, intro_of(desk, entry))
        self._desk, self._one, self._done = desk, entry.write_off, done
        one = entry.write_off
        self.form.section("step", f"{entry.claim_number} · ¥{yuan(one.amount_fen)}")


class ApproveDialog(_Step):
    """The manager's word, or that of finance above the manager's limit."""

    def __init__(
        self, shell: Shell, desk: Any, entry: WriteOffEntry, done: Done, *, second: bool = False
    ) -> None:
        """``second`` is the word of finance."""
        number = entry.write_off.number
        title = _("Approve {number}", number=number)
        if second:
            title = _("Agree to {number}", number=number)
        yes = _("&Agree") if second else _("&Approve")
        super().__init__(shell, desk, entry, done, title, yes)
        self._second = second
        self.form.add("text", _("Remark"), TextField(), span=12)
        self.form.add("on", _("Booked on"), DateField(), span=6)
        people = _deciders(desk, entry.write_off)
        self.form.add("by", _("Decided by"), ChoiceField(people), required=True, span=6)
        self.form.fill({"on": desk.bench.today, "by": _here(desk, people)}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Approve it, or agree to it, under the name of who decides."""
        verbs = self._desk.write_offs
        verb = verbs.second if self._second else verbs.approve
        with acting_as(self._desk, values["by"]):
            made = verb(self._one.id, str(values["text"] or ""), values["on"])
        self._done(made)


class RefuseDialog(_Step):
    """The money is still to be chased."""

    def __init__(self, shell: Shell, desk: Any, entry: WriteOffEntry, done: Done) -> None:
        """Ask for the reason."""
        title = _("Refuse {number}", number=entry.write_off.number)
        super().__init__(shell, desk, entry, done, title, _("&Refuse"))
        self.form.add("text", _("Why it is not given up"), TextField(), required=True, span=12)
        people = _refusers(desk, entry.write_off)
        self.form.add("by", _("Decided by"), ChoiceField(people), required=True, span=6)
        self.form.fill({"by": _here(desk, people)}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Refuse it under the name of who decides."""
        with acting_as(self._desk, values["by"]):
            made = self._desk.write_offs.refuse(self._one.id, str(values["text"] or ""))
        self._done(made)


class ReverseDialog(_Step):
    """The money came after all, or is chased again."""

    def __init__(self, shell: Shell, desk: Any, entry: WriteOffEntry, done: Done) -> None:
        """The reversal is booked today at first."""
        title = _("Take {number} back", number=entry.write_off.number)
        super().__init__(shell, desk, entry, done, title, _("&Take back"))
        self.form.add("reason", _("Reason"), TextField(), required=True, span=12)
        self.form.add("on", _("Booked on"), DateField(), span=6)
        self.form.fill({"on": desk.bench.today}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Take it back by an entry of its own."""
        reason = str(values["reason"] or "")
        self._done(self._desk.write_offs.reverse(self._one.id, reason, values["on"]))


class VoidDialog(_Step):
    """The proposal was a mistake."""

    def __init__(self, shell: Shell, desk: Any, entry: WriteOffEntry, done: Done) -> None:
        """Ask for the reason."""
        title = _("Void {number}", number=entry.write_off.number)
        super().__init__(shell, desk, entry, done, title, _("&Void"))
        self.form.add("reason", _("Reason"), TextField(), required=True, span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Void it."""
        self._done(self._desk.write_offs.void(self._one.id, str(values["reason"] or "")))


def _deciders(desk: Any, one: WriteOff) -> list[tuple[str, str]]:
    """Return who may say the word that is missing: within the small limit also who sits here."""
    acting = desk.people.acting
    role = Role.FINANCE if one.decided_by else Role.SERVICE_MANAGER
    found = people_of(desk, role)
    is_small = desk.write_offs.limits(one.brand).is_small(one.amount_fen)
    if is_small and not one.decided_by:
        return [(acting.login, acting.name), *(one for one in found if one[0] != acting.login)]
    return [each for each in found if each[0] not in (one.proposed_by, one.decided_by)]


def _here(desk: Any, people: list[tuple[str, str]]) -> str | None:
    """Return who sits here where that is one of them; another is chosen by hand."""
    acting = str(desk.people.acting.login)
    return acting if acting in {login for login, _name in people} else None


def _refusers(desk: Any, one: WriteOff) -> list[tuple[str, str]]:
    role = Role.FINANCE if one.decided_by else Role.SERVICE_MANAGER
    return people_of(desk, role)


def intro_of(desk: Any, entry: WriteOffEntry) -> str:
    """Return who proposed it and why, what is outstanding, whose word is missing."""
    one = entry.write_off
    day = date_text(local(one.proposed_at).date()) if one.proposed_at else ""
    lines = (
        _(
            "{name} proposed on {day} to give up ¥{amount} of ¥{left} outstanding.",
            name=desk.people.name_of(one.proposed_by),
            day=day,
            amount=yuan(one.amount_fen),
            left=yuan(entry.outstanding_fen),
        ),
        " ".join(filter(None, (one.reason_code, one.reason_text))),
        waits_for(one, desk.write_offs.limits(one.brand)),
    )
    return "\n".join(line for line in lines if line)
