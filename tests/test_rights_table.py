"""The written table of rights is the program's own."""

from installer.rights_table import README, written


def test_the_readme_says_what_the_program_does() -> None:
    text = README.read_text("utf-8")
    assert written(text) == text, "python -m installer.rights_table"
