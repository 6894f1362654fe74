"""Language tags and their gettext names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.languages import likely_subtags
from sxskit.languages.tags import (
    Difference,
    canonical,
    closest,
    difference,
    is_tag,
    scripts,
    tag_of,
    to_gettext,
    varieties,
)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ru-RU", "ru_RU"),
        ("ja", "ja"),
        ("zh-Hans", "zh_Hans"),
        ("zh-Hant-TW", "zh_Hant_TW"),
        ("sr-Latn-RS", "sr_RS@latin"),
        ("sr-Latn", "sr@latin"),
        ("uz-Cyrl-UZ", "uz_UZ@cyrillic"),
        ("es-419", "es_419"),
        ("", ""),
    ],
)
def test_a_tag_and_its_gettext_name_are_each_others_mirror(tag: str, name: str) -> None:
    assert to_gettext(tag) == name
    assert tag_of(name) == tag


@pytest.mark.parametrize(("given", "tag"), [("ar-sa", "ar-SA"), ("ZH-hANS-cn", "zh-Hans-CN")])
def test_case_is_made_canonical(given: str, tag: str) -> None:
    assert canonical(given) == tag


@pytest.mark.parametrize("name", ["", "Russian (Russia)", "ru RU", "C", "_", "ruRU", "hebrew"])
def test_what_is_no_language_is_none(name: str) -> None:
    assert tag_of(name) == ""
    assert not is_tag(name)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        *[("es_ES", "es-ES"), ("es-es", "es-ES"), (" es_ES ", "es-ES"), ("es_ES.UTF-8", "es-ES")],
        *[
            ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
            ("ca_ES@euro", "ca-ES"),
            ("zh_hant_tw", "zh-Hant-TW"),
        ],
        *[("und", ""), ("UND", ""), ("*all*", ""), ("es ES", ""), ("x-none", "")],
    ],
)
def test_the_names_of_other_tools_are_understood(name: str, tag: str) -> None:
    assert tag_of(name) == tag


@pytest.mark.parametrize(
    ("wanted", "tags", "found"),
    [
        ("es-MX", ("de", "es-ES", "es-MX", "es_mx"), ("es-MX", "es_mx")),
        ("es-AR", ("de", "es-ES", "es-MX"), ("es-ES", "es-MX")),
        ("zh-TW", ("zh-CN", "zh-Hant"), ("zh-Hant",)),
        ("zh-TW", ("zh-CN", "zh-HK"), ("zh-HK",)),
        ("he", ("yi", "iw-IL"), ("iw-IL",)),
        ("ru", ("uk", "be"), ()),
        ("ru", (), ()),
    ],
)
def test_the_closest_are_those_of_the_region_or_else_of_the_language(
    wanted: str, tags: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert closest(wanted, tags) == found


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (("ru", "ru-RU", "de", "ru-Cyrl"), ("ru", "de")),
        (("pt-BR", "pt-PT", "pt"), ("pt-BR", "pt-PT")),
        (("zh-CN", "zh-Hans", "zh-TW", "zh-Hant"), ("zh-CN", "zh-TW")),
        (("Lunar", "Lunar", "Martian"), ("Lunar", "Martian")),
        ((), ()),
    ],
)
def test_of_several_names_of_a_language_the_first_stays(
    tags: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert varieties(tags) == found


_TAGS = st.one_of(
    st.text(max_size=12),
    st.from_regex(
        r"(ru|zh|sr|sh|iw|he|no|xx|i)(-Hans|-Latn)?(-CN|-TW|-RS|-419)?(-valencia)?(-x-a)?",
        fullmatch=True,
    ),
)


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("zh-TW", ("Hant",)),
        ("ja", ("Jpan",)),
        ("uz_AF", ("Arab",)),
        ("sr", ("Cyrl", "Latn")),
        ("sr-Latn", ("Latn",)),
        ("no-NO-x-any", ("Latn",)),
        ("tlh", ()),
        ("english", ()),
        ("", ()),
    ],
)
def test_a_language_is_written_in_its_scripts(tag: str, known: tuple[str, ...]) -> None:
    assert scripts(tag) == known


def test_every_language_of_two_letters_has_a_script() -> None:
    likely = [word.partition("=")[0] for word in likely_subtags.LIKELY.split()]
    codes = [code for code in likely if len(code) == 2]
    assert len(codes) > 180
    assert [code for code in codes if not scripts(code)] == []


@given(_TAGS, _TAGS)
def test_any_two_names_are_compared_alike_in_both_directions(one: str, other: str) -> None:
    assert difference(one, other) is difference(other, one)
    assert difference(one, one) is Difference.NONE


def test_the_table_is_well_formed() -> None:
    likely = dict(word.split("=") for word in likely_subtags.LIKELY.split())
    languages = {key for key in likely if "-" not in key}
    assert {"ru", "he", "ja", "zh", "sr", "pa"} <= languages
    for key, value in likely.items():
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3}|-[A-Z]{2})?", key), key
        assert re.fullmatch(r"[A-Z][a-z]{3}-([A-Z]{2}|[0-9]{3})", value), key
        assert key.partition("-")[0] in languages
    several = dict(word.split("=") for word in likely_subtags.SCRIPTS.split())
    for key, value in several.items():
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", key), key
        assert re.fullmatch(r"[A-Z][a-z]{3}(-[A-Z][a-z]{3})*", value), key
        assert set(value.split("-")) <= set(several[key.partition("-")[0]].split("-"))
    aliases = dict(word.split("=") for word in likely_subtags.LANGUAGE_ALIASES.split())
    for name, tag in aliases.items():
        assert name == name.lower()
        assert tag.partition("-")[0] in languages
        assert tag.lower() not in aliases
