"""A native chart in a workbook, drawn from one of its sheets; written with the standard library."""

import io
import re
import zipfile
from xml.sax.saxutils import escape, unescape

from warrantydesk.domain.report import ChartKind, ReportChart, Shows

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    '<Override PartName="/xl/drawings/drawing1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
    '<Override PartName="/xl/charts/chart1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>'
)
_COLORS = ("1D5FA8", "8591A0", "99B5D9", "C2C8D0", "525C68")
_FORMAT = {Shows.PERMILLE: "0.0%", Shows.TENTHS: "0.0"}
_NAME = re.compile(r'<sheet name="([^"]*)"')
_GRID = (
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="DFE3E8"/>'
    "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
)
_UPRIGHT = '<c:invertIfNegative val="0"/>'
_STRAIGHT = '<c:smooth val="0"/>'
ROWS_HIGH, COLUMNS_WIDE = 24, 12


def with_chart(book: bytes, number: int, chart: ReportChart) -> bytes:
    """Return the workbook with a chart on its sheet ``number``, beside what it is drawn from.

    The sheet holds labels in its first column, a series in each of the next ones.
    """
    out = io.BytesIO()
    place = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", 8) as new:
        names = _NAME.findall(old.read("xl/workbook.xml").decode("utf-8"))
        name = unescape(names[number - 1], {"&quot;": '"'})
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                data = data.replace(b"</Types>", _TYPES.encode())
            elif entry.filename == place:
                drawn = f'<drawing xmlns:r="{_R}" r:id="rId1"/></worksheet>'
                data = data.replace(b"</worksheet>", drawn.encode())
            new.writestr(entry.filename, data)
        rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
        new.writestr(rels, _links("drawing", "../drawings/drawing1.xml"))
        new.writestr("xl/drawings/drawing1.xml", _drawing(_width(chart) + 1))
        new.writestr("xl/drawings/_rels/drawing1.xml.rels", _links("chart", "../charts/chart1.xml"))
        new.writestr("xl/charts/chart1.xml", _chart(chart, name))
    return out.getvalue()


def _width(chart: ReportChart) -> int:
    """Return how many columns of the sheet the chart is drawn from."""
    count = max(len(point.values) for point in chart.points)
    return 1 + count + (chart.kind is ChartKind.PARETO)


def _links(kind: str, target: str) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_P}"><Relationship Id="rId1" Type="{_R}/{kind}"'
        f' Target="{target}"/></Relationships>'
    )


def _drawing(column: int) -> str:
    return (
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}"><xdr:twoCellAnchor>'
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f"<xdr:to><xdr:col>{column + COLUMNS_WIDE}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{ROWS_HIGH}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="rId1"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/>"
        "</xdr:twoCellAnchor></xdr:wsDr>"
    )


def _chart(chart: ReportChart, sheet: str) -> str:
    count = max(len(point.values) for point in chart.points)
    rows = len(chart.points)
    drawn = "".join(_series(chart, sheet, number, rows) for number in range(count))
    number_format = _FORMAT.get(chart.shows, "#,##0")
    if chart.kind is ChartKind.LINE:
        body = (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{drawn}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        )
    else:
        stacked = chart.kind is ChartKind.STACK
        grouping = "stacked" if stacked else "clustered"
        overlap = '<c:overlap val="100"/>' if stacked else ""
        body = (
            f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/>'
            f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="60"/>{overlap}'
            '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        )
    axes = _axes(1, 2, number_format, second=False)
    if chart.kind is ChartKind.PARETO:
        shares = _series(chart, sheet, count, rows, line=True)
        body += (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{shares}<c:marker val="1"/><c:axId val="3"/><c:axId val="4"/></c:lineChart>'
        )
        axes += _axes(3, 4, "0%", second=True)
    legend = '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:chart>'
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>'
        f'<a:r><a:rPr sz="1200" b="1"/><a:t>{escape(chart.finding)}</a:t></a:r></a:p></c:rich>'
        '</c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        f"<c:plotArea><c:layout/>{body}{axes}</c:plotArea>"
        f'{legend if count > 1 else ""}<c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )


def _series(chart: ReportChart, sheet: str, number: int, rows: int, *, line: bool = False) -> str:
    """Return a series; bars that matter have a colour of their own."""
    quoted = escape("'" + sheet.replace("'", "''") + "'")
    letter = chr(ord("B") + number)
    alone = not line and len(chart.points[0].values) == 1 and chart.kind is not ChartKind.LINE
    color = "525C68" if line else _COLORS[1] if alone else _COLORS[number % len(_COLORS)]
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    lined = line or chart.kind is ChartKind.LINE
    look = f'<a:ln w="22225">{fill}</a:ln>' if lined else fill
    points = "".join(_matters(place) for place, one in enumerate(chart.points) if one.matters)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{quoted}!${letter}$1</c:f></c:strRef></c:tx>"
        f"<c:spPr>{look}</c:spPr>{'' if lined else _UPRIGHT}"
        f"{points if alone else ''}"
        f"<c:cat><c:strRef><c:f>{quoted}!$A$2:$A${rows + 1}</c:f></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{quoted}!${letter}$2:${letter}${rows + 1}</c:f></c:numRef></c:val>"
        f"{_STRAIGHT if lined else ''}</c:ser>"
    )


def _matters(place: int) -> str:
    return (
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>'
        f'<a:solidFill><a:srgbClr val="{_COLORS[0]}"/></a:solidFill></c:spPr></c:dPt>'
    )


def _axes(across: int, upright: int, number_format: str, *, second: bool) -> str:
    grid = "" if second else _GRID
    most = '<c:max val="1"/><c:min val="0"/>' if second else ""
    crosses = "max" if second else "autoZero"
    return (
        f'<c:catAx><c:axId val="{across}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="{int(second)}"/><c:axPos val="b"/><c:numFmt formatCode="General"'
        ' sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:crossAx val="{upright}"/><c:crosses val="autoZero"/>'
        f'</c:catAx><c:valAx><c:axId val="{upright}"/><c:scaling>'
        f'<c:orientation val="minMax"/>{most}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"r" if second else "l"}"/>{grid}<c:numFmt formatCode="{number_format}"'
        ' sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{across}"/>'
        f'<c:crosses val="{crosses}"/></c:valAx>'
    )
