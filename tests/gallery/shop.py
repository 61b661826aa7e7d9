"""The shop of the gallery: one demo shop built once, a copy of it for every run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warrantydesk.demo.shop import build
from warrantydesk.domain.person import Person, Role
from warrantydesk.services.desk import Desk

CLAIMS, SEED = 300, 1
CLERK, MANAGER = "S01", "S13"


def built(folder: Path) -> Path:
    """Return the shop under a folder, built where it is not there yet."""
    shop = folder / "shop"
    if not (shop / "claims.db").exists():
        build(shop, CLAIMS, SEED)
    return shop


@contextmanager
def open_copy(shop: Path, folder: Path) -> Iterator[Desk]:
    """Give the open desk over a copy of a shop; the clerk acts."""
    copy = shutil.copytree(shop, folder, ignore=shutil.ignore_patterns("app.lock*"))
    with Desk(copy).open() as desk:
        desk.people.act_as(CLERK)
        yield desk


@contextmanager
def open_empty(folder: Path) -> Iterator[Desk]:
    """Give an open desk that has nothing yet but its people; the clerk acts."""
    with Desk(folder).open(create=True, demo=True) as desk:
        with desk.bench.change("set up"):
            desk.stores.people.add(Person(CLERK, "王敏", (Role.CLERK,)))
        desk.people.act_as(CLERK)
        yield desk
