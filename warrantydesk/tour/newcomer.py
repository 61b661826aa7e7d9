"""What a newcomer meets: the steps of setting up, the sheets to take over, palette and help."""

from warrantydesk.tour.walk import Walk
from warrantydesk.ui.help.window import HelpWindow
from warrantydesk.ui.palette.card import Palette
from warrantydesk.ui.set_up.dialog import SetUpDialog
from warrantydesk.ui.take_over_dialog import TakeOverDialog

_FEW_LETTERS = "sb"


def look_around(way: Walk) -> None:
    """Show what helps on the first day, over the demo shop."""
    stage = way.stage
    way.desk.people.act_as("S01")
    stage.open("today")
    way.shoot_over("set-up", SetUpDialog(stage.window, "printers"))
    way.shoot_over("take-over", TakeOverDialog(stage.shell, way.desk))
    palette = Palette(stage.window)
    stage.settle()
    palette.line.setText(_FEW_LETTERS)
    way.shoot("palette")
    palette.end()
    stage.settle()
    help_window = HelpWindow(stage.window, stage.window)
    help_window.show_page("shelf", "")
    way.shoot_over("help", help_window)
