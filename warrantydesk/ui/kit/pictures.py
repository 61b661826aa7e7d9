"""Reading pictures from files and bytes, and writing them back."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter


def read_picture(source: bytes | str | Path, most: int = 0) -> QImage:
    """Return a picture turned as its camera noted, at most ``most`` pixels wide; null if broken."""
    if isinstance(source, bytes):
        store = QBuffer()
        store.setData(QByteArray(source))
        store.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(store)
    else:
        reader = QImageReader(str(source))
    reader.setAutoTransform(True)
    size = reader.size()
    if most and size.isValid() and size.width() > most:
        reader.setScaledSize(size.scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def png_of(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    store = QByteArray()
    device = QBuffer(store)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(device, QByteArray(b"PNG")).write(image)
    device.close()
    return bytes(store.data())
