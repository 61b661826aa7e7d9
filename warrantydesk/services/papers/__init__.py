"""Papers: PAPERS of claims and PART_PAPERS of old parts in order, and the service that draws them.

The menus, the tour and the command line run over them.
"""

from warrantydesk.services.papers.claim_papers import PAPERS
from warrantydesk.services.papers.paper import Draw, Paper
from warrantydesk.services.papers.part_papers import PART_PAPERS
from warrantydesk.services.papers.service import PaperService
from warrantydesk.services.papers.shipment_papers import SHIPMENT_PAPERS

__all__ = ["PAPERS", "PART_PAPERS", "SHIPMENT_PAPERS", "Draw", "Paper", "PaperService"]
