"""Papers: PAPERS of claims, PART_PAPERS of old parts, those of statements and months, in order,
and the service that draws them.

The menus, the tour and the command line run over them.
"""

from warrantydesk.services.papers.claim_papers import PAPERS
from warrantydesk.services.papers.every import EVERY_PAPER
from warrantydesk.services.papers.month_papers import MONTH_PAPERS
from warrantydesk.services.papers.paper import Draw, Paper
from warrantydesk.services.papers.part_papers import PART_PAPERS
from warrantydesk.services.papers.service import PaperService
from warrantydesk.services.papers.shipment_papers import SHIPMENT_PAPERS
from warrantydesk.services.papers.statement_papers import STATEMENT_PAPERS

__all__ = [
    "EVERY_PAPER",
    "MONTH_PAPERS",
    "PAPERS",
    "PART_PAPERS",
    "SHIPMENT_PAPERS",
    "STATEMENT_PAPERS",
    "Draw",
    "Paper",
    "PaperService",
]
