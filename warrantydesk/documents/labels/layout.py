"""From a label to its marks: the one place that knows every kind of label."""

from warrantydesk.documents.labels.arrange import arrange
from warrantydesk.documents.labels.box_label import BoxLabel, box_content
from warrantydesk.documents.labels.calibration import CalibrationLabel, calibration_marks
from warrantydesk.documents.labels.marks import Mark
from warrantydesk.documents.labels.part_label import PartLabel, part_content
from warrantydesk.documents.labels.place_label import PlaceLabel, place_marks
from warrantydesk.documents.labels.stock import Stock

Label = PartLabel | BoxLabel | PlaceLabel | CalibrationLabel


def layout(label: Label, stock: Stock, dpi: int, ladder: bool = False) -> tuple[Mark, ...]:
    """Return the marks of any label on this stock; ladder turns the bars by 90°.

    Raises LabelTooLong when the bars have no room at two dots a module.
    """
    match label:
        case PartLabel():
            return arrange(part_content(label, stock.short_vin), stock, dpi, ladder)
        case BoxLabel():
            return arrange(box_content(label), stock, dpi, ladder)
        case PlaceLabel():
            return place_marks(label, stock, dpi, ladder)
        case CalibrationLabel():
            return calibration_marks(label, stock, dpi)
