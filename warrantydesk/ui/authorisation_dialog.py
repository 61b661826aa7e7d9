"""A request to the maker: what is asked for, and the question in words."""

from collections.abc import Callable, Iterator
from typing import Any

from warrantydesk.domain.authorisation import AuthorisationItem, AuthorisationScope
from warrantydesk.domain.claim import Claim, PayBy, State
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.claim_in_hand import ClaimInHand
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, CheckField, MoneyField
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.shell import Shell

AMOUNT = "amount_fen"


def open_request(page: ClaimInHand) -> None:
    """Ask the maker about the claim on a page; only while it is appraised."""
    claim = page.settled()
    if claim is None:
        return
    if claim.state is not State.APPRAISING:
        page.shell.tell(
            _(
                "The maker is asked while the claim is appraised. An authorisation that you "
                "have already is noted with “Record the maker's authorisation…”."
            )
        )
        return
    ask_maker(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def ask_maker(shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> "RequestDialog":
    """Open the request about a claim; ``done`` is called once it went out."""
    dialog = RequestDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class RequestDialog(FormDialog):
    """Ticks what is asked for, with a question that begins as the claim tells it."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Tick what the maker's tables want to be asked about."""
        super().__init__(
            shell, _("Ask the maker about {number}", number=claim.claim_number), _("&Ask the maker")
        )
        self._desk, self._claim, self._done = desk, claim, done
        question, suggested = desk.authorisations.suggested(claim.id)
        self._offers = dict(_offers(claim, suggested))
        form = self.form
        form.section("question", _("Question"), _("it is printed on the request"))
        form.add("question", _("What the maker is to decide"), AreaField(lines=6), span=12)
        form.section("items", _("What is asked for"), _("ticked: the maker wants to be asked"))
        for path, item in self._offers.items():
            words = desk.authorisations.title(claim.id, item)
            form.add(path, "", CheckField(words, alone=True), span=12)
        form.add(AMOUNT, _("Amount to be allowed, net ¥"), MoneyField(), span=6)
        amount = next(
            (one.amount_fen for one in suggested if one.scope is AuthorisationScope.AMOUNT), None
        )
        values: dict[str, Any] = {path: item in suggested for path, item in self._offers.items()}
        form.fill({**values, AMOUNT: amount, "question": question}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Write the request; the claim then waits for the answer. Its paper follows."""
        asked = self._desk.authorisations.request(
            self._claim.id, values["question"], tuple(self._items(values))
        )
        self._done()
        due = self._desk.authorisations.answer_due(self._claim.brand, asked)
        if due is None:
            self.shell.toast(_("{number} waits for the maker", number=self._claim.claim_number))
        else:
            self.shell.toast(
                _(
                    "{number} waits for the maker; the answer is expected by {day}",
                    number=self._claim.claim_number,
                    day=date_text(due),
                )
            )
        open_paper(self.shell, self._desk, "authorisation_request", self._claim.id)

    def _items(self, values: dict[str, Any]) -> Iterator[AuthorisationItem]:
        yield from (item for path, item in self._offers.items() if values[path])
        if values[AMOUNT]:
            yield AuthorisationItem(AuthorisationScope.AMOUNT, amount_fen=values[AMOUNT])


def _offers(
    claim: Claim, suggested: tuple[AuthorisationItem, ...]
) -> Iterator[tuple[str, AuthorisationItem]]:
    """Yield what may be asked for: the whole claim, each part, each operation."""
    whole = next((one for one in suggested if one.scope is AuthorisationScope.CLAIM), None)
    yield "items.whole", whole or AuthorisationItem(AuthorisationScope.CLAIM)
    claimed = (line for line in claim.part_lines if line.pay_by is PayBy.CLAIM)
    for number in dict.fromkeys(line.new_part_no for line in claimed if line.new_part_no):
        yield f"items.part-{number}", AuthorisationItem(AuthorisationScope.PART, number)
    operations = (line for line in claim.labour_lines if line.pay_by is PayBy.CLAIM)
    for code in dict.fromkeys(line.code for line in operations if line.code):
        yield f"items.labour-{code}", AuthorisationItem(AuthorisationScope.LABOUR, code)
