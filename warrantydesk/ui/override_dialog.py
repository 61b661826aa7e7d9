"""The service manager lets a block pass for one claim, with his reason."""

from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.authorisation import Override
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _
from warrantydesk.ui.acting_as import acting_as, likely, people_of
from warrantydesk.ui.claim_in_hand import ClaimInHand
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField
from warrantydesk.ui.refusals import said, tried
from warrantydesk.ui.shell import Shell


def open_override(page: ClaimInHand) -> None:
    """Let the service manager pass a block of the claim on a page."""
    claim = page.settled()
    if claim is None:
        return
    findings = page.desk.claims.check(claim.id)
    if not (passable(findings) or passed(findings)):
        page.shell.tell(
            _(
                "Nothing that blocks this claim may be let pass by the service manager: mend "
                "what the checks name."
            )
        )
        return
    let_pass(page.shell, page.desk, claim, findings, lambda: page.reload(keep=True))


def let_pass(
    shell: Shell,
    desk: Any,
    claim: Claim,
    findings: Sequence[Finding],
    done: Callable[[], object],
) -> "OverrideDialog":
    """Open the dialog over the findings of a claim; ``done`` is called after it."""
    dialog = OverrideDialog(shell, desk, claim, findings, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def passable(findings: Sequence[Finding]) -> dict[str, Finding]:
    """Return the first finding of each block that the service manager may let pass, by rule."""
    found: dict[str, Finding] = {}
    for one in findings:
        if one.by_manager and one.severity is Severity.BLOCK:
            found.setdefault(one.rule, one)
    return found


def passed(findings: Sequence[Finding]) -> dict[str, Finding]:
    """Return the first finding of each block that was let pass, by rule."""
    found: dict[str, Finding] = {}
    for one in findings:
        if one.override:
            found.setdefault(one.rule, one)
    return found


class OverrideDialog(FormDialog):
    """Which block passes, why, and who lets it."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        claim: Claim,
        findings: Sequence[Finding],
        done: Callable[[], object],
    ) -> None:
        """Offer the blocks that stand; say which ones were let pass already."""
        number = claim.claim_number
        super().__init__(shell, _("Let a check pass: {number}", number=number), _("&Let pass"))
        self._desk, self._claim, self._done = desk, claim, done
        self._given = passed(findings)
        self.say(
            "\n".join(
                [
                    _("The reason is kept with the claim and goes into its next version."),
                    *(
                        _("{rule} passes: {reason}", rule=rule, reason=one.override)
                        for rule, one in self._given.items()
                    ),
                ]
            )
        )
        form = self.form
        form.section("override", _("Check"))
        standing = passable(findings)
        blocks = [
            (rule, _("{rule}　{finding}", rule=rule, finding=said(one)))
            for rule, one in standing.items()
        ]
        form.add("rule", _("What stands in the way"), ChoiceField(blocks), required=True, span=12)
        form.add("reason", _("Why the claim is right all the same"), AreaField(lines=3), span=12)
        people = people_of(desk, Role.SERVICE_MANAGER)
        form.add("by", _("Let pass by"), ChoiceField(people), required=True, span=6)
        first = next(iter(standing), None)
        by = likely(people, desk.people.acting.login)
        form.fill({"rule": first, "reason": "", "by": by}, fresh=True)
        if self._given:
            self.foot.insertWidget(0, Button(_("&Take back…"), clicked=self._void))

    def keep(self, values: dict[str, Any]) -> None:
        """Let the check pass under the manager's name."""
        with acting_as(self._desk, values["by"]):
            self._desk.claims.override(self._claim.id, values["rule"], values["reason"])
        self._done()
        self.shell.toast(_("{rule} passes for this claim", rule=values["rule"]))

    def _void(self) -> None:
        given = list(self._given)
        chosen = given[0]
        if len(given) > 1:
            rules = [(rule, rule) for rule in given]
            chosen = self.shell.ask_choice(_("Which check stands again?"), rules, given[0])
        reason = self.shell.ask_text(_("Why does the check stand again?")) if chosen else None
        by = self.form.field("by").value()
        if reason is None or by is None:
            return
        held = self._held(chosen)
        if held is not None and tried(self.shell, lambda: self._taken_back(by, held, reason)):
            self._done()
            self.done(0)

    def _taken_back(self, by: str, held: Override, reason: str) -> Any:
        with acting_as(self._desk, by):
            return self._desk.claims.void_override(held.id, reason)

    def _held(self, rule: str) -> Override | None:
        given = self._desk.claims.facts(self._claim.id).overrides
        return next((one for one in given if one.rule == rule), None)
