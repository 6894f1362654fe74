r"""The words of a text, as they are counted and paid for.

>>> words("It's [well-known](a.md): **re**do `System.Linq`, \\<T> &mdash; <b>使う</b>")
("It's", 'well-known', 'redo', 'System.Linq', 'T', '使', 'う')

The definition of a word follows GMX-V 2.0, the standard for volumes of translation work, and with
it Unicode (UAX 29): letters and digits, with the apostrophes, hyphens and points between them. A
number is a word, and so is a visible URL. Code counts as the words in it. Markup (tags, references,
comments, destinations and labels of links, the frame) does not count and does not end a word,
unless it breaks the line. GMX-V divides the characters of languages without white space between
words by a factor; here each Han character, each kana, and each letter of Thai, Lao, Khmer and
Burmese is a word. Takes linear time, also on hostile texts.
"""

from __future__ import annotations

import re
from html import unescape

from sxskit.markdown.inline import tokens
from sxskit.patterns import pattern

# Elements that break the line.
_BREAK = pattern("br|hr|p|div|li|ul|ol|table|t[dhr]", re.I)
# Han, kana, and the letters of Thai, Lao, Burmese and Khmer.
_SINGLE = (
    r"\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"
    r"\u1000-\u102a\u103f\u1780-\u17b3"
)
# The ends of words: white space, punctuation, symbols, direction marks. Other characters that
# are not letters are part of a word: vowel signs and accents, which `\w` does not match, joiners.
_END = (
    r"\s!-/:-@\[-`{-~\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u037e\u0387\u0589"
    r"\u05be\u05c0\u05c3\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u0e4f\u0e5a\u0e5b"
    r"\u104a-\u104f\u1361-\u1368\u17d4-\u17d6\u2000-\u200b\u200e-\u205f\u2066-\u206f\u20a0-\u20cf"
    r"\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufe30-\ufe6f"
    r"\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001faff"
)
_START, _REST = rf"[^\W_{_SINGLE}]", rf"[^{_END}{_SINGLE}]*+"
# A letter that counts alone, with its signs. A stretch of letters and digits of other languages.
SINGLE_LETTER = rf"[{_SINGLE}][^\w{_END}]*+"
STRETCH = rf"{_START}{_REST}"
# A letter that counts alone, with its signs; a URL; a word: it's, well-known, a_b, 1,000, דוא"ל.
_WORD = pattern(
    rf"{SINGLE_LETTER}"
    r"|https?://[!-;=?-~]++"
    rf"|{STRETCH}(?>(?:(?:['’.·‐‑\u05be-]|_++|(?<=[0-9]),(?=[0-9])|\"(?=[א-ת]))"
    rf"(?={_START}){_REST})*)"
)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in order, without its markup."""
    return tuple(_WORD.findall(_shown(text)))


def count_words(*texts: str) -> tuple[int, int]:
    """Return the number of words in texts, and of the characters in these words."""
    found = _WORD.findall("\n".join(map(_shown, texts)))  # a line break ends a word
    return len(found), len("".join(found))


def _shown(text: str) -> str:
    """The visible part of a text; delimiters that are not at the edge of a word stay."""
    if "\\" in text or "<" in text or "&" in text or "]" in text:
        return _without_tokens(text)
    if "`" not in text:
        return text.replace("*", "")
    is_closed = "``" not in text and text.count("`") % 2 == 0
    return text.replace("`", "") if is_closed and "*" not in text else _without_tokens(text)


def _without_tokens(text: str) -> str:
    """The visible part of a text with any markup."""
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        match token.lastgroup:
            case "escape":
                shown = token[0][1]
            case "code":
                shown = token["content"]
            case "entity":
                shown = unescape(token[0])
            case "link":
                shown = token["title"]
            case "tag":
                shown = " " if token["name"] and _BREAK.fullmatch(token["name"]) else ""
            case "run" if token[0][0] == "*":
                shown = ""
            case "include" | "xref" | "label":
                shown = ""
            case _:
                continue
        parts += text[end : token.start()], shown
        end = token.end()
    return "".join([*parts, text[end:]])
