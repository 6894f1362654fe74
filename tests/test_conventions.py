"""What is known about languages: that it is true, by Unicode, and that it is certain."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from sxskit.checks.translation.characters import odd
from sxskit.languages.conventions import (
    STOPS,
    foreign_letters,
    is_same_stop,
    joins,
    language_of,
    own_letters,
    repeated_words,
    runs_right_to_left,
    script_of,
    scripts_of,
)
from sxskit.languages.letters import LETTERS, RIGHT_TO_LEFT, SHARED

CHARACTERS = "".join(map(chr, range(sys.maxunicode + 1)))
FOUND = {script: re.findall(f"[{letters}]", CHARACTERS) for script, letters in LETTERS.items()}
# How Unicode names the letters of a script, where every letter has the name in its own.
NAMES = {
    "Cyrl": "CYRILLIC",
    "Armn": "ARMENIAN",
    "Hebr": "HEBREW",
    "Arab": "ARABIC",
    "Deva": "DEVANAGARI",
    "Sinh": "SINHALA",
    "Thai": "THAI",
    "Tibt": "TIBETAN",
    "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN",
    "Khmr": "KHMER",
    "Cans": "CANADIAN SYLLABICS",
    "Tfng": "TIFINAGH",
    "Hang": "HANGUL",
    "Hira": "HIRAGANA|HENTAIGANA",
    "Yiii": "YI",
}


@pytest.mark.parametrize("script", NAMES)
def test_the_letters_of_a_script_are_those_that_unicode_calls_so(script: str) -> None:
    assert len(FOUND[script]) > 20
    for letter in FOUND[script]:
        if unicodedata.category(letter).startswith("L"):
            assert re.search(NAMES[script], unicodedata.name(letter)), hex(ord(letter))


def test_no_letter_is_of_two_scripts() -> None:
    count = sum(map(len, FOUND.values()))
    assert len({letter for letters in FOUND.values() for letter in letters}) == count


def test_a_letter_that_scripts_share_belongs_to_none_alone() -> None:
    shared = set(re.findall(f"[{''.join(SHARED.values())}]", CHARACTERS))
    assert {"ー", "ـ", "ʼ"} <= shared
    assert shared.isdisjoint(letter for letters in FOUND.values() for letter in letters)


@pytest.mark.parametrize(
    ("letter", "script"),
    [("々", "Hani"), ("〇", "Hani"), ("Ａ", "Latn"), ("ﾊ", "Kana"), ("ﷲ", "Arab"), ("ꙋ", "Cyrl")],
)
def test_a_letter_outside_of_the_block_of_its_script_has_it(letter: str, script: str) -> None:
    assert [name for name, letters in FOUND.items() if letter in letters] == [script]


@pytest.mark.parametrize("char", ["№", "€", "µ", "٣", "३", "。", "\u0301", "😀", "\ufdd0"])
def test_signs_digits_and_accents_are_letters_of_no_script(char: str) -> None:
    assert [name for name, letters in FOUND.items() if char in letters] == []


@pytest.mark.parametrize(
    ("tag", "scripts"),
    [
        ("ru-RU", "Cyrl"),
        ("de", "Latn"),
        ("DE-at", "Latn"),
        ("ja-JP", "Kana Hira Hani"),
        ("zh-Hans", "Hani Bopo"),
        ("zh-Hant-TW", "Hani Bopo"),
        ("zh-TW", "Hani Bopo"),
        ("ko-KR", "Hang Hani"),
        ("he-IL", "Hebr"),
        ("iw", "Hebr"),
        ("nb-NO", "Latn"),
        ("sh", "Latn"),
        ("fil-PH", "Latn"),
        ("chr-US", "Cher"),
        ("sr-Latn-RS", "Latn"),
        ("sr-cyrl-rs", "Cyrl"),
        ("uz-Cyrl-UZ", "Cyrl"),
        ("pa-Arab-PK", "Arab"),
        ("ja-Latn-JP", "Latn"),
        ("ur-Aran-PK", "Arab"),
        ("tlh", ""),
        ("tlh-Latn", "Latn"),
        ("en-Zzzz", ""),
        ("", ""),
    ],
)
def test_a_tag_has_the_scripts_that_it_says_or_that_are_certain(tag: str, scripts: str) -> None:
    assert scripts_of(tag) == tuple(scripts.split())
    assert script_of(tag) == scripts.partition(" ")[0]


@pytest.mark.parametrize(
    ("tag", "scripts"),
    [
        ("pa", "Guru Arab"),
        ("pa-IN", "Guru"),
        ("pa-PK", "Arab"),
        ("sr", "Cyrl Latn"),
        ("sr-RS", "Cyrl Latn"),
        ("sr-ME", "Latn Cyrl"),
        ("az", "Latn Arab Cyrl"),
        ("az-AZ", "Latn Cyrl"),
        ("az-IR", "Arab"),
        ("uz-UZ", "Latn Cyrl"),
        ("uz-AF", "Arab"),
        ("kk-KZ", "Cyrl"),
        ("kk-CN", "Arab"),
        ("ku-TR", "Latn"),
        ("ku-IQ", "Arab Latn"),
        ("ku-FR", "Latn Arab Cyrl"),  # not known there: any of its scripts
        ("mn-CN", "Mong"),
        ("sd-PK", "Arab"),
        ("sd-IN", "Deva"),
        ("bs-BA", "Latn Cyrl"),
        ("hi-IN", "Deva"),  # a romanization counts where it is common
    ],
)
def test_a_language_has_the_scripts_of_its_region(tag: str, scripts: str) -> None:
    assert scripts_of(tag) == tuple(scripts.split())


@pytest.mark.parametrize(
    ("tag", "own", "foreign"),
    [
        ("ru-RU", "Яё", "Ωא日あ"),
        ("de-DE", "Äß", "ЯΩא"),
        ("ja-JP", "あア日々ー", "Я한ก"),
        ("ko-KR", "한日", "あЯก"),
        ("zh-CN", "日々〇", "あ한Я"),
        ("th-TH", "ก", "Яあ日"),
        ("sr-RS", "ЯŠ", "Ωא日"),
        ("pa-PK", "پ", "ਪЯ"),
        ("ff-Adlm-GN", "\U0001e900", "Я日\U00020000"),
    ],
)
def test_a_letter_is_own_or_foreign(tag: str, own: str, foreign: str) -> None:
    of_tag, others = own_letters(tag), foreign_letters(tag)
    assert of_tag is not None
    assert others is not None
    assert "".join(of_tag.findall(own + foreign)) == own
    assert "".join(others.findall(own + foreign)) == foreign


@pytest.mark.parametrize("tag", ["ru-RU", "ja-JP", "he-IL", "th-TH", "am-ET"])
def test_latin_letters_are_foreign_nowhere(tag: str) -> None:
    others = foreign_letters(tag)
    assert others is not None
    assert not others.search("Contoso É")


@pytest.mark.parametrize("tag", ["tlh", "en-Zzzz", ""])
def test_no_letter_is_foreign_where_the_script_is_not_known(tag: str) -> None:
    assert (own_letters(tag), foreign_letters(tag)) == (None, None)


@pytest.mark.parametrize("tag", ["ru-RU", "ja-JP", "pa", "ff-Adlm", "tlh"])
def test_every_foreign_letter_is_worth_a_look(tag: str) -> None:
    foreign, looked_at = foreign_letters(tag), odd(tag)
    letters = "".join(letter for each in FOUND.values() for letter in (each[0], each[-1]))
    if foreign:
        assert all(map(looked_at.match, foreign.findall(letters)))
    assert not looked_at.search("Contoso É 1. №😀👍\ufdd0")


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
        ("my-MM", "\u200b"),
        ("si-LK", "\u200c\u200d"),
        ("or-IN", "\u200c\u200d"),
        ("pa-PK", "\u200c\u200d"),
        ("mn-CN", "\u180e\u200c\u200d"),
        ("mn-Cyrl-MN", ""),
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


@pytest.mark.parametrize("script", LETTERS)
def test_the_scripts_that_run_from_right_to_left_are_those_of_unicode(script: str) -> None:
    directions = {unicodedata.bidirectional(letter) for letter in FOUND[script]}
    assert (not directions.isdisjoint(("R", "AL"))) is (script in RIGHT_TO_LEFT.split())


@pytest.mark.parametrize(
    ("tag", "does"),
    [
        ("ar-SA", True),
        ("dv-MV", True),
        ("ks-IN", True),
        ("pa-PK", True),
        ("pa-IN", False),
        ("ru-RU", False),
        ("tlh", False),
    ],
)
def test_a_language_runs_from_right_to_left_where_its_script_does(tag: str, does: bool) -> None:
    assert runs_right_to_left(tag) is does
