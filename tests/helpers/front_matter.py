"""Front-matter values and how they are replaced."""

from __future__ import annotations

from typing import Any

import yaml

from sxskit import FrontMatter

HOSTILE = (
    *("Nights: all", 'say "x"', "it's 'so'", "a # b", "# x", "---", "...", "- x", "? x", "| x"),
    *(
        "@x",
        "%x",
        "&x y",
        "*x",
        "!x y",
        "`x`",
        "> x",
        "[a, b]",
        "{a: b}",
        ", x",
        '"',
        "'",
        "<<",
        "=",
    ),
    *("🔭 ночь", "\u202bכוכב\u202c", "a\nb\n\nc\n", "\n", "a\r\nb", "\r", "", " ", "  x  ", "x  "),
    *("null", "~", "true", "no", "1e3", "0x1f", "12", "2.0", "2026-11-22", "a\tb\t", "\tx"),
    *("\u00a0x\u00a0", "a\u2028b\u2029", "a\x85b", "\ufeffx", "a\\nb\\", "a\x07b\x00", "\x1b[0m"),
    *("#<span data-ttu-id=", '# <span data-ttu-id="7-1">x', '<a name="x"></a>', "---\nx"),
    *("word " * 400 + "end", "x" * 5000),
)


# What types its values, and what takes every one for a text.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def inner(block: FrontMatter) -> str:
    """What stands between the lines of dashes."""
    return block.text[block.text.index("\n") + 1 : block.text.rindex("---")]


def loaded(block: FrontMatter, loader: Any = _BaseLoader) -> dict[str, object]:
    values = yaml.load(inner(block), loader)  # noqa: S506
    return values if isinstance(values, dict) else {}


def texts(values: dict[str, object]) -> dict[str, str | None]:
    return {key: value if isinstance(value, str) else None for key, value in values.items()}


def assert_replaced(block: FrontMatter, key: str, value: str) -> FrontMatter:
    """The block with another value, which is what it has to be."""
    before, was = loaded(block), loaded(block, _Loader)[key]
    new = block.replace(key, value)
    after, now = loaded(new), loaded(new, _Loader)[key]
    assert list(after) == list(before)
    assert after == {**before, key: value}
    if new != block:
        assert now == value or (was is not None and type(now) is type(was)), (was, now)
    assert new.get(key) == value
    assert FrontMatter.of(f"{new.text}# Body\n") == new
    assert new.replace(key, value) is new
    return new
