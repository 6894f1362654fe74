r"""XLIFF 2.0: the core, with the front matter in the metadata module.

A ``<file>`` per document, a ``<unit>`` with one ``<segment>`` per unit, one element on a line. The
version is 2.0 because tools refuse 2.1, which for these files is the same
(docs/reference/catalogs.md). 2.1 and 2.2 are read as 2.0: the core, the translation candidates, and
what this module itself writes as metadata; the other modules (glossary, change tracking, size
restriction, validation, ITS, plural forms) are passed over. With codes, inline markup is in ``pc``,
``ph``, ``sc`` and ``ec``; the Markdown of each is in the unit's ``<originalData>``, and reading
puts it back. Alternatives are translation candidates; obsolete entries are units in a ``<file>`` of
their own, not to be translated.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "**Hello**", "**Привет**", State.DONE)
>>> catalog = Catalog("en-US", "ru-RU", (entry,))
>>> loads(dumps(catalog)) == loads(dumps(catalog, codes=True)) == catalog
True

Law: ``loads(dumps(catalog)) == catalog``, less what XLIFF 2.0 cannot hold: white space within a
heading or a note is one blank, an entry is new where it has no target and only there, every state
is stated, an unknown origin of a target is that of the documents, an alternative without a text is
left out, and a catalog without a target language has the language ``und``.
"""

from __future__ import annotations

from sxskit.formats.xliff2.names import ROOT as ROOT
from sxskit.formats.xliff2.names import ROOT_2_2 as ROOT_2_2
from sxskit.formats.xliff2.reading import loads as loads
from sxskit.formats.xliff2.reading import read as read
from sxskit.formats.xliff2.writing import dumps as dumps
