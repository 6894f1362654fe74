"""Names of languages: BCP 47 tags, and the form that gettext gives them.

>>> canonical("zh-hans"), canonical("ar-sa")
('zh-Hans', 'ar-SA')
>>> to_gettext("ru-RU"), to_gettext("sr-Latn-RS"), from_gettext("sr_RS@latin")
('ru_RU', 'sr_RS@latin', 'sr-Latn-RS')
"""

from __future__ import annotations

import re

# A language tag (RFC 5646), as far as documents have them: "ru-RU", "zh-Hans".
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[0-9A-Za-z]{1,8})*")
# The scripts that gettext writes as a modifier, with their names (gettext manual, "Locale Names").
_MODIFIERS = {"Latn": "latin", "Cyrl": "cyrillic"}
_SCRIPTS = {modifier: script for script, modifier in _MODIFIERS.items()}


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


def canonical(tag: str) -> str:
    """A tag in its canonical case (RFC 5646, section 2.1.1)."""
    first, *rest = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(part), str.lower)(part) for part in rest)])


def to_gettext(tag: str) -> str:
    """The name that PO headers have for a language: ``ll_CC``, ``ll_Script``, ``ll_CC@script``."""
    language, *rest = canonical(tag).split("-")
    modifier = "".join(f"@{_MODIFIERS[part]}" for part in rest if part in _MODIFIERS)
    return "_".join([language, *(part for part in rest if part not in _MODIFIERS)]) + modifier


def from_gettext(name: str) -> str:
    """The tag of a language as a PO header names it; empty where it is none."""
    name, _, modifier = name.strip().partition("@")
    language, *rest = name.replace("_", "-").split("-")
    script = [_SCRIPTS[modifier]] if modifier in _SCRIPTS else []
    tag = "-".join([language, *script, *rest])
    return canonical(tag) if is_tag(tag) else ""
