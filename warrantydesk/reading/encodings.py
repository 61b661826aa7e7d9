"""Which encoding a text from outside is in: marks, strict UTF-8, UTF-16, Chinese, Western."""

import codecs
import io
import re
from collections.abc import Iterator

from warrantydesk.i18n import N_
from warrantydesk.reading.kinds import no_table

UTF_8, GB18030, UTF_16_LE, UTF_16_BE = "utf-8", "gb18030", "utf-16-le", "utf-16-be"
ENCODINGS = (UTF_8, GB18030, "big5", UTF_16_LE, UTF_16_BE, "cp1252")
"""What a person may switch to."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1 << 20
_SAMPLE = 1 << 16
_WESTERN = re.compile(
    rb"(?<=[A-Za-z])[\x80-\xff](?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff](?=[A-Za-z])"
)
_HIGH = re.compile(rb"[\x80-\xff]")


def encoding_of(data: bytes, file: str, wished: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the encoding of a text and the others that it could be in.

    A mark at the beginning is believed. Raises Unavailable with the row where nothing fits, or
    where ``wished`` does not.
    """
    if wished is not None:
        if wished not in ENCODINGS:
            raise no_table(
                N_("{file}: there is no encoding {encoding} here."), file, encoding=wished
            )
        at = broken_at(data, wished)
        if at is not None:
            raise _unfit(data, file, wished, at)
        return wished, _others(data, wished)
    for mark, name in _MARKS:
        if data.startswith(mark):
            at = broken_at(data, name)
            if at is not None:
                raise _unfit(data, file, name, at)
            return name, ()
    found = _guessed(data)
    if found is None:
        at = max(broken_at(data, name) or 0 for name in (UTF_8, GB18030))
        raise _unfit(data, file, GB18030, at)
    return found, _others(data, found)


def _guessed(data: bytes) -> str | None:
    if wide := _zeros(data):
        return wide if broken_at(data, wide) is None else None
    for name in (UTF_8, GB18030):
        if broken_at(data, name) is None:
            return _western(data) or name if name == GB18030 else name
    return _western(data)


def _zeros(data: bytes) -> str:
    """Return the UTF-16 that a text without a mark is in: zeros stand at every second place."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half // 20 and odd > 10 * even:
        return UTF_16_LE
    if even > half // 20 and even > 10 * odd:
        return UTF_16_BE
    return ""


def _western(data: bytes) -> str | None:
    """Return cp1252 where every byte beyond ASCII stands alone among letters."""
    high = len(_HIGH.findall(data))
    alone = len(_WESTERN.findall(data))
    return "cp1252" if high and alone == high and broken_at(data, "cp1252") is None else None


def _others(data: bytes, chosen: str) -> tuple[str, ...]:
    wide = _zeros(data)
    return tuple(
        name
        for name in ENCODINGS
        if name != chosen
        and name.startswith("utf-16") == bool(wide)
        and broken_at(data, name) is None
    )


def broken_at(data: bytes, encoding: str) -> int | None:
    """Return where the first byte stands that is none of this encoding; None where all fit."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for begin in range(0, len(data), _PIECE):
        try:
            decoder.decode(data[begin : begin + _PIECE], begin + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return begin + error.start
    return None


def pieces(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the text in pieces; the encoding fits."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for begin in range(0, len(data), _PIECE):
        yield decoder.decode(data[begin : begin + _PIECE], begin + _PIECE >= len(data))


def lines(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the text's lines with their ends, whichever they are; the encoding fits."""
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as stream:
        yield from stream


def _unfit(data: bytes, file: str, encoding: str, at: int) -> Exception:
    before = data[:at]
    return no_table(
        N_(
            "Row {row} of {file} has characters that are not {encoding}. Choose another encoding, "
            "or open it in Excel and save it as .xlsx."
        ),
        file,
        row=1 + max(before.count(b"\n"), before.count(b"\r")),
        encoding=encoding,
    )
