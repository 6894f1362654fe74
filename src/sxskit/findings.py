"""Findings: problems in documents and catalogs, collected rather than raised, and their codes.

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
    """How bad a finding is: the page is broken, a reader may stumble, good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, other: Severity) -> bool:
        """Whether it is as bad as another one, or worse."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Rule(NamedTuple):
    """A kind of finding; one `on_demand` is looked for only where it is selected."""

    severity: Severity
    meaning: str
    on_demand: bool = False


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
# Every code with its severity and meaning.
CODES: Mapping[str, Rule] = MappingProxyType(
    {
        # The pairs of a document.
        "unclosed-unit": Rule(
            _E, "a target without its source: the pair is not whole and stays as it is"
        ),
        "stray-source": Rule(
            _E, "a source without its target: the pair is not whole and stays as it is"
        ),
        "id-mismatch": Rule(_E, "the two halves of a pair carry different ids"),
        "duplicate-id": Rule(
            _E, "the id stands in the document before; only the first pair is translated"
        ),
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
            _W, 'the quotes around an id are `&quot;` or `\\"`; `sxs repair` mends them'
        ),
        "damaged-tag": Rule(_W, "a tag outside of the pairs whose quotes are `&quot;`"),
        "repaired": Rule(_I, "`sxs repair` has made the frame of the pair canonical"),
        # The document.
        "invalid-front-matter": Rule(_E, "the front matter is not valid YAML, or has a key twice"),
        "no-front-matter": Rule(_I, "there is no front matter, so nothing for `--set` to write to"),
        "no-language": Rule(_W, "the front matter has no `ms.contentlocale`"),
        "wrong-script": Rule(_E, "the target is written in a script that its language has not"),
        # The document against its English one.
        "source-changed": Rule(_W, "the English document has changed since the translation"),
        "no-source": Rule(_I, "there is no English document by the same path"),
        "no-source-hash": Rule(
            _I,
            "no `ms.openlocfilehash`: whether the English has changed since cannot be told",
        ),
        # A catalog against its document.
        "untranslated": Rule(_W, "neither the catalog nor the document has a translation"),
        "wrong-language": Rule(_E, "the catalog is in another language than the document"),
        "other-region": Rule(
            _I, "the catalog is in the language of the document, for another region"
        ),
        "needs-review": Rule(_W, "the new translation is fuzzy; `--accept-fuzzy` applies it"),
        "stale": Rule(_W, "the translation was made from another source text"),
        "incomplete-target": Rule(
            _W, "the catalog holds only a part of the translation: a segment or a code has no text"
        ),
        "unsafe-target": Rule(_E, "the new translation would break the document"),
        "unknown-entry": Rule(_W, "the document has no unit, nor a value, for this entry"),
        "renamed-document": Rule(
            _I,
            "the catalog names another document, but has the path, ids and sources of this one",
        ),
        # A translation against its source: what a page is made of.
        "code-span": Rule(_E, "inline code that differs from the code in the source"),
        "link": Rule(_E, "links or images that lead elsewhere than in the source, or are broken"),
        "xref": Rule(_E, "`<xref:...>` references that differ from those in the source"),
        "include": Rule(_E, "`[!INCLUDE ...]` references that differ from those in the source"),
        "url": Rule(_E, "URLs in the text that differ from those in the source"),
        "tag": Rule(_E, "HTML tags that differ from those in the source"),
        "placeholder": Rule(_E, "placeholders (`{0}`, `%s`, `<name>`) that differ"),
        "line-break": Rule(_E, "a line break that the source does not have"),
        "pipe": Rule(_E, "a bare pipe in a table cell that the source does not have"),
        "emphasis": Rule(_W, "bold or italic markers that differ, or that no longer work"),
        "entity": Rule(_W, "entities (`&lt;`) that differ from those in the source"),
        "escape": Rule(
            _W, "characters escaped in the source and bare in the target, or the reverse"
        ),
        # A translation against its source: what a reader sees.
        "number": Rule(_W, "numbers that differ from those in the source"),
        "bracket": Rule(_W, "a bracket without its other half"),
        "quote": Rule(_W, "a quotation mark without its other half"),
        "doubled-space": Rule(_W, "two spaces in a row"),
        "doubled-word": Rule(_W, "a word twice in a row"),
        "edge-space": Rule(_W, "white space at an edge where the source has none, or the reverse"),
        "bidi": Rule(_W, "direction marks that the source, and a left-to-right language, has not"),
        "unclosed-bidi": Rule(_I, "an invisible direction mark that is opened and not closed"),
        "zero-width": Rule(_W, "invisible characters that the source does not have"),
        "replacement-character": Rule(_E, "U+FFFD: a character was lost in a conversion"),
        "end-punctuation": Rule(
            _I, "the sentence ends with another stop than the source, or with none"
        ),
        "added-stop": Rule(
            _I, "the target ends with a stop, the source without one", on_demand=True
        ),
        "identical": Rule(_I, "the target is the source, word for word", on_demand=True),
        "inconsistent": Rule(
            _I, "the same source text is translated in another way elsewhere", on_demand=True
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


# The codes of former versions, with those that stand for them now: of a retired one none. They stay
# valid wherever codes are listed.
FormerCodes: TypeAlias = Mapping[str, tuple[str, ...]]
FORMER: FormerCodes = MappingProxyType({})


def chosen(names: str, *, former: FormerCodes = FORMER) -> frozenset[str]:
    """The codes that a list names: ``link,url``, ``default,length``, ``error``, ``all``.

    A severity stands for its codes, those on demand included, and a code of a former version for
    those that replace it. ValueError for another name.

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
            hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(GROUPS)} or a code"
            raise ValueError(f"no code {name!r}: {hint}")
        found |= GROUPS.get(name, {name})
    return found


def notes_on(names: str, *, former: FormerCodes = FORMER) -> tuple[str, ...]:
    """What to say of the codes of former versions in a list, once of each.

    >>> notes_on("hyperlink,url,hyperlink", former={"hyperlink": ("link",)})
    ("the code 'hyperlink' is renamed: use 'link'",)
    """
    notes = []
    for name in dict.fromkeys(_listed(names)):
        if name in former:
            now = ",".join(former[name])
            is_now = f"renamed: use {now!r}" if now else "retired: remove it"
            notes.append(f"the code {name!r} is {is_now}")
    return tuple(notes)


def _listed(names: str) -> list[str]:
    return [name for part in names.split(",") if (name := part.strip())]


@dataclass(frozen=True, slots=True, order=True, init=False)
class Finding:
    """Something odd: where, a code of `CODES`, and what.

    `line` and the columns count from 1, in characters; `text` is what stands from `column` up to
    `end_column`. `key` is that of the unit or front-matter value, as ``docs/a.md#7758d-103``.
    `digest` is of the text that the finding is about: see `digest_of`. The severity is that of the
    code, where no other one is stated. `document` is another name for `path`. Findings are compared
    and sorted by path, line, code and message. Of a long word or quoted text in the message, the
    middle is left out.
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
            raise TypeError("a finding needs a code")
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
        """The path."""
        return self.path

    @property
    def severity(self) -> Severity:
        """The stated one, or that of the code; ValueError, with the nearest code, for none."""
        if self.stated_severity is not None:
            return self.stated_severity
        if self.code not in CODES:
            raise unknown("code", self.code, CODES)
        return CODES[self.code].severity

    def __str__(self) -> str:
        column = "" if self.column is None else f":{self.column}"
        return f"{self.path}:{self.line}{column}: {self.code}: {self.message}"


def digest_of(*texts: str) -> str:
    """The digest of the texts that a finding is about: source and target, or a line."""
    from hashlib import blake2b  # on use: most documents have no finding

    data = "\0".join(texts).encode(errors="surrogatepass")
    return blake2b(data, digest_size=8).hexdigest()
