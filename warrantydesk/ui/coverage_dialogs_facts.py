"""What the clerk tells the decision about the fault of one claim."""

from typing import Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.coverage.names import EVENT_NAMES, GROUP_NAMES
from warrantydesk.domain.repair_history import ClaimCoverage
from warrantydesk.i18n import _, pick
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, CodeField, NumberField


class FactsDialog(FormDialog):
    """The fault, what must be replaced, the exemption with its cause, the maker's goodwill."""

    def __init__(self, place: Place) -> None:
        """Show what was told so far."""
        super().__init__(
            place.shell,
            _("Facts for the cover of {number}", number=place.claim.claim_number),
            _("&Save"),
        )
        self._place = place
        self._fault()
        self._refusal()
        self._covers()
        self.form.section("goodwill", _("Goodwill"), _("what the maker grants"))
        self.form.add("goodwill_percent", _("Share, %"), NumberField(least=0, most=100), span=6)
        self.form.add("goodwill_no", _("Authorisation no."), CodeField(), span=6)
        told = place.context.coverage or ClaimCoverage(place.claim.id)
        self.form.fill({path: getattr(told, path) for path in self.values()}, fresh=True)

    def _fault(self) -> None:
        form, law = self.form, self._place.law
        form.section("fault", _("The fault"))
        quality = [
            (None, _("as the inspection concludes")),
            (True, _("a quality problem")),
            (False, _("no quality problem")),
        ]
        form.add("quality_problem", _("Quality problem"), ChoiceField(quality), span=6)
        replaced = law.newest.words.get("early7.groups", frozenset())
        groups = [("", "—"), *((g.value, _(n)) for g, n in GROUP_NAMES.items() if g in replaced)]
        must = _("Must be replaced, or a main part of it")
        form.add("must_replace", must, ChoiceField(groups), span=6)
        events = [("", "—"), *((event.value, _(name)) for event, name in EVENT_NAMES.items())]
        form.add("event", _("What happened"), ChoiceField(events), span=6)
        form.add("still_faulty", "", CheckField(_("The fault is back after a repair")), span=6)

    def _refusal(self) -> None:
        form, known = self.form, self._place.law.exemptions.values()
        form.section("refusal", _("Grounds of a refusal"), _("only these five hold, Art. 32"))
        named = [(one.code, pick(one.name_zh, one.name_en)) for one in known]
        holds = {one.code for one in known if not one.blocked}
        exempt = [("", "—"), *((code, name) for code, name in named if code in holds)]
        form.add("exemption", _("Exemption"), ChoiceField(exempt), span=6)
        form.add("exemption_cause_shown", "", CheckField(_("Its cause is shown")), span=6)
        grounds = [("", "—"), *named]
        form.add("refusal_reason", _("Ground that was named"), ChoiceField(grounds), span=12)

    def _covers(self) -> None:
        """Offer the covers whose conditions only a person can judge, where there are any."""
        told = self._place.context.coverage
        held = told.cover_code if told is not None else ""
        found = self._place.card.choices
        if not found and not held:
            return
        self.form.section("cover", _("Cover of the maker"), _("its condition is yours to judge"))
        covers = [("", "—")] + [
            (
                one.code,
                f"{one.code} {pick(one.name_zh, one.name_en)}: "
                f"{pick(one.conditions_zh, one.conditions_en)}",
            )
            for one in found
        ]
        self.form.add("cover_code", _("This cover holds"), ChoiceField(covers), span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Save what was told."""
        self._place.desk.coverage.save_facts(self._place.claim.id, to_json(values))
        self._place.refresh()
