"""Reading of XLIFF 1.2."""

from __future__ import annotations

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Alternative,
    Catalog,
    Defect,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.errors import CatalogError
from sxskit.formats._alternatives import score
from sxskit.formats._codes import Codes, defect
from sxskit.formats._collected import Collected
from sxskit.formats._references import line_number
from sxskit.formats._remarks import origin_of, understood
from sxskit.formats._xml import Element, offered, once, parsed
from sxskit.formats._xml_states import (
    has_unfinished_attribute,
    has_unfinished_element,
    has_unfinished_mark,
)
from sxskit.formats.xliff.inline import Tag, pieces, segments, texts, translated
from sxskit.formats.xliff.names import BY_HUMAN, LEVERAGED_MT, NS, OBSOLETE, PREVIOUS, ROOT
from sxskit.languages.tags import Difference, difference, tag_of

_UNIT, _GROUPS = f"{NS}trans-unit", (f"{NS}body", f"{NS}group", f"{NS}bin-unit")
_SOURCE, _SEGMENTED, _TARGET = f"{NS}source", f"{NS}seg-source", f"{NS}target"
_NOTE = f"{NS}note"
_ALTERNATIVE = f"{NS}alt-trans"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTEXT_GROUP = f"{NS}context-group"
_PROPS = f"{NS}prop-group"
_POFILTER = "pofilter"  # the author of notes of translate-toolkit on errors
# The states of a finished target.
_READY = ("translated", "final", "signed-off")
# The qualifiers of machine translations, and those that require a review if there is no state.
_MACHINE = (LEVERAGED_MT, "mt-suggestion")
_UNREVIEWED = ("fuzzy-match", *_MACHINE)
_OBSOLETE = f"{NS}body/{NS}group[@restype='{OBSOLETE}']/{_UNIT}"
# The mark of Okapi for an alternative from a machine.
_OKAPI_TYPE = "{okapi-framework:xliff-extensions}matchType"


def loads(data: bytes, language: str | None = None) -> Catalog:
    """Return the catalog in an XLIFF 1.2 file from this module or another tool.

    The file is not validated: tools may omit or add elements. Of ``<file>`` elements with several
    target languages, those in the requested one are read; without one they are refused. Raises
    CatalogError, with the line, for a file that is not XLIFF 1.2 or unsafe, a unit without an id, a
    duplicate id in a document, and a target that contains every code twice, because a tool wrote
    the new text before the old codes.
    """
    return read(parsed(data)).catalog(language)


def read(root: Element) -> Collected:
    """Return the entries of a parsed XLIFF 1.2 file."""
    if root.tag != ROOT:
        raise CatalogError(f"not XLIFF 1.2: the root element is {root.tag!r}", line=root.sourceline)
    files = root.findall(f"{NS}file")
    collected = Collected()
    for file in files:
        document, tag = file.get("original") or "", tag_of(file.get("target-language") or "")
        metadata = _metadata(file)
        collected.describe(tag, metadata)
        usual = Origin.of(metadata.get(TRANSLATION_TYPE, ""))
        for unit in offered(file, _UNIT, _GROUPS):
            entry = _entry(unit, Key(document, _id(unit)), tag, usual)
            collected.add(entry, unit.sourceline or 0, tag or _target_tag(unit))
        for unit in file.iterfind(_OBSOLETE):
            entry = _entry(unit, Key(document, unit.get("resname") or ""), tag, usual)
            collected.add(entry, 0, tag or _target_tag(unit), is_obsolete=True)
    if files:
        tag = tag_of(files[0].get("source-language") or "")
        collected.source_language = tag or SOURCE_LANGUAGE
    return collected


def _id(unit: Element) -> str:
    id = unit.get("id")
    if not id:
        raise CatalogError("a unit has no id", line=unit.sourceline)
    return id


def _target_tag(unit: Element) -> str:
    """The tag of a target in a file without a target language."""
    target = unit.find(_TARGET)
    return "" if target is None else tag_of(target.get(_XML_LANG) or "")


def _metadata(file: Element) -> dict[str, str]:
    notes = file.iterfind(f"{NS}header/{NS}note[@from='sxskit']")
    pairs = [(note.text or "").partition(": ") for note in notes]
    return {key: value for key, colon, value in pairs if colon}


class _Parts:
    """The elements in a unit, by kind."""

    def __init__(self, unit: Element) -> None:
        self.source: Element | None = None
        self.segmented: Element | None = None
        self.target: Element | None = None
        self.line: int | None = None
        self.notes: list[str] = []
        self.alternatives: list[Element] = []
        self.of_tools: list[Element] = []
        for child in unit:
            tag = child.tag
            if tag == _NOTE:
                self.notes.append(child.text or "")
                if child.get("from") == _POFILTER:
                    self.of_tools.append(child)
            elif tag == _SOURCE:
                self.source = once(self.source, child)
            elif tag == _TARGET:
                self.target = once(self.target, child)
            elif tag == _SEGMENTED:
                self.segmented = once(self.segmented, child)
            elif tag == _CONTEXT_GROUP:
                self.line = _line(child) if self.line is None else self.line
            elif tag == _ALTERNATIVE:
                self.alternatives.append(child)
            elif tag == _PROPS or not str(tag).startswith(NS):
                self.of_tools.append(child)


def _entry(unit: Element, key: Key, language: str, usual: Origin) -> Entry:
    """The entry of a unit; `usual` is the origin of the targets in its file."""
    parts = _Parts(unit)
    source, target, what = _texts(key.unit, unit, parts)
    state = _read_state(unit, parts.target, target, parts.of_tools)
    told = understood(tuple(parts.notes))
    origin = told.origin
    if origin is None and parts.target is not None and _is_machine(parts.target):
        origin = Origin.MACHINE
    previous, alternatives = told.previous_source, told.alternatives
    if parts.alternatives:
        others = _Others(source, target, parts, language)
        previous, alternatives = others.previous or previous, (*others.found, *alternatives)
    return Entry(
        key,
        source,
        target,
        state,
        parts.line,
        told.kind,
        told.context,
        told.notes,
        _is_stated(unit, parts.target),
        what,
        origin_of(origin, state, usual),
        previous,
        alternatives,
    )


def _is_machine(target: Element) -> bool:
    return target.get("state-qualifier") in _MACHINE


class _Others:
    """The previous source and the alternatives of a unit, in ``alt-trans``.

    Alternatives in other languages, for a part of the unit, rejected ones and invalid ones are
    omitted.
    """

    def __init__(self, source: str, target: str, parts: _Parts, language: str) -> None:
        self.previous = ""
        self.found: list[Alternative] = []
        self._source, self._target, self._language = source, target, language
        self._of_unit = parts.source
        self._codes: Codes | None = None  # of the unit, created on use
        is_segmented = len(segments(parts.segmented)) > 1
        for each in parts.alternatives:
            is_of_part = is_segmented and each.get("mid") is not None
            if not is_of_part and each.get("alttranstype") != "rejected":
                self._add(each)

    def _add(self, given: Element) -> None:
        own, other = given.find(_SOURCE), given.find(_TARGET)
        if other is None or _is_foreign(given, other, self._language):
            return
        try:
            before, text = self._texts(own, other)
        except CatalogError:
            return
        before = "" if before == self._source else before
        if given.get("alttranstype") == PREVIOUS:
            self.previous = self.previous or before
        if text.strip() and text != self._target:
            where, match = given.get("origin") or "", score(given.get("match-quality") or "")
            self.found.append(Alternative(text, _origin(given, other), match, where, before))

    def _texts(self, own: Element | None, other: Element) -> tuple[str, str]:
        """The source of an alternative, empty if it is that of the unit, and its text.

        The text is empty if that of a code is unknown.
        """
        before = ""
        if own is None:
            codes = self._codes_of_unit()
        else:
            codes = Codes()
            before = codes.source(pieces(own))
        unknown = len(codes.missing) if own is None else 0
        text = codes.target(pieces(other))
        return before, text if len(codes.missing) == unknown else ""

    def _codes_of_unit(self) -> Codes:
        if self._codes is None:
            self._codes = Codes()
            self._codes.source([] if self._of_unit is None else pieces(self._of_unit))
        return self._codes


def _is_foreign(given: Element, target: Element, language: str) -> bool:
    """Whether an alternative is in another language than the file."""
    tag = tag_of(target.get(_XML_LANG) or given.get(_XML_LANG) or "")
    return bool(tag and language) and difference(tag, language) is Difference.LANGUAGE


def _origin(given: Element, target: Element) -> Origin:
    if _is_machine(target) or given.get(_OKAPI_TYPE) == "MT":
        return Origin.MACHINE
    return Origin.HUMAN if given.get("extradata") == BY_HUMAN else Origin.UNKNOWN


def _texts(id: str, unit: Element, parts: _Parts) -> tuple[str, str, Defect | None]:
    """The source and the target of a unit, and the defect of an incomplete target."""
    source, target = parts.source, parts.target
    source_text, target_text, codes = texts(id, source, target)
    if codes is None:
        return source_text, target_text, None
    if target is None:
        return source_text, "", defect(unit, codes)
    done, count = translated(source if parts.segmented is None else parts.segmented, target)
    what = defect(target, codes, done=done, segments=count, text=target_text)
    return source_text, "" if what or done < count else target_text, what


def _is_stated(unit: Element, target: Element | None) -> bool:
    """Whether the file contains the state of a unit."""
    is_stated = target is not None and target.get("state") is not None
    return is_stated or unit.get("approved") is not None


def _read_state(unit: Element, element: Element | None, target: str, more: list[Element]) -> State:
    """The state of a translation: done unless the unit, or `more` of a tool, contradicts."""
    if element is None:
        return State.NEW
    state, qualifier = element.get("state"), element.get("state-qualifier") or ""
    # Lokalize keeps the qualifier of a machine translation that a person approved.
    is_ready = state in _READY if state is not None else qualifier not in _UNREVIEWED
    is_rejected = unit.get("approved") in ("no", "false") or qualifier.startswith("rejected")
    is_done = is_ready and not is_rejected and not _is_unfinished(unit, element, more)
    return State.of(target, is_done=is_done)


def _is_unfinished(unit: Element, target: Element, more: list[Element]) -> bool:
    """Whether attributes or elements of a tool mark the unit as unfinished."""
    if has_unfinished_attribute(unit) or has_unfinished_mark(target, Tag.MRK):
        return True
    if not more:
        return False
    return any(each.tag == _NOTE for each in more) or has_unfinished_element(more)


def _line(group: Element) -> int | None:
    for context in reversed(group):
        if context.get("context-type") == "linenumber":
            return line_number(context.text or "")
    return None
