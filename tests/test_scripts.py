"""Documents in every language of CLDR: written in its letters, and in those of another script.

``exemplars.txt`` is made by ``scripts/cldr.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sxskit import (
    Frame,
    Unit,
    check,
    parse,
)
from sxskit.languages.conventions import scripts_of

_LINES = (Path(__file__).parent / "exemplars.txt").read_text("utf-8").splitlines()
EXEMPLARS = dict(line.split() for line in _LINES if not line.startswith("#"))
# The first of the two, or the second for a language that has the first.
FOREIGN = ("გამარჯობა მსოფლიო", "สวัสดีชาวโลก")


def messages(language: str, target: str) -> list[str]:
    unit = Unit("7758d-103", "Hello, world", target, Frame.of("7758d-103"))
    document = parse(f"---\nms.contentlocale: {language}\n---\n{unit.text}")
    return [finding.message for finding in check(document, "a.md", codes={"wrong-script"})]


def foreign(language: str) -> str:
    return FOREIGN["Geor" in scripts_of(language)]


def test_the_languages_of_cldr_are_there() -> None:
    assert len(EXEMPLARS) > 350
    assert {"ru", "am", "dv", "ii", "pa-Arab", "az-Cyrl", "ff-Adlm", "zh-Hant"} <= EXEMPLARS.keys()
    assert all(map(scripts_of, EXEMPLARS))


def test_the_letters_of_a_language_are_right() -> None:
    found = {tag: messages(tag, f"{letters} {letters}") for tag, letters in EXEMPLARS.items()}
    assert {tag: each for tag, each in found.items() if each} == {}


def test_another_script_is_wrong() -> None:
    texts = {tag: foreign(tag) for tag in EXEMPLARS}
    assert {tag: messages(tag, text) for tag, text in texts.items()} == {
        tag: [f"7758d-103: '{text}' is not in a script of {tag}"] for tag, text in texts.items()
    }


def test_any_script_of_a_language_is_right_where_the_tag_names_none() -> None:
    open_tags = {tag: tag.partition("-")[0] for tag in EXEMPLARS if "-" in tag}
    assert len(open_tags) > 50
    found = {tag: messages(language, EXEMPLARS[tag]) for tag, language in open_tags.items()}
    assert {tag: each for tag, each in found.items() if each} == {}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        *(("pa-IN", "pa-Arab"), ("pa-PK", "pa"), ("kk-KZ", "kk-Arab"), ("az-Latn", "az-Cyrl")),
        *(("sd-IN", "sd"), ("mn-CN", "mn"), ("uz-AF", "uz-Cyrl"), ("ms-CC", "th")),
    ],
)
def test_a_script_that_a_language_has_elsewhere_is_wrong(language: str, written: str) -> None:
    assert len(messages(language, EXEMPLARS[written])) == 1


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("pa-PK", "ست سری اکال دنیا"),
        ("ja-JP", "時々、人々は佐々木さん"),
        ("ja-JP", "サーバー"),
        ("zh-TW", "ㄅㄆㄇ 注音符號"),
        ("sr-Latn-ME", "Zdravo, svete"),
        ("uz-UZ", "Салом, дунё"),
        ("si-LK", "ශ්\u200dරී ලංකා"),
        ("dv-MV", "ހެޔޮ ދުނިޔެ"),
        ("iu-CA", "ᐊᐃᓐᖓᐃ"),
        ("tlh", "Плаво небо"),
    ],
)
def test_greetings_are_in_the_script_of_their_language(language: str, target: str) -> None:
    assert messages(language, target) == []
