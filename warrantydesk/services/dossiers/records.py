"""Rows of the desk's ledgers as papers of a dossier: what stands of a claim in lists, statements
and answers, where the dossier holds no paper of its own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.services.dossiers import record_money, record_parts, record_tags, record_words
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.papers.paper import Draw

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet

RECORDS: dict[str, Callable[[Known], "MoneySheet"]] = {
    "no_parts": record_parts.no_parts,
    "returns": record_parts.returns,
    "authorisations": record_words.authorisations,
    "answers": record_words.answers,
    "settlement": record_money.settlement,
    "money": record_money.money,
}
"""The records by the codes of their entries."""


def prepare(known: Known, code: str) -> Draw:
    """Read a record's rows and return what draws it."""
    from warrantydesk.documents import dossier_tags, money_sheet

    if code == record_tags.TAGS:
        return partial(dossier_tags.render, record_tags.stubs(known))
    return partial(money_sheet.render, RECORDS[code](known))
