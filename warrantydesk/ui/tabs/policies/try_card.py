"""Try it: facts in, the decision out, under the versions that are looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.coverage.answer import Answer
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.i18n import _, date_text
from warrantydesk.services.bench import LAW
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.policies.trial_facts import Facts, TrialFacts
from warrantydesk.ui.tabs.policies.verdict_box import (
    Articles,
    VerdictBox,
    VerdictWords,
    words_of,
)

PAUSE_MS = 120
MOST_REMARKS = 3
NEEDED = ("visit_on", "mileage_km")


@dataclass(frozen=True)
class Tried:
    """The table under trial: its profile, its versions, and the one or two looked at."""

    profile: str
    table: str
    versions: Sequence[TableVersion]
    numbers: Sequence[int]

    def in_force_on(self, day: date) -> int:
        """Return the version that decides on a day, 0 where all are withdrawn."""
        found = in_force(self.versions, day)
        return found.number if found is not None else 0


Trial = Callable[[Facts, Mapping[str, Mapping[str, int]]], Answer]
"""Decides facts; numbers of table versions by profile and table stand in place of those in
force on the visit's date."""


class TryCard(Card):
    """Facts, a box for each version, and what the engine remarks."""

    asked = Signal()

    def __init__(self, trial: Trial, article: Articles, parent: QWidget | None = None) -> None:
        """``trial`` decides, ``article`` names clauses; ``asked`` wants a claim."""
        super().__init__(_("Try it"), "", parent=parent)
        self._trial, self._article = trial, article
        self._tried: Tried | None = None
        self.from_claim = self.add_link(_("Facts of a claim…"), self.asked.emit)
        self.facts = TrialFacts()
        self.boxes = (VerdictBox(), VerdictBox())
        self.note = MarkLabel(delta=-0.5)
        self.remarks = Words(token="ink2", delta=-1, wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.decide)
        self.facts.edited.connect(self._pause.start)
        for widget in (self.facts, *self.boxes, self.note, self.remarks):
            self.add(widget)
        self._say(None, "")

    def show_table(self, tried: Tried | None) -> None:
        """Try these versions from now on; None tries what is in force on the visit's date."""
        self._tried = tried
        self.decide()

    def fill(self, facts: Facts) -> None:
        """Take facts, as from a claim, and decide."""
        self.facts.fill(facts)
        self.decide()

    def decide(self) -> None:
        """Decide the facts as they stand."""
        self._pause.stop()
        for box in self.boxes:
            box.show_words(None)
        tried, facts = self._tried, self.facts.facts()
        if problem := self.facts.problem():
            self._say(Mark.BLOCK, problem)
            return
        if any(name not in facts for name in NEEDED):
            self._say(Mark.INFO, _("Fill in day and mileage of the visit."))
            return
        try:
            if tried is None:
                self._decide_today(facts)
            else:
                self._decide(tried, facts)
        except (Refused, Unavailable) as error:
            self._say(Mark.BLOCK, sentence(error))

    def _decide_today(self, facts: Facts) -> None:
        answer = self._trial(facts, {})
        self.boxes[0].show_words(
            self._words_of(answer, _("by the tables of the visit's date"), True)
        )
        said = [_(one.message, **one.values) for one in answer.warnings]
        self._say(None, "", said[:MOST_REMARKS])

    def _decide(self, tried: Tried, facts: Facts) -> None:
        deciding = tried.in_force_on(facts["visit_on"])
        day = date_text(facts["visit_on"])
        remarks: list[str] = []
        for box, number in zip(self.boxes, dict.fromkeys(tried.numbers), strict=False):
            brand = {} if tried.profile == LAW else {"brand": tried.profile}
            answer = self._trial({**brand, **facts}, {tried.profile: {tried.table: number}})
            version = f"v{number}"
            if number == deciding:
                version = _("by the visit's date: {version}", version=version)
            box.show_words(self._words_of(answer, version, number == deciding))
            remarks += [_(one.message, **one.values) for one in answer.warnings]
        said = list(dict.fromkeys(remarks))[:MOST_REMARKS]
        if deciding and deciding not in tried.numbers:
            self._say(Mark.INFO, _("On {day} version {n} decides.", day=day, n=deciding), said)
        else:
            self._say(None, "", said)

    def _words_of(self, answer: Answer, version: str, applies: bool) -> VerdictWords:
        return words_of(answer, version, applies, self._article)

    def _say(self, mark: Mark | None, words: str, remarks: Sequence[str] = ()) -> None:
        self.note.show_mark(mark, words)
        self.note.setVisible(bool(words))
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
