"""Texts that nobody types and everybody pastes: markup, formulas, commands, odd signs, halves."""

import random
from collections.abc import Iterator

PIECES = (
    *("<b>", "</para>", "<img src='/etc/passwd'/>", "&amp;", "&", "<", "<!--", "]]>", "<para>"),
    *("=1+1", "+86", "-5", "@SUM(A1)", "＝1", "|cmd", '=HYPERLINK("http://x")', "\t=1", "'"),
    *("^XA^XZ", "^FD", "~JR", "\\&", '"\r\nCLS\r\n', "PRINT 9", "N\n", "\x1b@", "_5E"),
    *("'; DROP TABLE claim;--", '" OR 1=1', "%", "_", "%s", "{x}", "{0.__class__}", "%(a)s", "\\"),
    *("\x00", "\x07", "\x1b[31m", "\u2028", "\ufeff", "\u202e", "\u2066", "\u200b", "\ud800"),
    *("\udfff", "\ufffe", "e\u0301\u0323\u0300", "ﬁ", "Å", "한글", "שלום", "مرحبا", "ไทย", "𠮷"),
    *("😀", "👩\u200d🔧", "\U000e0041", "水泵渗漏", "冷车起步异响", "苏BZ0001", "１２３", "\u3000"),
    *("\n", "\r", "\u202egnp.exe", "a\tb"),
    *("../../etc", "C:\\con", "nul.", "a" * 300, "长" * 120, "0" * 40, "1e999", "NaN", "", " "),
)


def odd_texts(count: int, seed: object) -> Iterator[str]:
    """Give texts of one to five pieces and of signs from anywhere; the same for one seed."""
    dice = random.Random(f"texts {seed}")
    for number in range(count):
        if number < len(PIECES):
            yield PIECES[number]
        elif dice.random() < 0.7:
            yield "".join(dice.choices(PIECES, k=dice.randint(1, 5)))
        else:
            signs = (chr(dice.randrange(0x110000)) for _sign in range(dice.randint(1, 40)))
            yield "".join(signs)
