"""Photos on papers: small upright JPEGs without what a camera wrote into them."""

from collections.abc import Iterable

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import Refused
from warrantydesk.services.bench import Bench

EDGE_PX = 1000
MOST = 4
"""Photos that a paper shows; the others are counted among what is enclosed."""

Kept = tuple[str, bytes]
"""Caption and bytes as they were kept."""
Shown = tuple[str, bytes, float]
"""Caption, JPEG bytes, height by width."""


def kept(bench: Bench, attachments: Iterable[Attachment]) -> tuple[Kept, ...]:
    """Return the first pictures among attachments with their bytes."""
    pictures = [one for one in attachments if one.media.startswith("image/")][:MOST]
    read = bench.stores.attachments.files.read
    return tuple((one.caption or one.file_name, read(one.sha256)) for one in pictures)


def shown(photos: Iterable[Kept]) -> tuple[Shown, ...]:
    """Return photos as a paper shows them; one that cannot be read is left out. For a worker."""
    from warrantydesk.reading.pictures import look, thumbnail

    made: list[Shown] = []
    for caption, data in photos:
        try:
            small = thumbnail(data, EDGE_PX, caption)
            size = look(small, caption)
        except Refused:
            continue
        made.append((caption, small, size.height / size.width))
    return tuple(made)
