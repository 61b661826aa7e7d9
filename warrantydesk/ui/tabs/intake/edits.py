"""What is typed into a claim: saved after a pause, judged at every keystroke."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.errors import INVALID, Refused, Unavailable
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.vin import has_shape
from warrantydesk.services.claims.view import ClaimView
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import sentence, tried
from warrantydesk.ui.tabs.intake import findings as judged
from warrantydesk.ui.tabs.intake.values import changes_of

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class Edits:
    """Carries what stands in the form to the desk, and what the desk says of it to the form."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim."""
        self._page = page
        self.shown: list[FindingView] = []
        self.view: ClaimView | None = None
        """What the desk says of the claim as it stands in the form."""
        self._refused: dict[str, FindingView] = {}

    def forget_refusals(self) -> None:
        """Begin anew: another claim, or one that was read again."""
        self._refused.clear()

    def refuse(self, views: Iterable[FindingView]) -> None:
        """Keep refusals at their fields until these are changed."""
        self._refused.update({one.path: one for one in views})

    def refused_values(self) -> dict[str, Any]:
        """Return what stands in fields whose values the desk does not take."""
        return {
            path: value
            for path, value in self._page.form.read().items()
            if any(refused.startswith(path) for refused in self._refused)
        }

    def take_change(self, path: str) -> None:
        """Judge the claim as it stands now; a whole VIN is saved at once."""
        self._refused = {
            other: one for other, one in self._refused.items() if not other.startswith(path)
        }
        form = self._page.form
        if path == "vehicle.vin" and path in form.read() and has_shape(form.field(path).value()):
            form.flush()
        else:
            self.look(lines=path in form.tables())

    def save(self) -> None:
        """Write what changed; what the desk refuses stays at its field, the rest is kept."""
        page = self._page
        if page.claim is None:
            return
        number = page.claim.id
        try:
            with page.acting():
                edited, _saved = self._carry(
                    lambda changes: page.desk.claims.save_draft(number, changes)
                )
        except (Refused, Unavailable) as error:
            page.banner.say(Mark.BLOCK, sentence(error))
            return
        facts = tried(page.shell, lambda: page.desk.claims.facts(number)) if edited else None
        if facts is not None:
            page.show_facts(facts, typing=True)
        else:
            self.look()

    def look(self, *, lines: bool = False) -> None:
        """Judge what stands in the form; writes nothing. ``lines`` fills from the tables."""
        page, form = self._page, self._page.form
        facts = page.facts
        if facts is None:
            return
        try:
            edited, claim = self._carry(lambda changes: page.desk.claims.preview(facts, changes))
        except Refused:
            edited, claim = {}, facts.claim
        if lines:
            form.show_lines(claim, set(form.read()) - set(edited))
        self.view = view = page.desk.claims.look(facts, claim)
        form.vin_help.show_vin(claim.vehicle.vin, facts.vin_confirmed)
        form.totals.show_totals(view.totals, facts.rates)
        page.foot.show_totals(view.totals)
        self._show(facts.with_claim(claim), view.findings)

    def _show(self, facts: ClaimFacts, findings: Any) -> None:
        page = self._page
        page.cover.look(facts.claim)
        self.shown = self._all(findings) if facts.claim.state in EDITABLE else []
        page.form.show_findings([*self.shown, *judged.praise(page.desk, facts)])
        if facts.claim.state is State.DRAFT:
            page.form.calm_empty(set(self._refused))
        others = page.form.others.value()
        page.sheet.set_standing("other", None if others else Mark.NA)
        page.foot.show_blocks(sum(one.severity is Mark.BLOCK for one in self.shown))
        page.looked.emit()

    def _all(self, findings: Any) -> list[FindingView]:
        form = self._page.form
        told = judged.views_of(form, findings)
        said = {(one.path, one.text) for one in told}
        own = [*self._refused.values(), *judged.typed_problems(form)]
        own += self._page.filed.return_marks()
        return [
            *(one for one in own if (one.path, one.text) not in said),
            *told,
            *judged.missing_documents(self._page.states),
        ]

    def _carry(self, verb: Callable[[dict[str, Any]], Any]) -> tuple[dict[str, Any], Any]:
        """Give the desk what was edited, without values it refuses; return both.

        Raises Refused where the reason lies in no value.
        """
        edited = self._page.form.read()
        while True:
            try:
                return edited, verb(changes_of(edited))
            except Refused as error:
                if not self._drop_refused(edited, error):
                    raise

    def _drop_refused(self, edited: dict[str, Any], error: Refused) -> bool:
        """Take refused values out of what is saved; False where none of them is a field."""
        found = False
        for one in judged.views_of(self._page.form, error.findings):
            path = next((name for name in edited if one.path.startswith(name)), None)
            if path is not None and INVALID in error.codes:
                del edited[path]
                self._refused[one.path] = one
                found = True
        return found
