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
# The destination of a link: a.md, <a b.md>, a_(b).md.
DESTINATION = rf"(?:<[^<>\n]*+>|(?!<)(?>(?:[^\s()\\]++|\\\S|\({_ROUNDER}\))*))"
# The title of a link: "a", 'a', (a).
TITLE = r"""(?:"(?>(?:[^"\\]++|\\.)*)"|'(?>(?:[^'\\]++|\\.)*)'|\((?>(?:[^()\\]++|\\.)*)\))"""
# An attribute always has a value here: "<your user name>" is a blank to fill in. Without "<", so
# that text that is not a tag is known by the next "<".
ATTRIBUTE = r"""\s++[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++)"""
# Attributes without a value, <input disabled>; with other words a tag is a blank to fill in.
SWITCH = (
    r"\s++(?:allowfullscreen|async|autofocus|autoplay|checked|compact|controls|defer|disabled"
    r"|download|formnovalidate|hidden|inert|ismap|loop|multiple|muted|nomodule|noshade|novalidate"
    r"|nowrap|open|playsinline|readonly|required|reversed|selected)(?=[\s/>])(?!\s*+=)"
)
# A character that is text: \\*. An entity: &lt;, &#60;.
ESCAPE = r"\\[!-/:-@\[-`{-~]"
ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"
# What a program replaces: {0}, ${a}, {{ a }}, %s, %1$s, %PATH%.
PLACEHOLDER = (
    r"(?:\$?\{\{[^{}\n]{0,60}\}\}|\$?\{[^{}\n]{0,60}\}"
    r"|:::no-loc\([^()\n]{0,60}\):::"
    r"|%(?:\d\$)?[sdiuxX@](?!\w)|%\(\w+\)[sd]|%[A-Z_]{3,}%)"
)
# A formula of TeX, with a command, an index or a power in it: $\alpha_{ij}$, $$x^2$$; not $5 or $6.
FORMULA = r"\$\$?(?![\s$])[^$\\^_\n]*+[\\^_][^$\n]*+(?<!\s)\$\$?(?!\w)"
# A bare URL, https://a.b/c, of the characters of RFC 3986, except those that a sentence puts
# around one.
_URL = r"(?:[A-Za-z0-9\-._~:/?\#@!$*+,;=%]|&(?![lg]t;))"
URL = rf"(?:(?:https?|ftp)://{_URL}+|(?<![0-9A-Za-z_])www\.{_URL}+)"
# The name of an element: b, my-element.
NAME = r"[A-Za-z][A-Za-z0-9-]*+"
# Elements without content, and elements with content. A tag with another name, such as <T>, has the
# syntax of HTML: a page does not show it, and it is not translated; but it may not open anything.
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
    """The class of a character next to a delimiter: a blank, punctuation or a letter."""
    if not char or char.isspace():
        return " "
    return "." if not char.isalnum() and category(char)[0] in "PS" else "a"
