"""What is known about languages: that it is true, by Unicode, and that it is certain."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from sxskit.languages.conventions import (
    RTL,
    SCRIPTS,
    STOPS,
    foreign_letters,
    is_same_stop,
    joins,
    language_of,
    own_letters,
    repeated_words,
    script_of,
)

# How Unicode names the letters of each script.
NAMES = {
    "Latn": "LATIN",
    "Grek": "GREEK|COPTIC",
    "Cyrl": "CYRILLIC",
    "Armn": "ARMENIAN",
    "Hebr": "HEBREW",
    "Arab": "ARABIC",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Guru": "GURMUKHI",
    "Gujr": "GUJARATI",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Knda": "KANNADA",
    "Mlym": "MALAYALAM",
    "Thai": "THAI",
    "Geor": "GEORGIAN",
    "Hang": "HANGUL",
    "Kana": "HIRAGANA|KATAKANA",
    "Hani": "CJK UNIFIED",
}


CHARACTERS = "".join(map(chr, range(sys.maxunicode + 1)))
LETTERS = {script: re.findall(f"[{letters}]", CHARACTERS) for script, letters in SCRIPTS.items()}


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_letters_of_a_script_are_those_that_unicode_calls_so(script: str) -> None:
    assert len(LETTERS[script]) > 20
    for letter in LETTERS[script]:
        if unicodedata.category(letter).startswith("L"):
            assert re.search(NAMES[script], unicodedata.name(letter)), hex(ord(letter))


def test_no_letter_is_of_two_scripts() -> None:
    count = sum(map(len, LETTERS.values()))
    assert len({letter for letters in LETTERS.values() for letter in letters}) == count


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("ru-RU", "Cyrl"),
        ("de", "Latn"),
        ("DE-at", "Latn"),
        ("ja-JP", "Kana"),
        ("zh-Hans", "Hani"),
        ("zh-Hant-TW", "Hani"),
        ("ko-KR", "Hang"),
        ("he-IL", "Hebr"),
        ("sr-Latn-RS", "Latn"),
        ("sr-cyrl-rs", "Cyrl"),
        ("uz-Cyrl-UZ", "Cyrl"),
        ("pa-Arab-PK", "Arab"),
        ("ja-Latn-JP", "Latn"),
        ("sr", ""),
        ("tlh", ""),
        ("", ""),
    ],
)
def test_a_tag_has_the_script_that_it_says_or_that_is_certain(tag: str, script: str) -> None:
    assert script_of(tag) == script


@pytest.mark.parametrize(
    ("tag", "own", "foreign"),
    [
        ("ru-RU", "Яё", "Ωא日あ"),
        ("de-DE", "Äß", "ЯΩא"),
        ("ja-JP", "あア日", "Я한ก"),
        ("ko-KR", "한日", "あЯก"),
        ("zh-CN", "日", "あ한Я"),
        ("th-TH", "ก", "Яあ日"),
    ],
)
def test_a_letter_is_own_or_foreign(tag: str, own: str, foreign: str) -> None:
    of_tag, others = own_letters(tag), foreign_letters(tag)
    assert of_tag is not None
    assert others is not None
    assert "".join(of_tag.findall(own + foreign)) == own
    assert "".join(others.findall(own + foreign)) == foreign


@pytest.mark.parametrize("tag", ["ru-RU", "ja-JP", "he-IL", "th-TH"])
def test_latin_letters_are_foreign_nowhere(tag: str) -> None:
    others = foreign_letters(tag)
    assert others is not None
    assert not others.search("Contoso É")


@pytest.mark.parametrize("tag", ["sr", "tlh", ""])
def test_no_letter_is_foreign_where_the_script_is_not_known(tag: str) -> None:
    assert (own_letters(tag), foreign_letters(tag)) == (None, None)


@pytest.mark.parametrize(
    ("source", "target", "tag", "is_same"),
    [
        (".", "", "th-TH", True),
        ("?", "", "km-KH", True),
        (":", ".", "ja-JP", True),
        ("?", ".", "ko-KR", True),
        ("…", ".", "zh-CN", True),
        ("?", ";", "el-GR", True),
        (".", "", "ja-JP", False),
        (".", ":", "ja-JP", False),
        (":", ".", "ru-RU", False),
        ("?", ";", "de-DE", False),
        (".", "", "", False),
    ],
)
def test_a_stop_is_the_same_where_the_language_says_so(
    source: str, target: str, tag: str, is_same: bool
) -> None:
    assert is_same_stop(source, target, tag) is is_same


def test_the_stops_are_punctuation() -> None:
    assert {unicodedata.category(stop) for stop in STOPS} == {"Po"}
    assert set(STOPS.values()) == set(".?!:;…")


@pytest.mark.parametrize(
    ("tag", "characters"),
    [
        ("fa-IR", "\u200c\u200d"),
        ("hi-IN", "\u200c\u200d"),
        ("th-TH", "\u200b"),
        ("km-KH", "\u200b"),
        ("he-IL", ""),
        ("ru-RU", ""),
        ("tlh", ""),
    ],
)
def test_a_language_has_its_invisible_characters(tag: str, characters: str) -> None:
    assert joins(tag) == characters


@pytest.mark.parametrize(
    ("tag", "words"),
    [("de-DE", {"die", "das", "sie"}), ("fr-FR", {"nous", "vous"}), ("ru-RU", {"что"})],
)
def test_some_words_may_stand_twice(tag: str, words: set[str]) -> None:
    assert words <= (repeated_words(tag) or set())


@pytest.mark.parametrize("tag", ["zh-CN", "tr-TR", "id-ID", "vi-VN", "hi-IN"])
def test_some_languages_repeat_any_word(tag: str) -> None:
    assert repeated_words(tag) is None


def test_a_language_that_is_not_known_repeats_nothing() -> None:
    assert repeated_words("tlh") == frozenset()


@pytest.mark.parametrize(("tag", "language"), [("ru-RU", "ru"), ("ZH-hans", "zh"), ("", "")])
def test_the_language_is_the_first_part_of_a_tag(tag: str, language: str) -> None:
    assert language_of(tag) == language


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_that_run_from_right_to_left_are_those_of_unicode(script: str) -> None:
    direction = unicodedata.bidirectional(LETTERS[script][0])
    assert (direction in ("R", "AL")) is (script in RTL)
