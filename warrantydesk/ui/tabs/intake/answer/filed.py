"""The filed claim on the page: what stands in the middle, its dialogs, what the foot offers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.i18n import _
from warrantydesk.services.answered import Answered
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scroll_form import ScrollForm
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.tabs.intake.answer import returned
from warrantydesk.ui.tabs.intake.answer.sheet import VERSIONS, AnswerSheet, marks_of

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class Filed:
    """Shows answer, versions and appeal of a claim that went to the maker."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` holds the claim."""
        self._page = page
        self.view: Answered | None = None
        self._form_wanted = False
        self._editable = False
        self._told: tuple[int, int] = (0, 0)
        self.dialog: Any = None
        self.sheet = AnswerSheet(self._reasons, self._differences, self._print_versions)
        self.scroll = ScrollForm(self.sheet)
        self.sheet.asked.connect(self.ask)
        self.sheet.documents.ticked.connect(page.given.tick)
        self.sheet.documents.given.connect(page.given.attach)
        self.sheet.documents.asked.connect(page.given.ask)

    def is_shown(self) -> bool:
        """Say whether the answer stands in the middle, rather than the form."""
        return self._page.middle.currentWidget() is self.scroll

    def forget(self) -> None:
        """Begin anew with another claim."""
        self._form_wanted = self._editable = False
        self._told = (0, 0)
        self.view = None

    def show(self, claim: Claim) -> None:
        """Read what was filed and answered; the form stays where nothing was."""
        filed = bool(self._page.desk.claims.submissions(claim.id))
        self.view = self._page.desk.answered.of(claim.id) if filed else None
        if self.view is None:
            self._turn(False)
            return
        states = self._page.states
        self.sheet.show_answered(self.view, states, self._page.desk.bench.today)
        for key, (mark, count) in marks_of(self.view, states).items():
            self.scroll.set_standing(key, mark, count)
        editable = claim.state in EDITABLE
        if editable and not self._form_wanted and self.is_shown():
            self._form_wanted = True
        if self._editable and not editable:
            # Corrected and sent again, here or elsewhere: what was said of the return is over.
            self._form_wanted = False
            self._page.banner.hide()
        self._editable = editable
        self._turn(not editable and not self._form_wanted)
        if claim.state is State.RETURNED:
            self._tell_return(claim)

    def show_form(self) -> None:
        """Show the whole form as it was filed, or as it is corrected."""
        self._form_wanted = True
        self._turn(False)
        page = self._page
        if page.form.is_frozen():
            page.banner.say(
                Mark.INFO,
                _("This is what was filed; it is frozen. A change is a new version."),
                _("Back to the answer"),
                self.show_answer,
            )
        page.looked.emit()

    def show_answer(self, section: str = "") -> None:
        """Show the answer again, scrolled to a section."""
        self._form_wanted = False
        self._turn(True)
        page = self._page
        if not page.form.is_frozen():
            page.banner.say(
                Mark.INFO,
                _("The form is open for correction."),
                _("Back to the form"),
                self.show_form,
            )
        else:
            page.banner.hide()
        if section:
            self.scroll.show_section(section)
        page.looked.emit()

    def step_section(self, by: int) -> None:
        """Go to the next or the former section of what stands in the middle."""
        (self.scroll if self.is_shown() else self._page.sheet).step_section(by)

    def ask(self, verb: str) -> None:
        """Do what a link of the sheet or of the right column asks for."""
        from warrantydesk.ui.tabs.intake.answer import verbs

        verbs.run(self._page, verb)

    def running(self, verb: Callable[[], object]) -> bool:
        """Run a verb of a dialog as this page's own; raises what it refuses."""
        page = self._page
        with page.acting():
            verb()
        page.reload()
        return True

    def _turn(self, answer: bool) -> None:
        page = self._page
        page.middle.setCurrentWidget(self.scroll if answer else page.sheet)

    def _tell_return(self, claim: Claim) -> None:
        """Say above the form why it came back, and mark the fields that the reasons name."""
        view = self.view
        answer = view.answer if view is not None else None
        if view is None or answer is None or self._told == (claim.id, answer.id):
            return
        self._told = (claim.id, answer.id)
        reasons = view.reasons_of(answer)
        words = returned.sentence(reasons, self._reasons(), answer.reason)
        number = view.versions[-1].number if view.versions else 1
        self._page.banner.say(
            Mark.REFUSED,
            words,
            _("What changed since v{n}", n=number),
            lambda: self.show_answer(VERSIONS),
        )

    def return_marks(self) -> list[Any]:
        """Return what the maker's reasons say of the form's fields while it is corrected."""
        view, page = self.view, self._page
        if view is None or view.answer is None or view.claim.state is not State.RETURNED:
            return []
        return returned.marks(page.form, view.reasons_of(view.answer), self._reasons())

    def _reasons(self) -> Any:
        claim = self._page.claim
        return self._page.desk.profiles.of(claim.brand).reasons if claim is not None else {}

    def _differences(self, old: int, new: int) -> Any:
        page = self._page
        claim = page.claim
        if claim is None:
            return None
        found = tried(page.shell, lambda: page.desk.claims.differences(claim.id, old, new))
        if found is None:
            return None
        names = {one.login: one.name for one in page.desk.people.all()}
        named = (replace(one, by=names.get(one.by, one.by)) for one in found.changes)
        return replace(found, changes=tuple(named))

    def _print_versions(self, numbers: list[int]) -> None:
        """Show the forms of versions, two of them side by side."""
        page, claim = self._page, self._page.claim
        if claim is None:
            return
        opened = [
            open_paper(page.shell, page.desk, "claim_form", claim.id, number) for number in numbers
        ]
        room = page.window().frameGeometry()
        for place, dialog in enumerate(opened):
            if dialog is not None and len(numbers) > 1:
                wide = room.width() // len(numbers)
                dialog.resize(wide - 8, room.height() - 48)
                dialog.move(room.left() + place * wide, room.top() + 32)
