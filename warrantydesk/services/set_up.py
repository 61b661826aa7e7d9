"""Setting up the desk: which step of the first day is in hand, what became of the others."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.scanner_trial import TrialCode, trial_codes
from warrantydesk.domain.set_up import FIRST, STEPS, StepState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.setting_table import SET_UP_STATES, SET_UP_STEP, kept

if TYPE_CHECKING:
    from warrantydesk.documents.shipments.desk_paper import DeskPaper


class SetUpService:
    """Remembers how far the desk is set up; draws the pages that try out printer and scanner."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    @property
    def is_under_way(self) -> bool:
        """Tell whether a first day was begun and is not at its end."""
        return bool(self.step)

    @property
    def step(self) -> str:
        """The step in hand, empty where none is."""
        return str(kept(self._bench.stores, SET_UP_STEP, ""))

    @property
    def states(self) -> Mapping[str, StepState]:
        """What became of the steps that were met."""
        found = kept(self._bench.stores, SET_UP_STATES, {})
        return {step: StepState(state) for step, state in found.items()}

    def begin(self) -> None:
        """Begin the first day of a new desk; nothing changes where it is under way."""
        self._bench.allow("settings.save")
        if not self.is_under_way:
            self._write(N_("begin to set up the desk"), FIRST, self.states)

    def go(self, step: str) -> None:
        """Take another step in hand; Refused(INVALID) for one that there is not."""
        self._bench.allow("settings.save")
        self._write(N_("set up the desk"), self._known(step), self.states)

    def leave(self, step: str, state: StepState, then: str = "") -> None:
        """Say what became of a step, and which one follows where the first day is under way.

        A step that was done stays done, whoever leafs through it again.
        """
        self._bench.allow("settings.save")
        states = dict(self.states)
        if states.get(self._known(step)) is not StepState.DONE:
            states[step] = state
        following = self._known(then) if then and self.is_under_way else self.step
        self._write(N_("set up the desk"), following, states)

    def finish(self) -> None:
        """End the first day: the next start goes straight to work."""
        self._bench.allow("settings.save")
        self._write(N_("finish setting up the desk"), "", self.states)

    def _known(self, step: str) -> str:
        if step not in STEPS:
            raise refused(INVALID, N_("There is no step “{step}”."), "step", step=step[:40])
        return step

    def _write(self, name: str, step: str, states: Mapping[str, StepState]) -> None:
        plain = {key: str(state) for key, state in states.items()}
        if (step, plain) == (self.step, {key: str(one) for key, one in self.states.items()}):
            return
        settings = self._bench.stores.settings
        with self._bench.change(name, Kind.SETTINGS):
            settings.set(SET_UP_STEP, step)
            if plain:
                settings.set(SET_UP_STATES, plain)

    def codes(self) -> tuple[TrialCode, ...]:
        """Return the four codes of the scanner test, in the form of this site."""
        return trial_codes(self._bench.site.code, self._bench.today.year)

    def printer_page(self) -> bytes:
        """Return the test page of a printer for papers as PDF; for a worker with no database."""
        from warrantydesk.documents import printer_test

        return printer_test.render(self._paper())

    def scanner_page(self) -> bytes:
        """Return the page with the four codes of the scanner test as PDF."""
        from warrantydesk.documents import scanner_test

        return scanner_test.render(self._paper(), self.codes())

    def _paper(self) -> "DeskPaper":
        from warrantydesk.services.papers.shipment_facts import desk_paper

        return desk_paper(self._bench)
