"""What a workbook is packed from: kinds of its parts, styles, links, texts as XML holds them."""

import re
from collections.abc import Iterator, Sequence

from warrantydesk.domain.listing import Holds

SIGN = b"[Content_Types].xml"
"""The name of the first file in the package, by which a workbook is told."""
LONGEST = 32_767
"""Characters that Excel takes in a cell; more is cut, with a mark."""
HEAD_STYLE = 1
STYLE = {
    Holds.COUNT: 2,
    Holds.MONEY: 3,
    Holds.DAY: 4,
    Holds.MOMENT: 5,
    Holds.PERMILLE: 6,
    Holds.TENTHS: 7,
    Holds.HUNDREDTHS: 3,
}
BELOW = 8
"""How much further on the same styles in bold stand, for the row below all others."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _xfs(font: int) -> str:
    """Return the eight styles of cells in one of the two fonts; the second one is the heads'."""
    formats = (49, 0, 3, 4, 164, 165, 166, 167)
    cells = [
        f'<xf numFmtId="{each}" fontId="{font}" applyNumberFormat="1" applyFont="1"/>'
        for each in formats
    ]
    cells[HEAD_STYLE] = '<xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>'
    return "".join(cells)


STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/>'
    '<numFmt numFmtId="166" formatCode="0.0%"/>'
    '<numFmt numFmtId="167" formatCode="#,##0.0"/></numFmts>'
    '<fonts count="2"><font><sz val="10"/><name val="Noto Sans SC"/></font>'
    '<font><b/><sz val="10"/><name val="Noto Sans SC"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE4E8EC"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="16">{_xfs(0)}{_xfs(1)}</cellXfs></styleSheet>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
_ODD = re.compile(r"[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_"}


def escaped(text: str) -> str:
    """Return a text as it stands in XML; what XML cannot hold becomes U+FFFD."""
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    if text.isalnum():  # most cells are: nothing of it is odd
        return text
    return _ODD.sub(_stand_in, text) if _ODD.search(text) else text


def _stand_in(found: "re.Match[str]") -> str:
    text = found[0]
    if len(text) > 1:  # it looks like an escape of ours, and is meant as it stands
        return f"_x005F{text}"
    return _WRITTEN.get(text, "\ufffd")


class Outlet:
    """Where a package is written to: what was written is taken away at once."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep bytes until they are taken."""
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Hold nothing back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> Iterator[bytes]:
        """Yield what was written since the last time."""
        if self._waiting:
            yield b"".join(self._waiting)
            self._waiting.clear()


def types() -> str:
    """Whatever is XML and not named here is a sheet, so that their number may come later."""
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    )


def workbook(names: Sequence[str]) -> str:
    """Return the list of the sheets."""
    sheets = "".join(
        f'<sheet name="{escaped(name).replace(chr(34), "&quot;")}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'


def links(count: int) -> str:
    """Return where so many sheets and the styles lie."""
    sheets = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{sheets}<Relationship Id="rId{count + 1}" Type="{_LINKS}/styles"'
        ' Target="styles.xml"/></Relationships>'
    )
