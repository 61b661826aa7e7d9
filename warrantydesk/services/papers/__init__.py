"""Papers: PAPERS in order, and the service that draws them.

The menu, the tour and the command line run over PAPERS.
"""

from warrantydesk.services.papers.paper import Draw, Paper
from warrantydesk.services.papers.service import PAPERS, PaperService

__all__ = ["PAPERS", "Draw", "Paper", "PaperService"]
