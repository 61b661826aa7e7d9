"""What the tasks of the course are called, why they matter, and how each is done by keyboard."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from warrantydesk.domain.course import Task
from warrantydesk.i18n import N_


class Told(NamedTuple):
    """Title, what it is worth, and the steps; sentences to be translated."""

    title: str
    why: str
    steps: str


TOLD: Mapping[Task, Told] = MappingProxyType(
    {
        Task.ACCEPT: Told(
            N_("Accept a claim"),
            N_("Without mileage and complaint of that day the maker pays nothing."),
            N_(
                "Ctrl+N begins a claim. Give the VIN with F11 and press Enter. Enter mileage and"
                " the customer's own words; it saves itself."
            ),
        ),
        Task.AUTHORISE: Told(
            N_("Let the customer sign"),
            N_("Work without a signed authorisation is paid by the dealer."),
            N_(
                "In the Claim menu (Alt+C) print the work authorisation, then take the customer's"
                " signature."
            ),
        ),
        Task.INSPECT: Told(
            N_("Inspect and sign"),
            N_("The inspection is what proves the claim."),
            N_(
                "Ctrl+Enter in the claim begins the inspection. On an item 1 is ok, 2 not ok, 3 not"
                " applicable; type the reading that is given. Ctrl+J goes to the conclusion,"
                " Ctrl+Enter signs: the technician, then the clerk."
            ),
        ),
        Task.REPAIR: Told(
            N_("Enter parts and labour"),
            N_("A wrong part or hour is cut from the payment."),
            N_(
                "Ctrl+Enter in the inspection decides for a claim. Enter fault code, cause,"
                " correction, part and labour until no block is left at the right."
            ),
        ),
        Task.PIECE: Told(
            N_("Receive, label and shelve the old part"),
            N_("An old part that is missing takes the whole claim back."),
            N_(
                "Ctrl+4, then Alt+1: scan the claim (F11) to receive the part and print its tag."
                " Alt+2: scan the place, then the tag."
            ),
        ),
        Task.SUBMIT: Told(
            N_("Submit the claim"),
            N_("Days count: after the deadline nothing is paid."),
            N_(
                "Ctrl+Enter in the claim finishes the repair; once more submits it. A warning asks"
                " for a reason."
            ),
        ),
        Task.CORRECT: Told(
            N_("Correct a returned claim"),
            N_("A returned claim that is not sent again in time is lost."),
            N_(
                "Scan the returned claim (F11), add the sentence to the cause, and send it again by"
                " Ctrl+Enter: it becomes version 2."
            ),
        ),
        Task.PACK: Told(
            N_("Pack and ship old parts"),
            N_("The maker refuses pieces without label, list or related part."),
            N_(
                "Ctrl+4, then Alt+3: scan the shipment, then every piece that waits (F11 gives one"
                " after the other). F8 seals the box. F6 goes to the checks at the right; enter"
                " carrier, waybill and freight there, then ship."
            ),
        ),
        Task.RECEIPT: Told(
            N_("Book a receipt"),
            N_("Only money on the account closes a claim and frees its old parts."),
            N_(
                "Ctrl+5 shows the statement whose money was sent. Ctrl+Enter books the receipt;"
                " enter the number of the bank."
            ),
        ),
        Task.DOSSIER: Told(
            N_("Bind a dossier"),
            N_("What an auditor asks for must be there at once."),
            N_(
                "Ctrl+6, then F3: enter the number of the claim (F11); Enter goes to the list, once"
                " more opens the folder. In the Claim menu (Alt+C) “Dossier PDF” binds it."
            ),
        ),
    }
)
