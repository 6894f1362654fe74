r"""Regular expressions for links, HTML tags, code spans and emphasis.

>>> pattern(DESTINATION).fullmatch("a_(b).md") is not None
True
>>> flanks("**bold** text", 0, 2), flanks("** bold**", 0, 2)
((True, False), (False, False))

No pattern can scan past any number of its own starts, so repeated matching takes linear time.
"""

from __future__ import annotations

from unicodedata import category

from sxskit.patterns import pattern

# Parts of a destination, with one more level of parentheses each: a/b.md, a_(b), a_(b(c)).
_FLAT = r"(?>(?:[^\s()\\]++|\\\S)*)"
_ROUND = rf"(?>(?:[^\s()\\]++|\\\S|\({_FLAT}\))*)"
_ROUNDER = rf"(?>(?:[^\s()\\]++|\\\S|\({_ROUND}\))*)"
# Where a link leads to: a.md, <a b.md>, a_(b).md.
DESTINATION = rf"(?:<[^<>\n]*+>|(?!<)(?>(?:[^\s()\\]++|\\\S|\({_ROUNDER}\))*))"
# The title of a link: "a", 'a', (a).
TITLE = r"""(?:"(?>(?:[^"\\]++|\\.)*)"|'(?>(?:[^'\\]++|\\.)*)'|\((?>(?:[^()\\]++|\\.)*)\))"""
# An attribute always has a value here: "<your user name>" is a blank to fill in. No "<" in it, so
# that what is no tag is known by the next "<".
ATTRIBUTE = r"""\s++[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++)"""
# Attributes without a value, <input disabled>; other words make a blank to fill in, as above.
SWITCH = (
    r"\s++(?:allowfullscreen|async|autofocus|autoplay|checked|compact|controls|defer|disabled"
    r"|download|formnovalidate|hidden|inert|ismap|loop|multiple|muted|nomodule|noshade|novalidate"
    r"|nowrap|open|playsinline|readonly|required|reversed|selected)(?=[\s/>])(?!\s*+=)"
)
# A character that is text: \\*. An entity: &lt;, &#60;.
ESCAPE = r"\\[!-/:-@\[-`{-~]"
ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"
# What a program replaces: {0}, ${a}, %s, %1$s, %PATH%.
PLACEHOLDER = r"(?:\$?\{\{?[^{}\n]{0,60}\}?\}|%(?:\d\$)?[sdiuxX@](?!\w)|%\(\w+\)[sd]|%[A-Z_]{3,}%)"
# A bare URL, https://a.b/c, of the characters of RFC 3986 but for those that a sentence puts
# around one.
_URL = r"[A-Za-z0-9\-._~:/?\#@!$&*+,;=%]"
URL = rf"(?:(?:https?|ftp)://{_URL}+|(?<![0-9A-Za-z_])www\.{_URL}+)"
# The name of an element: b, my-element.
NAME = r"[A-Za-z][A-Za-z0-9-]*+"
# Elements without content, and elements with some. A tag of another name has the syntax of HTML, so
# that a page shows nothing of it, and a translator is to leave it alone; but nothing says that it
# opens anything: <T>, <token>.
VOID = pattern("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
ELEMENT = pattern(
    "a|abbr|acronym|address|b|bdi|bdo|big|blockquote|caption|center|cite|code|dd|del|details|dfn"
    "|div|dl|dt|em|font|h[1-6]|i|iframe|ins|kbd|label|li|mark|nobr|ol|p|pre|q|s|samp|small|span"
    "|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|video"
)


def flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run of delimiters can open and can close (CommonMark 0.31.2, section 6.2)."""
    before, after = _sort(text[start - 1 : start]), _sort(text[end : end + 1])
    left = after != " " and (after == "a" or before != "a")
    right = before != " " and (before == "a" or after != "a")
    if text[start] != "_":
        return left, right
    return left and (not right or before == "."), right and (not left or after == ".")


def _sort(char: str) -> str:
    """A blank, a stop or a letter: what a delimiter takes a character for."""
    if not char or char.isspace():
        return " "
    return "." if not char.isalnum() and category(char)[0] in "PS" else "a"
