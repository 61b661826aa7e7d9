"""What the maker says of one piece each, and writing it inside the open change of an import."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.part_verdicts import Said
from warrantydesk.storage.part_lookup import PieceKey


@dataclass(frozen=True)
class Answer:
    """What the maker says of one piece, and the number of its notice."""

    key: PieceKey
    said: Said
    notice_no: str


def shared(keys: Sequence[PieceKey], said: Said) -> list[tuple[PieceKey, Said]]:
    """Return each piece of a row with its share of the deduction; the first takes the rest."""
    if said.deducted_fen is None or len(keys) < 2:
        return [(key, said) for key in keys]
    each, rest = divmod(said.deducted_fen, len(keys))
    return [
        (key, replace(said, deducted_fen=each + (rest if place == 0 else 0)))
        for place, key in enumerate(keys)
    ]


def record(bench: Bench, shipment_id: int, some: Sequence[Answer]) -> None:
    """Record first verdicts of one list, by the one way that shipments have for it."""
    from warrantydesk.services.shipments.receipts import PieceVerdict, recorded

    pieces = tuple(
        PieceVerdict(
            one.key.tag,
            one.said.verdict,
            one.said.code,
            one.said.text,
            one.said.on,
            one.said.deducted_fen,
        )
        for one in some
    )
    number = next((one.notice_no for one in some if one.notice_no), "")
    recorded(bench, shipment_id, pieces, {"notice_no": number} if number else {})


def decide(bench: Bench, answer: Answer) -> None:
    """Record the second decision on a disputed piece."""
    from warrantydesk.services.shelf.life import moved

    parts, said = bench.stores.parts, answer.said
    asked = MoveRequest(verdict=said.verdict, text=said.text, deducted_fen=said.deducted_fen)
    parts.save(moved(bench, parts.get(answer.key.id), "decide", asked))
