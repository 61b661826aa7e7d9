"""A label of the scanner test: characters that a hand scanner must type as they stand."""

from dataclasses import dataclass

from warrantydesk.documents.labels.content import NAME, NUMBER, Content, row
from warrantydesk.i18n import _


@dataclass(frozen=True)
class WedgeLabel:
    """One line of the scanner test; ``number`` of ``lines`` tells which."""

    text: str
    number: int = 1
    lines: int = 1


def wedge_content(label: WedgeLabel) -> Content:
    """Return the label in words of the language in use."""
    return Content(
        code=label.text,
        readable=label.text,
        rows=(
            row(
                _("Scanner test {n} of {all}", n=label.number, all=label.lines),
                size=NAME,
                bold=True,
            ),
            row(_("Scan it into the test field."), size=NUMBER),
            row(_("It must type exactly what stands below the bars."), lines=2),
        ),
    )
