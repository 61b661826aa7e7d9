"""What was dropped or pasted: files on disk, or the bytes of a picture."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from warrantydesk.ui.kit.pictures import png_of


def pictures_in(mime: QMimeData | None) -> list[str | bytes]:
    """Return paths and picture bytes; read at once, as chat programs delete theirs soon after."""
    if mime is None:  # an empty clipboard
        return []
    paths: list[str | bytes] = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if paths:
        return paths
    image = mime.imageData() if mime.hasImage() else None
    return [png_of(image)] if isinstance(image, QImage) and not image.isNull() else []
