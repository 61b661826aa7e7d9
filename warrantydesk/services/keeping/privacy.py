"""A person's values taken out of the desk."""

from warrantydesk.services.bench import Bench


class PrivacyService:
    """Takes a person's values out of rows, snapshots, files and the search."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
