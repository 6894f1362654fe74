"""Findings, which are problems in documents and catalogs, and their codes.

>>> finding = Finding("docs/a.md", 23, "stale", "7758d-103: was translated from another source")
>>> print(finding)
docs/a.md:23: stale: 7758d-103: was translated from another source
>>> finding.severity
<Severity.WARNING: 'warning'>
>>> sorted(chosen("link,url"))
['link', 'url']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from sxskit.errors import unknown
from sxskit.printable import LENGTH, shortened


class Severity(StrEnum):
    """The severity of a finding: a broken page, a problem for readers, or a note."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, other: Severity) -> bool:
        """Whether the severity is at least another one."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Rule(NamedTuple):
    """A kind of finding; one `on_demand` is checked only if it is selected."""

    severity: Severity
    meaning: str
    on_demand: bool = False


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
# Every code with its severity and meaning.
CODES: Mapping[str, Rule] = MappingProxyType(
    {
        # The pairs of a document.
        "unclosed-unit": Rule(
            _E, "a target without its source: the pair is incomplete and is not changed"
        ),
        "stray-source": Rule(
            _E, "a source without its target: the pair is incomplete and is not changed"
        ),
        "id-mismatch": Rule(_E, "the two halves of a pair have different ids"),
        "duplicate-id": Rule(_E, "duplicate id; only the first pair can be translated"),
        "misplaced-pair": Rule(
            _E, "a pair inside an attribute, a URL, code, a comment or the front matter"
        ),
        "broken-page": Rule(
            _E, "the target breaks the page: markup that does not end, a line that begins a block"
        ),
        "other-block": Rule(
            _W, "the target begins a list, a heading or another block after `sxs strip`"
        ),
        "damaged-frame": Rule(
            _W, 'the quotes around an id are `&quot;` or `\\"`; `sxs repair` restores them'
        ),
        "damaged-tag": Rule(_W, "the quotes in a tag outside the pairs are `&quot;`"),
        "repaired": Rule(_I, "`sxs repair` restored the canonical frame of the pair"),
        # The document.
        "invalid-front-matter": Rule(
            _E, "the front matter is not valid YAML, or contains a duplicate key"
        ),
        "no-front-matter": Rule(
            _I, "front matter is missing: the language is unknown, and `--set` cannot be applied"
        ),
        "no-language": Rule(
            _W, "`ms.contentlocale` is missing in the front matter, or is not a language tag"
        ),
        "wrong-script": Rule(_E, "the target is written in a script its language does not use"),
        # The document against its English one.
        "source-changed": Rule(_W, "the English document has changed since the translation"),
        "no-source": Rule(_I, "the English document with the same path is missing"),
        "no-source-hash": Rule(
            _I,
            "`ms.openlocfilehash` is missing: the translated English version is unknown",
        ),
        # An alignment.
        "unsure-pair": Rule(
            _W, "`sxs align` is not sure that two texts are translations: the pair is not written"
        ),
        "unpaired-target": Rule(_I, "`sxs align` found no English text for a text of the page"),
        "unpaired-source": Rule(_I, "`sxs align` found no text of the page for an English one"),
        # A catalog against its document.
        "untranslated": Rule(_W, "neither the catalog nor the document contains a translation"),
        "wrong-language": Rule(_E, "the catalog is in another language than the document"),
        "other-region": Rule(
            _I, "the catalog is in the language of the document, for another region"
        ),
        "needs-review": Rule(_W, "the new translation is fuzzy; `--accept-fuzzy` applies it"),
        "stale": Rule(_W, "the translation was made from another source text"),
        "conflict": Rule(
            _W, "a text was changed in the catalog and in the hand-off: one has to be chosen"
        ),
        "incomplete-target": Rule(
            _W,
            "the catalog contains only a part of the translation: a segment or a code has no text",
        ),
        "unsafe-target": Rule(_E, "the new translation would break the document"),
        "unknown-entry": Rule(_W, "the document contains no unit or value for this entry"),
        "renamed-document": Rule(
            _I,
            "the catalog names another document, but has the path, ids and sources of this one",
        ),
        "leftover-file": Rule(
            _I,
            "a catalog in OUT that an earlier run of sxs wrote, and this run did not",
        ),
        # A translation against its source: what a page is made of.
        "code-span": Rule(_E, "inline code that differs from the code in the source"),
        "link": Rule(
            _E, "links or images with other destinations than in the source, or broken ones"
        ),
        "xref": Rule(_E, "`<xref:...>` references that differ from those in the source"),
        "include": Rule(_E, "`[!INCLUDE ...]` references that differ from those in the source"),
        "url": Rule(_E, "URLs in the text that differ from those in the source"),
        "tag": Rule(_E, "HTML tags that differ from those in the source"),
        "placeholder": Rule(_E, "placeholders (`{0}`, `%s`, `<name>`) that differ"),
        "translated-placeholder": Rule(
            _I, "a placeholder for readers (`<name>`, `{path}`) whose words are translated"
        ),
        "formula": Rule(_E, "a formula (`$x^2$`) that differs from that in the source"),
        "line-break": Rule(
            _E, "a line break that the source does not have; an info where a page shows a blank"
        ),
        "pipe": Rule(_E, "a bare pipe in a table cell that the source does not have"),
        "emphasis": Rule(_W, "bold or italic markers that differ, or that no longer work"),
        "entity": Rule(_W, "entities (`&lt;`) that differ from those in the source"),
        "escape": Rule(
            _W, "characters escaped in the source and bare in the target, or the reverse"
        ),
        "alt-text": Rule(_W, "an image without the text that it has in the source"),
        "adjacent-code": Rule(_W, "inline code side by side that the source has words between"),
        "link-order": Rule(
            _I, "links in another order: their destinations may be swapped", on_demand=True
        ),
        "other-locale": Rule(_W, "a link to the page in a third language"),
        "identifier": Rule(_W, "identifiers (`DbContext`, `a.b`) that are written differently"),
        # A translation against its source: what a reader sees.
        "source-text": Rule(_W, "a sentence of the source that is not translated"),
        "repeated-text": Rule(_W, "the target consists of the same text twice"),
        "mojibake": Rule(_E, "text that was read in the wrong encoding"),
        "mixed-script": Rule(_W, "a word with a letter of another script that looks the same"),
        "spaced-stop": Rule(_I, "a blank before a stop"),
        "glued-markup": Rule(_I, "inline code without a blank beside it"),
        "no-break-space": Rule(
            _I,
            "an ordinary blank before a stop or in guillemets, where French has a no-break space",
        ),
        "number": Rule(_W, "numbers that differ from those in the source"),
        "bracket": Rule(_W, "an unmatched bracket"),
        "quote": Rule(_W, "an unmatched quotation mark"),
        "doubled-space": Rule(_W, "two spaces in a row"),
        "doubled-word": Rule(_W, "a word twice in a row"),
        "edge-space": Rule(
            _W, "white space at an edge that the source does not have, or the reverse"
        ),
        "bidi": Rule(
            _W, "direction marks in a left-to-right language that the source does not have"
        ),
        "unclosed-bidi": Rule(_I, "an unmatched invisible mark of direction"),
        "zero-width": Rule(_W, "invisible characters that the source does not have"),
        "replacement-character": Rule(_E, "U+FFFD: a character was lost in a conversion"),
        "end-punctuation": Rule(
            _I, "the sentence ends with another stop than the source, or without one"
        ),
        "added-stop": Rule(_I, "the target ends with a stop, the source does not", on_demand=True),
        "inconsistent": Rule(
            _I, "the same source text has another translation elsewhere", on_demand=True
        ),
        "length": Rule(_I, "the target is far longer or shorter than its source", on_demand=True),
    }
)
DEFAULT = frozenset(name for name, code in CODES.items() if not code.on_demand)
# The names of several codes.
GROUPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "all": frozenset(CODES),
        "default": DEFAULT,
        **{
            severity.value: frozenset(
                name for name, code in CODES.items() if code.severity is severity
            )
            for severity in Severity
        },
    }
)


# The codes of former versions with their replacements, none for a removed code. They stay valid in
# lists of codes.
FormerCodes: TypeAlias = Mapping[str, tuple[str, ...]]
FORMER: FormerCodes = MappingProxyType({"identical": ("source-text",)})


def chosen(names: str, *, former: FormerCodes = FORMER) -> frozenset[str]:
    """Return the codes of a list: ``link,url``, ``default,length``, ``error``, ``all``.

    A severity means its codes, including those on demand, and a code of a former version its
    replacements. ValueError for an unknown name.

    >>> chosen("hyperlink,quotes", former={"hyperlink": ("link",), "quotes": ()})
    frozenset({'link'})
    """
    found: frozenset[str] = frozenset()
    for name in _listed(names):
        if name in former:
            found |= {*former[name]}
            continue
        if name not in CODES and name not in GROUPS:
            from difflib import get_close_matches  # on use

            near = get_close_matches(name, [*CODES, *GROUPS], 1)
            hint = (
                f"did you mean {near[0]!r}?"
                if near
                else f"use one of {', '.join(GROUPS)} or a code"
            )
            raise ValueError(f"unknown code {name!r}: {hint}")
        found |= GROUPS.get(name, {name})
    return found


def notes_on(names: str, *, former: FormerCodes = FORMER) -> tuple[str, ...]:
    """Return notes on the codes of former versions in a list, one for each.

    >>> notes_on("hyperlink,url,hyperlink", former={"hyperlink": ("link",)})
    ("the code 'hyperlink' is renamed: use 'link'",)
    """
    notes = []
    for name in dict.fromkeys(_listed(names)):
        if name in former:
            now = ",".join(former[name])
            is_now = f"renamed: use {now!r}" if now else "no longer used: remove it"
            notes.append(f"the code {name!r} is {is_now}")
    return tuple(notes)


def _listed(names: str) -> list[str]:
    return [name for part in names.split(",") if (name := part.strip())]


@dataclass(frozen=True, slots=True, order=True, init=False)
class Finding:
    """A problem in a document or catalog: its place, a code of `CODES`, and a message.

    `line` and the columns count from 1, in characters; `text` is the text from `column` to
    `end_column`. `key` is that of the unit or front-matter value, such as ``docs/a.md#7758d-103``.
    `digest` is that of the text of the finding, see `digest_of`. The default severity is that of
    the code. `document` is another name for `path`. Findings are compared and sorted by path,
    line, code and message. Long words and quoted texts in the message are shown without their
    middle.
    """

    path: str
    line: int
    code: str
    message: str
    column: int | None = field(default=None, compare=False, kw_only=True)
    end_column: int | None = field(default=None, compare=False, kw_only=True)
    stated_severity: Severity | None = field(default=None, compare=False, kw_only=True)
    key: str | None = field(default=None, compare=False, kw_only=True)
    text: str = field(default="", compare=False, kw_only=True)
    digest: str = field(default="", compare=False, kw_only=True)

    def __init__(
        self,
        path: str = "",
        line: int = 1,
        code: str = "",
        message: str = "",
        *,
        column: int | None = None,
        end_column: int | None = None,
        severity: Severity | None = None,
        stated_severity: Severity | None = None,
        key: str | None = None,
        text: str = "",
        digest: str = "",
        document: str | None = None,
    ) -> None:
        if not code:
            raise TypeError("the code of a finding is missing")
        values = {
            "path": path if document is None else document,
            "line": line,
            "code": code,
            "message": shortened(message) if len(message) > LENGTH else message,
            "column": column,
            "end_column": end_column,
            "stated_severity": stated_severity if severity is None else severity,
            "key": key,
            "text": text,
            "digest": digest,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def document(self) -> str:
        """The path of the document."""
        return self.path

    @property
    def severity(self) -> Severity:
        """The given severity, or that of the code; ValueError for an unknown code."""
        if self.stated_severity is not None:
            return self.stated_severity
        if self.code not in CODES:
            raise unknown("code", self.code, CODES)
        return CODES[self.code].severity

    def __str__(self) -> str:
        column = "" if self.column is None else f":{self.column}"
        return f"{self.path}:{self.line}{column}: {self.code}: {self.message}"


def digest_of(*texts: str) -> str:
    """Return the digest of the texts of a finding: source and target, or a line."""
    from hashlib import blake2b  # on use: most documents have no findings

    data = "\0".join(texts).encode(errors="surrogatepass")
    return blake2b(data, digest_size=8).hexdigest()
