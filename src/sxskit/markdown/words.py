"""The words of a text, as GMX-V counts them."""

from __future__ import annotations

import re
from html import unescape

# What no text is without in which something is not shown as it stands.
_MARKED = re.compile(r"[\\`<&*\]]")


# That something, with what is shown of it as a group. None reads on over others of its kind without
# taking them, so it takes linear time.
_MARKUP = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])                            # \_
  | (?<!`)``++(?P<fenced>[^`]*+(?>(?:`(?!`)[^`]*+)*))``++     # ``a`b``
  | `(?P<code>[^`]++)`                                        # `a`
  | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | <!--(?>(?:[^-]++|-(?!->))*)(?:-->)?                       # <!-- a -->
  | <xref:[^\s<>]++>                                          # <xref:System.Action>
  | (?P<break></?(?i:br|hr|p|div|li|ul|ol|table|t[dhr])\b[^<>]*+>)
  | </?[A-Za-z][A-Za-z0-9-]*+                                 # <b>, <T>, <a b="c">; not <your name>
      (?>(?:\s++[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++))*)\s*+/?>
  | \]\(\s*+(?:<[^<>\n]*+>|[^\s()]*+(?>(?:\([^\s()]*+\)[^\s()]*+)*))         # ](a_(b).md "title")
      (?P<title>(?>(?:\s++(?:"(?>(?:[^"\\]++|\\.)*)"|'(?>(?:[^'\\]++|\\.)*)'))?))\s*+\)
  | \]\[[^\[\]]*+\]                                           # ][label]
  | \[![A-Za-z-]++\s*+\[[^\[\]]*+\]\([^()]*+\)\]              # [!INCLUDE [a](b.md)]
  | \*++
    """,
    re.VERBOSE | re.DOTALL,
)


# Han, kana, and the letters of Thai, Lao, Burmese and Khmer.
_SINGLE = (
    r"\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"
    r"\u1000-\u102a\u103f\u1780-\u17b3"
)


# What ends a word: white space, punctuation, symbols, marks of direction. What is neither that nor
# a letter goes on with the word: vowel signs and accents, which `\w` does not know, and joiners.
_END = (
    r"\s!-/:-@\[-`{-~\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u037e\u0387\u0589"
    r"\u05be\u05c0\u05c3\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u0e4f\u0e5a\u0e5b"
    r"\u104a-\u104f\u1361-\u1368\u17d4-\u17d6\u2000-\u200b\u200e-\u205f\u2066-\u206f\u20a0-\u20cf"
    r"\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufe30-\ufe6f"
    r"\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001faff"
)


_START, _REST = rf"[^\W_{_SINGLE}]", rf"[^{_END}{_SINGLE}]*+"


# A letter that counts alone, with its signs; a URL; a word: it's, well-known, a_b, 1,000, דוא"ל.
_WORD = re.compile(
    rf"[{_SINGLE}][^\w{_END}]*+"
    r"|https?://[!-;=?-~]++"
    rf"|{_START}{_REST}(?>(?:(?:['’.·‐‑\u05be-]|_++|(?<=[0-9]),(?=[0-9])|\"(?=[א-ת]))"
    rf"(?={_START}){_REST})*)"
)


def words(text: str) -> tuple[str, ...]:
    """The words of a text of a unit, in order, without its markup."""
    shown = _MARKUP.sub(_shown, text) if _MARKED.search(text) else text
    return tuple(_WORD.findall(shown))


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of markup."""
    group = match.lastgroup
    if group == "break":
        return " "
    shown = match[group] if group else ""
    return unescape(shown) if group == "entity" else shown
