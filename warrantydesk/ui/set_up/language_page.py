"""Language and look: everything applies at once."""

from warrantydesk.i18n import LANGUAGES, N_, _, language
from warrantydesk.ui import window_verbs
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.set_up.captions import LOOKS, TITLES
from warrantydesk.ui.set_up.page import FormPage


class LanguagePage(FormPage):
    """Three choices; another language lets the window come again on this very step."""

    KEY = "language"
    TITLE = TITLES["language"]
    INTRO = N_("Both apply at once, and can be changed at any time under View.")

    def declare(self, form: Form) -> None:
        """Offer languages, looks and sizes."""
        form.section("language", _("Language in use"), _("of the window, the papers and the help"))
        self.language = Segmented([Segment(one.code, one.name) for one in LANGUAGES])
        form.add("language", "", self.language, span=8)
        form.section("look", _("Light, dark and size"))
        self.look = Segmented([Segment(key, _(words)) for key, words in LOOKS.items()])
        form.add("look", _("Colours"), self.look, span=12)
        sizes = [Segment(size, f"{size * 100:.0f} %") for size in theme.SCALES]
        self.size_ = Segmented(sizes)
        form.add("size", _("Size of all letters"), self.size_, span=12)
        self.language.setAccessibleName(_("Language in use"))
        self.language.edited.connect(self._speak)
        self.look.edited.connect(self._restyle)
        self.size_.edited.connect(self._rescale)

    def arrive(self) -> None:
        """Show what is chosen."""
        scale = theme.scale()
        near = min(theme.SCALES, key=lambda one: abs(one - scale))
        look = str(self.window_.memory.value("look", ""))
        values = {"language": language().code, "look": look, "size": near}
        self.form.fill(values, fresh=True)

    def write(self, values: object) -> None:
        """Everything was kept when it was chosen."""

    def _speak(self) -> None:
        code = self.language.value()
        self.form.accept()
        if code != language().code:
            if self.desk.set_up.is_under_way:
                self.desk.set_up.go(self.KEY)
            speak_here(self.window_, code)

    def _restyle(self) -> None:
        window_verbs.look(self.window_, self.look.value())
        self._applied()

    def _rescale(self) -> None:
        window_verbs.rescale(self.window_, self.size_.value())
        self._applied()

    def _applied(self) -> None:
        self.form.accept()
        self.changed.emit()


def speak_here(window: object, code: str) -> None:
    """Speak another language; a desk that is set up already comes again on this step, too."""
    from typing import Any, cast

    from warrantydesk.ui.set_up.opening import open_set_up

    own = cast(Any, window)
    if own.reopen is None or own.desk.set_up.is_under_way:
        window_verbs.speak(own, code)
        return
    own.memory.setValue("language", code)
    own.flush()
    own.reopen(language=code, then=lambda there: open_set_up(there, LanguagePage.KEY))
