"""The colours of the program, light and dark, by the name of their use."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """What a colour says; ``NEUTRAL`` says nothing."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


@dataclass(frozen=True, eq=False, repr=False)
class Tokens:
    """Every colour that a painter may ask for."""

    dark: bool
    window: QColor
    base: QColor
    alt: QColor
    field: QColor
    fline: QColor
    line: QColor
    line2: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    accent_fill: QColor
    on_accent: QColor
    accent_tint: QColor
    danger: QColor
    danger_tint: QColor
    warn: QColor
    warn_tint: QColor
    warn_mark: QColor
    warn_sign: QColor
    ok: QColor
    ok_tint: QColor
    bar: QColor
    track: QColor
    neutral_tint: QColor
    hover: QColor

    def color(self, name: str) -> QColor:
        """Return a colour by its name; an unknown name is an AttributeError."""
        found: QColor = getattr(self, name)
        return found

    def ink_of(self, tone: Tone) -> QColor:
        """Return the text colour of a tone."""
        return self.color("ink2" if tone is Tone.NEUTRAL else tone.value)

    def tint_of(self, tone: Tone) -> QColor:
        """Return the background tint of a tone."""
        return self.color(f"{tone.value}_tint")

    def mark_of(self, tone: Tone) -> QColor:
        """Return the colour of bars and outlines of a tone."""
        if tone is Tone.WARN:
            return self.warn_mark
        return self.color("bar" if tone is Tone.NEUTRAL else tone.value)


def _tokens(dark: bool, **colors: str) -> Tokens:
    return Tokens(dark, **{name: QColor(text) for name, text in colors.items()})


LIGHT = _tokens(
    False,
    window="#F1F3F5",
    base="#FFFFFF",
    alt="#F7F8FA",
    field="#FFFFFF",
    fline="#838C96",
    line="#DFE3E8",
    line2="#BFC6CE",
    ink="#1B2026",
    ink2="#525C68",
    ink3="#66707B",
    accent="#1D5FA8",
    accent_fill="#1D5FA8",
    on_accent="#FFFFFF",
    accent_tint="#E5EEF8",
    danger="#B3261E",
    danger_tint="#FBEAE8",
    warn="#865000",
    warn_tint="#FCF1DC",
    warn_mark="#CC8000",
    warn_sign="#1B2026",
    ok="#1C6B40",
    ok_tint="#E5F3EA",
    bar="#8591A0",
    track="#E4E8EC",
    neutral_tint="#E4E8EC",
    hover="#EDF0F3",
)

DARK = _tokens(
    True,
    window="#1B1E22",
    base="#23272C",
    alt="#282D33",
    field="#16191C",
    fline="#6C7682",
    line="#353B43",
    line2="#515A65",
    ink="#E8EBEE",
    ink2="#B0B8C1",
    ink3="#98A2AD",
    accent="#84B8F5",
    accent_fill="#2C68AE",
    on_accent="#FFFFFF",
    accent_tint="#22384F",
    danger="#FF8F85",
    danger_tint="#43292A",
    warn="#F0BC58",
    warn_tint="#3B3222",
    warn_mark="#E8A93A",
    warn_sign="#1B2026",
    ok="#79CC9A",
    ok_tint="#203829",
    bar="#7F8A97",
    track="#3A414A",
    neutral_tint="#3A414A",
    hover="#2E343B",
)


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette that native widgets paint with."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, roles in {
        "window": (role.Window,),
        "field": (role.Base,),
        "alt": (role.AlternateBase,),
        "ink": (role.Text, role.WindowText, role.ButtonText),
        "ink3": (role.PlaceholderText,),
        "line": (role.Midlight,),
        "line2": (role.Mid,),
        "accent": (role.Link, role.LinkVisited),
        "accent_fill": (role.Accent, role.Highlight),
        "on_accent": (role.HighlightedText,),
    }.items():
        for one in roles:
            palette.setColor(one, tokens.color(name))
    palette.setColor(role.Button, tokens.alt if tokens.dark else tokens.base)
    palette.setColor(role.Light, tokens.line if tokens.dark else tokens.base)
    palette.setColor(role.Dark, tokens.fline)
    palette.setColor(role.ToolTipBase, tokens.base)
    palette.setColor(role.ToolTipText, tokens.ink)
    for one in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, tokens.ink3)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, tokens.track)
    return palette
