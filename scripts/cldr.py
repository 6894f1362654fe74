"""Tables of languages from CLDR, the Unicode Consortium's locale data.

npm pack cldr-core@48.2.0 && tar -xzf cldr-core-48.2.0.tgz
python3 scripts/cldr.py package

The folder is that of the npm package ``cldr-core``. Each table is a module of the package, and
nothing of CLDR is needed where sxskit runs. Another table is another function in `TABLES`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

SOURCE = Path(__file__).resolve().parent.parent / "src" / "sxskit"
# Names that Windows and .NET gave to languages before they used BCP 47.
WINDOWS = {"zh-chs": "zh-Hans", "zh-cht": "zh-Hant"}


class Cldr:
    """The files of the npm package ``cldr-core``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.version = self.read("package.json")["version"]

    def read(self, name: str) -> Any:
        return json.loads((self._folder / name).read_bytes())

    def supplemental(self, name: str) -> Any:
        """The part of a supplemental file that bears its name."""
        return self.read(f"supplemental/{name}.json")["supplemental"]

    @property
    def likely(self) -> dict[str, str]:
        """The likely subtags of every language, without those of unknown ones."""
        found: dict[str, str] = self.supplemental("likelySubtags")["likelySubtags"]
        return {tag: likely for tag, likely in found.items() if not tag.startswith("und")}

    @property
    def languages(self) -> set[str]:
        """The languages with a two-letter code, with a locale in CLDR, or in several scripts."""
        locales = self.read("availableLocales.json")["availableLocales"]["full"]
        known = {locale.partition("-")[0] for locale in locales if locale != "und"}
        known |= {tag.partition("-")[0] for tag in self.likely if "-" in tag}
        return known | {tag for tag in self.likely if len(tag) == 2}

    @property
    def aliases(self) -> dict[str, str]:
        """Other names of languages, in lower case: deprecated ones, and codes of three letters."""
        found = self.supplemental("aliases")["metadata"]["alias"]["languageAlias"]
        names = {name.lower(): each["_replacement"] for name, each in found.items()}
        matching = self.supplemental("languageMatching")["languageMatching"]["written-new"]
        names |= {  # nb is no, in all but name
            each["_desired"]: each["_supported"]
            for each in matching["languageMatch"]
            if each["_distance"] <= 1 and "-" not in each["_desired"]
        }
        names |= WINDOWS
        known = self.languages
        return {
            name: names.get(tag.lower(), tag)
            for name, tag in names.items()
            if tag.partition("-")[0] in known and "-x-" not in tag
        }

    @property
    def regions(self) -> dict[str, str]:
        """Other names of regions; of a country that was divided, its first successor."""
        found = self.supplemental("aliases")["metadata"]["alias"]["territoryAlias"]
        return {
            name: each["_replacement"].partition(" ")[0]
            for name, each in found.items()
            if len(name) == 2
        }


def likely_subtags(cldr: Cldr) -> Iterator[str]:
    """The module `sxskit.languages.likely_subtags`."""
    known = cldr.languages
    yield "# The script and the region of a language, and of one with a script or a region."
    yield from text(
        "LIKELY",
        {
            tag: likely.partition("-")[2]
            for tag, likely in cldr.likely.items()
            if tag.partition("-")[0] in known
        },
    )
    yield "# Other names of languages, in lower case, and of regions."
    yield from text("LANGUAGE_ALIASES", cldr.aliases)
    yield from text("REGION_ALIASES", cldr.regions)


TABLES: Mapping[str, tuple[str, Callable[[Cldr], Iterable[str]]]] = {
    "likely_subtags.py": (
        "The script and the region that a language is likely to have (UTS 35, likely subtags).",
        likely_subtags,
    ),
}


def text(name: str, pairs: Mapping[str, str]) -> Iterator[str]:
    """A constant of pairs, sorted."""
    words = " ".join(sorted(f"{key}={value}" for key, value in pairs.items()))
    yield f'{name} = """\\'
    yield from wrap(words, 99, break_on_hyphens=False)
    yield '"""'


def module(cldr: Cldr, summary: str, lines: Iterable[str]) -> str:
    """The text of a module."""
    head = (
        f'"""{summary}\n\n'
        f"Made by scripts/cldr.py from CLDR {cldr.version}: do not edit it.\n"
        "Copyright (C) 2004-2026 Unicode, Inc., under the Unicode License v3, which is in\n"
        'LICENSES/Unicode-3.0.txt.\n"""\n\nfrom __future__ import annotations\n'
    )
    return "\n".join([head, *lines, ""])


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    cldr = Cldr(Path(sys.argv[1]))
    for name, (summary, table) in TABLES.items():
        (SOURCE / name).write_bytes(module(cldr, summary, table(cldr)).encode())


if __name__ == "__main__":
    main()
