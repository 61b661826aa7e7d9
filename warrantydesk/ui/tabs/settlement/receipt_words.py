"""What money does, said before it is booked."""

from collections.abc import Sequence

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.services.settlement.receipt_views import Expected

_NAMED = 6


def preview_words(expected: Sequence[Expected], over_fen: int) -> str:
    """Return what money does to its statements, claims and old parts, a line each."""
    lines = [line for one in expected for line in _of_statement(one)]
    if over_fen > 0:
        words = _("{amount} is for no statement: it waits to be allocated.", amount=yuan(over_fen))
        lines.append(words)
    return "\n".join(lines)


def _of_statement(one: Expected) -> list[str]:
    number = one.maker_number or one.number
    lines = [
        _(
            "{number}: {due} due, {received} received before, {left} left afterwards.",
            number=number,
            due=yuan(one.due_fen),
            received=yuan(one.received_fen),
            left=yuan(one.left_fen),
        ),
        _("Net {net} and tax {tax}.", net=yuan(one.net_fen), tax=yuan(one.tax_fen)),
    ]
    if one.kept_back_fen < 0:
        words = _("{amount} of deductions is settled with it.", amount=yuan(-one.kept_back_fen))
        lines.append(words)
    if one.claims:
        lines.append(_claims(one))
    if one.pieces:
        pieces = ngettext_(
            "{n} old part waits for its day of payment and gets it with the whole of its claim.",
            "{n} old parts wait for their day of payment and get it with the whole of their claim.",
            one.pieces,
        )
        lines.append(pieces)
    return lines


def _claims(one: Expected) -> str:
    count = ngettext_("{n:,} claim is paid", "{n:,} claims are paid", len(one.claims))
    few = [
        _("{claim} {amount}", claim=claim.claim_number, amount=yuan(claim.amount_fen))
        for claim in one.claims[:_NAMED]
    ]
    if len(one.claims) > _NAMED:
        few.append("…")
    return _("{count}: {claims}", count=count, claims=list_text(few))
