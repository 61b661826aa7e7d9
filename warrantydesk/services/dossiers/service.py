"""Dossiers: a claim with all its papers as one file; audit packs of many."""

from warrantydesk.services.bench import Bench


class DossierService:
    """Builds dossiers and audit packs."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
