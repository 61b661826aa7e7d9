"""All scenes of the gallery: whoever adds a screen or a dialog adds its scene here.

A file of scenes names them in a tuple SCENES; the tuples are laid together below.
"""

from tests.gallery import (
    scenes_care,
    scenes_claim,
    scenes_house,
    scenes_money,
    scenes_shelf,
    scenes_tabs,
)
from tests.gallery.scene import Scene

SCENES: tuple[Scene, ...] = (
    *scenes_tabs.SCENES,
    *scenes_care.SCENES,
    *scenes_claim.SCENES,
    *scenes_shelf.SCENES,
    *scenes_money.SCENES,
    *scenes_house.SCENES,
)
EMPTY: tuple[Scene, ...] = scenes_tabs.EMPTY
"""Scenes of a desk that has nothing yet."""
