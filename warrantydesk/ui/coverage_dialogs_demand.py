"""A demand to replace or return the car: taken down, answered, carried out; two clocks."""

from dataclasses import replace
from datetime import date
from typing import Any

from warrantydesk.domain.coverage import Verdict, decide
from warrantydesk.domain.repair_history import Demand, DemandAnswer, Wish
from warrantydesk.i18n import N_, _, date_text, pick
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, DateField, TextField

WISH_NAMES = {Wish.REPLACE: N_("another car"), Wish.RETURN: N_("the money back")}
ANSWER_NAMES = {DemandAnswer.AGREED: N_("agreed"), DemandAnswer.REFUSED: N_("refused")}


def demand_dialog(place: Place) -> FormDialog:
    """Return the dialog of the next step: demand, answer or finish."""
    open_one = next((one for one in place.context.demands if is_open(one)), None)
    if open_one is None:
        return DemandDialog(place)
    return (
        AnswerDialog(place, open_one) if open_one.answer is None else FinishDialog(place, open_one)
    )


def is_open(demand: Demand) -> bool:
    """Tell whether a demand still waits for the seller."""
    refused = demand.answer is DemandAnswer.REFUSED
    return not demand.void_reason and demand.finished_on is None and not refused


def clocks(place: Place, day: date | None, answered_on: date | None = None) -> str:
    """Return by when a demand of a day is answered and carried out, in one sentence.

    One that was agreed on ``answered_on`` is only to be carried out.
    """
    if day is None:
        return ""
    answer = decide(replace(place.card.facts, demanded_on=day), place.law)
    if answer.answer_by is None or answer.finish_by is None:
        return _("The law sets no clock for this car: its order or its use gives none.")
    if answered_on is not None:
        return _(
            "Agreed on {day}: replaced or paid back by {finish_by}.",
            day=date_text(answered_on),
            finish_by=date_text(answer.finish_by),
        )
    return _(
        "Answer by {answer_by}, replaced or paid back by {finish_by}.",
        answer_by=date_text(answer.answer_by),
        finish_by=date_text(answer.finish_by),
    )


class _Step(FormDialog):
    """A step of an open demand, with the demand in words above and a way to void it."""

    def __init__(self, place: Place, demand: Demand, title: str, yes: str) -> None:
        demanded = _(
            "Demanded on {day}: {wish}.",
            day=date_text(demand.demanded_on),
            wish=_(WISH_NAMES[demand.wish]),
        )
        due = clocks(place, demand.demanded_on, demand.answered_on)
        super().__init__(place.shell, title, yes, f"{demanded}\n{due}")
        self._place, self._demand = place, demand
        self.foot.insertWidget(0, Button(_("&Void the demand…"), clicked=self._void))

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why is the demand void?"))
        if reason is not None:
            void_demand = self._place.desk.coverage.void_demand
            self.run(lambda: void_demand(self._demand.id, reason))

    def run(self, verb: Any) -> None:
        """Do something else than the primary verb and close."""
        from warrantydesk.ui.refusals import tried

        if tried(self.shell, lambda: (verb(), True)):
            self._place.refresh()
            self.done(0)


class DemandDialog(FormDialog):
    """Takes a demand down; both dates of the law stand below while the day is typed."""

    def __init__(self, place: Place) -> None:
        """Begin with today and the first right that is reached."""
        super().__init__(place.shell, _("Demand to replace or return"), _("&Take down"))
        self._place = place
        form = self.form
        form.section("demand", _("Demand"), _("of the customer, Art. 28"))
        form.add("demanded_on", _("Demanded on"), DateField(), required=True, span=6)
        wishes = [(wish, _(name)) for wish, name in WISH_NAMES.items()]
        form.add("wish", _("Wish"), ChoiceField(wishes), required=True, span=6)
        reached = [one for one in place.card.rights if one.answer.verdict is Verdict.COVERED]
        grounds = [("", _("none that is reached yet"))] + [
            (
                one.answer.clause,
                f"{pick(one.source_zh, one.source_en)} {pick(one.title_zh, one.title_en)}",
            )
            for one in reached
        ]
        form.add("ground", _("The customer relies on"), ChoiceField(grounds), span=12)
        first = reached[0].answer.clause if reached else ""
        form.fill(
            {"demanded_on": place.desk.bench.today, "wish": Wish.REPLACE, "ground": first},
            fresh=True,
        )
        form.changed.connect(lambda _path: self._show_clocks())
        self._show_clocks()

    def _show_clocks(self) -> None:
        self.say(clocks(self._place, self.form.field("demanded_on").value()))

    def keep(self, values: dict[str, Any]) -> None:
        """Write the demand down."""
        self._place.desk.coverage.demand(
            self._place.car(),
            values["demanded_on"],
            Wish(values["wish"]),
            claim_id=self._place.claim.id,
            ground=values["ground"] or "",
        )
        self._place.refresh()


class AnswerDialog(_Step):
    """The seller's answer; a refusal states its reasons."""

    def __init__(self, place: Place, demand: Demand) -> None:
        """Begin with today and no answer: an Enter too many agrees to nothing."""
        super().__init__(place, demand, _("Answer a demand"), _("&Keep the answer"))
        form = self.form
        form.section("answer", _("Answer"), _("to the customer, with reasons where it is refused"))
        answers = [(answer, _(name)) for answer, name in ANSWER_NAMES.items()]
        form.add("answer", _("The demand is"), ChoiceField(answers), required=True, span=6)
        form.add("answered_on", _("Answered on"), DateField(), required=True, span=6)
        form.add("answer_text", _("What was answered"), AreaField(lines=3), span=12)
        form.fill(
            {
                "answer": None,
                "answered_on": place.desk.bench.today,
                "answer_text": "",
            },
            fresh=True,
        )

    def keep(self, values: dict[str, Any]) -> None:
        """Keep the answer."""
        self._place.desk.coverage.answer_demand(
            self._demand.id,
            values["answered_on"],
            DemandAnswer(values["answer"]),
            values["answer_text"],
        )
        self._place.refresh()


class FinishDialog(_Step):
    """The car was replaced, or the money paid back."""

    def __init__(self, place: Place, demand: Demand) -> None:
        """Begin with today."""
        super().__init__(place, demand, _("Finish a demand"), _("&Finished"))
        form = self.form
        form.section("finish", _("Finished"))
        form.add("finished_on", _("Finished on"), DateField(), required=True, span=6)
        form.add("finish_text", _("Proof of replacement or return"), TextField(), span=12)
        form.fill({"finished_on": place.desk.bench.today, "finish_text": ""}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Close the demand."""
        self._place.desk.coverage.finish_demand(
            self._demand.id, values["finished_on"], values["finish_text"] or ""
        )
        self._place.refresh()
