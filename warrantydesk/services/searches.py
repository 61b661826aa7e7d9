"""Searches that a person keeps."""

from warrantydesk.services.bench import Bench


class SavedSearchService:
    """Keeps searches under names."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
