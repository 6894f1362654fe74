"""Language tags and their gettext names."""

from __future__ import annotations

import pytest

from sxskit.languages import canonical, from_gettext, is_tag, to_gettext


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
    assert from_gettext(name) == tag


@pytest.mark.parametrize(("given", "tag"), [("ar-sa", "ar-SA"), ("ZH-hANS-cn", "zh-Hans-CN")])
def test_case_is_made_canonical(given: str, tag: str) -> None:
    assert canonical(given) == tag


@pytest.mark.parametrize("name", ["", "Russian (Russia)", "ru RU", "C", "_"])
def test_what_is_no_language_is_none(name: str) -> None:
    assert from_gettext(name) == ""
    assert not is_tag(name)
