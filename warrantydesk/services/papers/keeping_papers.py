"""The papers of records kept and disposed of: KEEPING_PAPERS."""

from warrantydesk.i18n import N_
from warrantydesk.services.papers import disposal_list, redaction_certificate
from warrantydesk.services.papers.disposal_list import DISPOSAL_LIST
from warrantydesk.services.papers.paper import Paper
from warrantydesk.services.papers.redaction_certificate import CERTIFICATE

KEEPING_PAPERS = (
    Paper(
        DISPOSAL_LIST,
        N_("Records to be disposed of"),
        disposal_list.prepare,
        number=disposal_list.number,
    ),
    Paper(
        CERTIFICATE,
        N_("Certificate of deletion"),
        redaction_certificate.prepare,
        number=redaction_certificate.number,
    ),
)
