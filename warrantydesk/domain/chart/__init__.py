"""Charts of reports as plain shapes: laid out once, painted on the screen and on paper alike."""

from warrantydesk.domain.chart.layout import laid_out
from warrantydesk.domain.chart.shapes import Area, Ink, Measure, Picture

__all__ = ["Area", "Ink", "Measure", "Picture", "laid_out"]
