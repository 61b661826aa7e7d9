"""Gives a document that came from Markdown the program's colours, sizes and distances."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.tokens import Tokens

_LARGER = {1: 6.0, 2: 3.0, 3: 1.5}
"""How many points larger the headings are, by their level."""
_LINE = 128
"""The height of a line in percent."""
_PADDING = 5
Span = tuple[int, int]
"""Where a run of words of one look begins, and how long it is."""


def dress(document: QTextDocument, anchors: Sequence[str], look: Tokens) -> None:
    """Dress all blocks and tables; ``anchors`` names the headings in their order."""
    waiting = iter(anchors)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        anchor = next(waiting, "") if level else ""
        _dress_block(block, level, look)
        for start, length, kept in list(_runs(block)):
            _dress_run(document, (start, length), kept, level, look)
        if anchor:
            _name(block, anchor)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, look)


def _dress_block(block: QTextBlock, level: int, look: Tokens) -> None:
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    in_list = block.textList() is not None
    above, below = (0.9, 0.3) if level else (0.0, 0.2 if in_list else 0.45)
    if level == 1:
        above = 0.0
    in_table = QTextCursor(block).currentTable() is not None
    shape.setTopMargin(0 if in_table else theme.h(1) * above)
    shape.setBottomMargin(0 if in_table else theme.h(1) * below)
    if block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel):
        shape.setBackground(look.accent_tint)
        shape.setLeftMargin(theme.h(0.4))
        shape.setRightMargin(theme.h(0.4))
    QTextCursor(block).mergeBlockFormat(shape)


def _runs(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    step = block.begin()
    while not step.atEnd():
        piece = step.fragment()
        yield piece.position(), piece.length(), piece.charFormat()
        step += 1


def _dress_run(
    document: QTextDocument, span: Span, kept: QTextCharFormat, level: int, look: Tokens
) -> None:
    shape = QTextCharFormat()
    shape.setForeground(look.accent if kept.isAnchor() and kept.anchorHref() else look.ink)
    if level:
        shape.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        shape.setFontPointSize(theme.font(_LARGER.get(level, 1.0), True).pointSizeF())
        shape.setFontWeight(700)
    elif kept.fontFixedPitch():
        shape.setFontFamilies(theme.font().families())
        shape.setFontFixedPitch(False)
        shape.setFontPointSize(theme.font(0, True).pointSizeF())
        shape.setFontWeight(700)
        shape.setBackground(look.neutral_tint)
    if kept.isAnchor():
        shape.setFontUnderline(True)
    start, length = span
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(shape)


def _name(block: QTextBlock, anchor: str) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    shape = QTextCharFormat()
    shape.setAnchor(True)
    shape.setAnchorNames([anchor])
    cursor.mergeCharFormat(shape)


def _dress_table(table: QTextTable, look: Tokens) -> None:
    shape = QTextTableFormat(table.format())
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(look.line2)
    shape.setCellPadding(_PADDING)
    shape.setCellSpacing(0)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setTopMargin(theme.h(0.3))
    shape.setBottomMargin(theme.h(0.6))
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(look.alt)
        cell.setFormat(head)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        bold = QTextCharFormat()
        bold.setFontWeight(700)
        bold.setForeground(look.ink2)
        cursor.mergeCharFormat(bold)


def places_of(document: QTextDocument, words: str) -> list[QTextCursor]:
    """Return where words stand in a document, whatever their case; none for no words."""
    found: list[QTextCursor] = []
    cursor = document.find(words) if words else QTextCursor()
    while not cursor.isNull():
        found.append(cursor)
        cursor = document.find(words, cursor)
    return found
