"""Catalogs: pairs without their documents, as translators, tools and formats exchange them.

>>> entry = Entry(Key("docs/a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> catalog = Catalog("en-US", "ru-RU", (entry,))
>>> str(entry.key)
'docs/a.md#7758d-103'
>>> catalog.of("docs/a.md")["7758d-103"].target
'Привет'
"""

from sxskit.catalog.catalog import DIGEST as DIGEST
from sxskit.catalog.catalog import SOURCE_LANGUAGE as SOURCE_LANGUAGE
from sxskit.catalog.catalog import TRANSLATION_TYPE as TRANSLATION_TYPE
from sxskit.catalog.catalog import Catalog as Catalog
from sxskit.catalog.columns import Columns as Columns
from sxskit.catalog.columns import Rare as Rare
from sxskit.catalog.columns import Remarks as Remarks
from sxskit.catalog.columns import blank as blank
from sxskit.catalog.entry import Alternative as Alternative
from sxskit.catalog.entry import Defect as Defect
from sxskit.catalog.entry import Entry as Entry
from sxskit.catalog.entry import Key as Key
from sxskit.catalog.entry import Origin as Origin
from sxskit.catalog.entry import State as State
