"""What became of a car of a campaign: done here, done elsewhere, or refused by the customer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QFormLayout

from warrantydesk.domain.campaign import (
    CAMPAIGN_STATE_NAMES,
    CampaignCase,
    CampaignKind,
    CampaignState,
    CampaignVehicle,
)
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.inputs import (
    ChoiceField,
    CodeField,
    DateField,
    NumberField,
    PickField,
    TextField,
)
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell

_TERMINAL = (CampaignState.DONE, CampaignState.REFUSED, CampaignState.DONE_ELSEWHERE)
_OF_DONE = (
    "done_on",
    "mileage_km",
    "labour_code",
    "technician",
    "old_serials",
    "new_serials",
    "software_before",
    "software_after",
    "signed_by",
)
_SHOWN = {
    CampaignState.DONE: frozenset(_OF_DONE),
    CampaignState.REFUSED: frozenset({"reason"}),
    CampaignState.DONE_ELSEWHERE: frozenset({"done_on", "reason"}),
}
_NO_TEXT = frozenset({"done_on", "mileage_km"})
_SOFTWARE = frozenset({"software_before", "software_after"})
_SERIALS = frozenset({"old_serials", "new_serials"})


class CampaignDialog(AskDialog):
    """Records one car; a refusal is said at the foot and everything typed stays."""

    def __init__(
        self, shell: Shell, desk: Any, case: CampaignCase, offered: CampaignVehicle | None = None
    ) -> None:
        """``offered`` is the record that a claim gives, to be confirmed."""
        super().__init__(
            _("Campaign {number}", number=case.campaign.code), _("&Record"), shell.widget()
        )
        self._desk, self._case = desk, case
        self._claim_id = offered.claim_id if offered else None
        self.state = ChoiceField([(one, _(CAMPAIGN_STATE_NAMES[one])) for one in _TERMINAL])
        people = [(one.login, one.name) for one in desk.people.all()]
        self.fields: dict[str, Any] = {
            "done_on": DateField(),
            "mileage_km": NumberField(),
            "labour_code": CodeField(),
            "technician": PickField(),
            "old_serials": TextField(),
            "new_serials": TextField(),
            "software_before": TextField(),
            "software_after": TextField(),
            "signed_by": TextField(),
            "reason": TextField(),
        }
        self.fields["technician"].set_choices(people)
        self._form = QFormLayout()
        self._form.setSpacing(8)
        self._reason_label = Words(token="ink2")
        self._lay_out(case)
        self._fill(offered or blank_record(desk, case))
        self.state.edited.connect(self._judge)
        for field in self.fields.values():
            field.edited.connect(self._judge)
        self._judge()
        self.resize(theme.h(30), self.sizeHint().height())

    def _lay_out(self, case: CampaignCase) -> None:
        self.content.addWidget(Words(case.campaign.name, bold=True, wrap=True))
        self.content.addWidget(Words(case.vin, token="ink2").selectable())
        if case.campaign.measure:
            self.content.addWidget(Words(case.campaign.measure, token="ink2", wrap=True))
        titles = {
            "done_on": _("Done on"),
            "mileage_km": _("Mileage, km"),
            "labour_code": _("Operation"),
            "technician": _("Technician"),
            "old_serials": _("Old serial numbers"),
            "new_serials": _("New serial numbers"),
            "software_before": _("Software before"),
            "software_after": _("Software after"),
            "signed_by": _("Signed by"),
        }
        self.state.setAccessibleName(_("What became of it"))
        self._form.addRow(Words(_("What became of it"), token="ink2"), self.state)
        for name, field in self.fields.items():
            label = self._reason_label if name == "reason" else Words(titles[name], token="ink2")
            field.setAccessibleName(label.text())
            self._form.addRow(label, field)
        self.content.addLayout(self._form)

    def _fill(self, record: CampaignVehicle) -> None:
        self.state.set_value(CampaignState.DONE)
        for name, field in self.fields.items():
            field.set_value(getattr(record, name))

    def chosen(self) -> CampaignState:
        """Return the state that is chosen."""
        return CampaignState(self.state.value())  # the list gives its values back as plain text

    def record(self) -> CampaignVehicle:
        """Return what stands in the dialog; what the chosen state does not ask for is empty."""
        state = self.chosen()
        empty = CampaignVehicle(self._case.profile, self._case.campaign.code, self._case.vin)
        shown = {name: self._value(name) for name in _SHOWN[state]}
        return replace(empty, state=state, claim_id=self._own_claim(), **shown)

    def _value(self, name: str) -> Any:
        found = self.fields[name].value()
        return "" if found is None and name not in _NO_TEXT else found

    def _own_claim(self) -> int | None:
        return self._claim_id if self.chosen() is CampaignState.DONE else None

    def accept(self) -> None:
        """Record and close; a refusal stays at the foot until something is changed."""
        told, old = self.record(), self._case.record
        given = {name: getattr(told, name) for name in self.fields}
        try:
            self._desk.campaigns.record(
                told.profile,
                told.campaign,
                told.vin,
                told.state,
                claim_id=told.claim_id,
                version=old.version if old else 0,
                **given,
            )
        except (Refused, Unavailable) as error:
            self.hold(sentence(error))
            return
        super().accept()

    def _judge(self) -> None:
        state = self.chosen()
        hidden = self._not_asked()
        for name, field in self.fields.items():
            self._form.setRowVisible(field, name in _SHOWN[state] - hidden)
        self._reason_label.setText(
            _("Proof") if state is CampaignState.DONE_ELSEWHERE else _("Reason")
        )
        self.fields["reason"].setAccessibleName(self._reason_label.text())
        self.hold(self._missing())

    def _not_asked(self) -> frozenset[str]:
        """Return the fields that this campaign has nothing for."""
        campaign = self._case.campaign
        software = any(campaign.software)
        hidden = frozenset[str]() if software else _SOFTWARE
        return hidden | (_SERIALS if campaign.kind is CampaignKind.OTA else frozenset())

    def _missing(self) -> str:
        told, wanted = self.record(), self._case.campaign.kind is not CampaignKind.OTA
        if problem := next(self._unread(), None):
            return problem
        if told.state is CampaignState.DONE and wanted and told.mileage_km is None:
            return _("The mileage is missing.")
        if told.state is CampaignState.DONE and wanted and not told.technician:
            return _("The technician is missing.")
        if told.state is CampaignState.REFUSED and not told.reason:
            return _("Say why the customer refuses.")
        if told.state is CampaignState.DONE_ELSEWHERE and not told.reason:
            return _("Say what proves that it was done elsewhere.")
        return ""

    def _unread(self) -> Iterator[str]:
        """Yield what cannot be read in the fields that are asked for."""
        for name in _SHOWN[self.chosen()]:
            problem = getattr(self.fields[name], "problem", None)
            if problem is not None and (said := problem()):
                yield said


def blank_record(desk: Any, case: CampaignCase) -> CampaignVehicle:
    """Return the record of a car to begin with: done here, today, as the campaign says."""
    before, after = case.campaign.software
    return CampaignVehicle(
        case.profile,
        case.campaign.code,
        case.vin,
        CampaignState.DONE,
        done_on=desk.bench.today,
        labour_code=case.campaign.labour_code,
        software_before=before,
        software_after=after,
    )


def record_campaign(
    shell: Shell,
    desk: Any,
    case: CampaignCase,
    offered: CampaignVehicle | None = None,
    then: Callable[[], object] | None = None,
) -> CampaignDialog:
    """Open the dialog for a car; ``then`` is called once something was recorded."""
    dialog = CampaignDialog(shell, desk, case, offered)
    number = case.campaign.code
    dialog.accepted.connect(lambda: shell.toast(_("Campaign {number} recorded", number=number)))
    if then is not None:
        dialog.accepted.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def offer_completion(shell: Shell, desk: Any, claim_id: int) -> CampaignDialog | None:
    """Offer the completion record of a campaign claim whose repair is finished."""
    offered = desk.campaigns.offered(claim_id)
    if offered is None:
        return None
    found = desk.campaigns.of_vin(offered.vin, offered.profile)
    case = next(one for one in found if one.campaign.code == offered.campaign)
    return record_campaign(shell, desk, case, offered)


def reopen_campaign(shell: Shell, desk: Any, case: CampaignCase) -> bool:
    """Ask for the reason and make a record open again; tells whether it was done."""
    reason = shell.ask_text(_("Why is the record reopened? What it said stays in the journal."))
    if reason is None:
        return False
    try:
        desk.campaigns.reopen(case.profile, case.campaign.code, case.vin, reason)
    except (Refused, Unavailable) as error:
        shell.tell(sentence(error), warn=True)
        return False
    return True
