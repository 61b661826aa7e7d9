"""From a label to its marks: the one place that knows every kind of label."""

from dataclasses import replace

from warrantydesk.documents.labels.arrange import arrange
from warrantydesk.documents.labels.box_label import BoxLabel, box_content
from warrantydesk.documents.labels.calibration import CalibrationLabel, calibration_marks
from warrantydesk.documents.labels.marks import Mark
from warrantydesk.documents.labels.mode_label import ModeLabel, mode_marks
from warrantydesk.documents.labels.part_label import PartLabel, part_content
from warrantydesk.documents.labels.place_label import PlaceLabel, place_code, place_marks
from warrantydesk.documents.labels.stock import Stock
from warrantydesk.documents.labels.wedge_label import WedgeLabel, wedge_content

Label = PartLabel | BoxLabel | PlaceLabel | ModeLabel | CalibrationLabel | WedgeLabel


def layout(label: Label, stock: Stock, dpi: int, ladder: bool = False) -> tuple[Mark, ...]:
    """Return the marks of any label on this stock; ladder turns the bars by 90°.

    Raises LabelTooLong when the bars have no room at two dots a module.
    """
    match label:
        case PartLabel():
            return arrange(part_content(label, stock.short_vin), stock, dpi, ladder)
        case BoxLabel():
            return arrange(box_content(label, stock.side), stock, dpi, ladder)
        case PlaceLabel():
            return place_marks(label, stock, dpi, ladder)
        case ModeLabel():
            return mode_marks(label, stock, dpi, ladder)
        case WedgeLabel():
            return arrange(wedge_content(label), replace(stock, qr=False), dpi, ladder)
        case CalibrationLabel():
            return calibration_marks(label, stock, dpi)


def code_of(label: Label) -> str:
    """Return what the bars of a label say, of a test label which test it is."""
    match label:
        case PartLabel():
            return label.tag
        case BoxLabel():
            return label.box
        case PlaceLabel():
            return place_code(label.place)
        case ModeLabel():
            return label.code
        case WedgeLabel():
            return "scanner"
        case CalibrationLabel():
            return "test"
