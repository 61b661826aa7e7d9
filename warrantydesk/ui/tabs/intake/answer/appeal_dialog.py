"""The appeal: which lines, how much, why, with what proof; prepared first, or filed at once."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.appeal import Appeal, AppealState
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _, date_text
from warrantydesk.services.answered import Answered
from warrantydesk.ui.acting_as import acting_as, likely, people_of
from warrantydesk.ui.claim_clock import days_left
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import AreaField, CheckField, ChoiceField, DateField, TextField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.answer.appeal_table import AppealTable
from warrantydesk.ui.tabs.intake.answer.words import reason_words

_LEAST_GROUNDS = 15


class AppealDialog(FormDialog):
    """Lines that are short, ticked; grounds that begin with what the maker said."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: Answered,
        done: Callable[[Callable[[], object]], bool],
    ) -> None:
        """``done`` runs the verb."""
        number = view.claim.claim_number
        super().__init__(shell, _("Appeal for {number}", number=number), _("&File the appeal"))
        self._desk, self._view, self._run = desk, view, done
        appeal = view.appeal
        self._draft: Appeal | None = (
            appeal if appeal is not None and appeal.state is AppealState.DRAFT else None
        )
        self._files = {f"evidence.{one.id}": one for one in view.files}
        self.table = AppealTable(self._asked_of())
        self.later = Button(_("&Keep for later"), clicked=self._prepare)
        self.letter = Button(_("&Letter…"), icon="print", clicked=self._print)
        self.foot.insertWidget(1, self.letter)
        self.foot.insertWidget(2, self.later)
        self._declare()
        self._fill()
        self.setMinimumWidth(theme.h(46))

    def _asked_of(self) -> Any:
        """Return the lines that may be appealed: those cut short, all of a refused claim."""
        short = self._view.short_lines
        return short if short else self._view.amounts

    def _declare(self) -> None:
        form, today = self.form, self._desk.bench.today
        due = self._view.claim.due_on
        note = ""
        if due is not None:
            note = f"{days_left(due, today)} • {date_text(due)}"
        form.section("lines", _("Lines"), note)
        form.add_block(self.table, "lines")
        form.section("grounds", _("Grounds"), _("they are printed on the letter"))
        grounds = AreaField(_("Why the maker should pay"), lines=5, least=_LEAST_GROUNDS)
        form.add("grounds", _("Grounds"), grounds, required=True, span=12)
        form.section("evidence", _("Evidence"), _("Space ticks what is enclosed"))
        for path, file in self._files.items():
            words = f"{file.document_code}　{file.caption or file.file_name}"
            form.add(path, "", CheckField(words), span=6)
        form.section("filing", _("Filing"))
        form.add("filed_on", _("Filed on"), DateField(), required=True, span=3)
        if self._is_late():
            self.say(
                _(
                    "The clock is over. The service manager may let the appeal go out all the "
                    "same; he says why below."
                )
            )
            managers = people_of(self._desk, Role.SERVICE_MANAGER)
            form.add("override_by", _("Service manager"), ChoiceField(managers), span=4)
            words = _("Why it goes out all the same")
            form.add("override_reason", words, TextField(), span=5)
        self.table.edited.connect(self._sum_up)

    def _is_late(self) -> bool:
        due = self._view.claim.due_on
        return due is not None and due < self._desk.bench.today

    def _fill(self) -> None:
        draft = self._draft
        chosen = set(draft.evidence) if draft is not None else set()
        values: dict[str, Any] = {path: one.id in chosen for path, one in self._files.items()}
        values["lines"] = self.table.prefilled(draft.lines if draft is not None else None)
        values["grounds"] = draft.grounds if draft is not None else self._suggested()
        values["filed_on"] = self._desk.bench.today
        managers = people_of(self._desk, Role.SERVICE_MANAGER)
        values["override_by"] = likely(managers, self._desk.people.acting.login)
        self.form.fill(values, fresh=True)
        self._sum_up()

    def _suggested(self) -> str:
        """Begin with what the maker said, so that the grounds answer it."""
        reasons = self._desk.profiles.of(self._view.claim.brand).reasons
        said = {
            reason_words(reasons, one.reason_code, one.reason_text)
            for one in (*self._view.short_lines, *self._whole_reasons())
        }
        lines = [_("On “{reason}”: ", reason=words) for words in sorted(said) if words]
        return "\n".join(lines)

    def _whole_reasons(self) -> Any:
        answer = self._view.answer
        refused = answer is not None and self._view.claim.state is State.REJECTED
        return self._view.reasons_of(answer) if answer is not None and refused else ()

    def _sum_up(self) -> None:
        section = self.form.sections()[0]
        section.header.set_chips([])
        asked = self.table.asked_fen()
        self.yes.setText(_("&File the appeal • {amount}", amount=f"¥{yuan(asked)}"))
        self.yes.updateGeometry()

    def keep(self, values: dict[str, Any]) -> None:
        """File the appeal; what is refused stays at its field."""
        manager, why = values.get("override_by"), values.get("override_reason") or ""
        if manager and why:
            with acting_as(self._desk, manager):
                self._run(lambda: self._filed(values, why))
        else:
            self._run(lambda: self._filed(values, why))

    def _filed(self, values: dict[str, Any], why: str) -> Any:
        return self._desk.claims.appeal(
            self._view.claim.id,
            lines=self.table.lines(),
            grounds=values["grounds"],
            evidence=self._chosen(values),
            filed_on=values["filed_on"],
            override_reason=why,
        )

    def _prepare(self) -> bool:
        """Keep what is written without filing it; True where it is kept."""
        values = self.values()
        claim = self._view.claim
        try:
            self._run(
                lambda: self._desk.claims.prepare_appeal(
                    claim.id,
                    lines=self.table.lines(),
                    grounds=values["grounds"],
                    evidence=self._chosen(values),
                )
            )
        except Unavailable as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
            return False
        except Refused as error:
            self._refuse(error)
            return False
        self.done(0)
        return True

    def _print(self) -> None:
        """Show the letter as it stands; what is written is kept first."""
        if self._prepare():
            open_paper(self.shell, self._desk, "appeal_letter", self._view.claim.id)

    def _chosen(self, values: dict[str, Any]) -> tuple[int, ...]:
        return tuple(one.id for path, one in self._files.items() if values[path])
