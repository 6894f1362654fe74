r"""XLIFF 2.0: the core, with the front matter in the metadata module.

A ``<file>`` per document, a ``<unit>`` with one ``<segment>`` per unit, one element per line. The
version is 2.0 because tools refuse 2.1, which is the same for these files
(docs/reference/catalogs.md). 2.1 and 2.2 are read as 2.0: the core, the translation candidates, and
the metadata of this module; the other modules (glossary, change tracking, size restriction,
validation, ITS, plural forms) are ignored. With codes, inline markup is in ``pc``, ``ph``, ``sc``
and ``ec``, with its Markdown in the ``<originalData>`` of the unit. Alternatives are translation
candidates; obsolete entries are units in a separate ``<file>`` that is not to be translated.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "**Hello**", "**Привет**", State.DONE)
>>> catalog = Catalog("en-US", "ru-RU", (entry,))
>>> loads(dumps(catalog)) == loads(dumps(catalog, codes=True)) == catalog
True

Law: ``loads(dumps(catalog)) == catalog``, with these exceptions: white space within a heading or a
note becomes one blank; an entry is new exactly if it has no target; every state is stated; an
unknown origin of a target becomes that of the documents; an alternative without a text is omitted;
a catalog without a target language has the language ``und``.
"""

from __future__ import annotations

from sxskit.formats.xliff2.names import ROOT as ROOT
from sxskit.formats.xliff2.names import ROOT_2_2 as ROOT_2_2
from sxskit.formats.xliff2.reading import loads as loads
from sxskit.formats.xliff2.reading import read as read
from sxskit.formats.xliff2.writing import dumps as dumps
