"""What `sxs update` carries from one hand-off to the next, beside msgmerge and pot2po.

    python benchmarks/hand_offs.py path/to/old/docs path/to/new/docs [--edits 500] [--seed 1]

The folders hold two hand-offs of the same documents, by the same paths; they are read, never
written. msgmerge (gettext) and pot2po (translate-toolkit) are measured where they are on PATH.

**Carried**: without a base, every old entry done. Of the new units whose source the old document
had, how many have an old text of that source, and how many are a conflict.

**Edits**: random old translations become unique texts, done. Of those whose source is still in its
document: *right* at a unit with that very source in that document; *elsewhere* at another unit and
marked, or obsolete; *wrong* at another unit and not marked; *lost* in no entry.

**Made**: thirty new documents with ten units moved and ten sources changed by one to three words,
twenty documents renamed, both under new ids.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from sxskit import (
    Catalog,
    Document,
    Entry,
    Frame,
    Origin,
    State,
    Unit,
    Updated,
    extract,
    find_documents,
    parse,
    read_catalog,
    read_document,
    update,
    write_catalog,
)

_RARE = ("quartz", "lantern", "harbor", "meadow", "violet", "copper")
Documents = Mapping[str, Document]
Merge = Callable[[Path, Path, Path], list[str]]


def documents_in(folder: Path) -> dict[str, Document]:
    found = find_documents(folder, root=folder, gitignore=False)
    read = {name: read_document(path) for name, path in found.items()}
    return {name: document for name, document in read.items() if document.units}


def done(catalog: Catalog) -> Catalog:
    """The catalog as if people had approved all of it."""
    entries = [replace(each, state=State.of(each.target, is_done=True)) for each in catalog.entries]
    return replace(catalog, entries=tuple(entries))


def is_machine(catalog: Catalog, name: str) -> bool:
    return any(each.origin is Origin.MACHINE for each in catalog.of(name).values())


def table(title: str, rows: Iterable[tuple[str, object]]) -> None:
    print(f"\n| {title} | |\n| --- | ---: |")
    for label, value in rows:
        shown = f"{value:,}" if isinstance(value, int) else value
        print(f"| {label} | {shown} |")


def carried(old: Documents, new: Documents) -> None:
    ours, theirs = extract(old), extract(new)
    start = process_time()
    result = update(done(ours), new)
    seconds = process_time() - start
    conflicts = {finding.key for finding in result.findings}
    counts = Counter[str]()
    for name in old.keys() & new.keys():
        texts = defaultdict(set)
        for each in ours.of(name).values():
            texts[each.source].add(each.target)
        became_human = is_machine(ours, name) and not is_machine(theirs, name)
        for id, entry in theirs.of(name).items():
            if entry.source not in texts:
                continue
            has_changed = became_human and entry.target not in texts[entry.source]
            is_conflict = str(entry.key) in conflicts
            target = result.catalog.of(name)[id].target
            counts["units"] += 1
            counts["conflict"] += is_conflict
            counts["carried"] += target in texts[entry.source] and not is_conflict
            counts["human"] += has_changed
            counts["human conflict"] += has_changed and is_conflict
    unedited = update(ours, new, base=old)
    pairs = zip(unedited.catalog.entries, theirs.entries, strict=True)
    table(
        "Carried, without a base, all old entries done",
        [
            ("new units whose source the old document had", counts["units"]),
            ("carried", counts["carried"]),
            ("in conflict", counts["conflict"]),
            ("neither", counts["units"] - counts["carried"] - counts["conflict"]),
            ("from a machine to a person, with another text", counts["human"]),
            ("of these in conflict", counts["human conflict"]),
            (
                "unedited, with the base: texts that are not the hand-off's",
                sum(ours.target != theirs.target for ours, theirs in pairs),
            ),
            ("CPU of `sxskit.update`, s", f"{seconds:.1f}"),
        ],
    )


class Fate(NamedTuple):
    """What became of edited texts."""

    right: int = 0
    right_review: int = 0
    review: int = 0
    wrong: int = 0
    lost: int = 0
    twice: int = 0


def fate(edits: Mapping[str, Entry], new: Catalog, result: Mapping[str, Catalog]) -> Fate:
    where = defaultdict[str, list[tuple[str, Entry]]](list)
    obsolete = set[str]()
    for name, catalog in result.items():
        for entry in catalog.entries:
            if entry.target in edits:
                where[entry.target].append((name, entry))
        obsolete |= {entry.target for entry in catalog.obsolete}
    counts = Counter[str]()
    for text, old in edits.items():
        name = old.key.document
        if not any(each.source == old.source for each in new.of(name).values()):
            continue
        homes = [(at, each) for at, each in where[text] if each.source == old.source and at == name]
        others = [each for at, each in where[text] if each.source != old.source]
        counts["twice"] += len(homes) > 1
        counts["wrong"] += any(each.state is State.DONE for each in others)
        if homes:
            is_done = homes[0][1].state is State.DONE
            counts["right" if is_done else "right_review"] += 1
        elif others and not any(each.state is State.DONE for each in others):
            counts["review"] += 1
        elif not others:
            counts["lost"] += text not in obsolete
            counts["review"] += text in obsolete
    return Fate(*(counts[name] for name in Fate._fields))


def edited(
    ours: Catalog, names: Iterable[str], number: int, seed: int
) -> tuple[Catalog, dict[str, Entry]]:
    known = {*names}
    places = [
        n
        for n, each in enumerate(ours.entries)
        if each.key.document in known and each.target.strip()
    ]
    chosen = {*random.Random(seed).sample(places, number)}  # noqa: S311
    entries = [
        replace(each, target=f"{each.target} ⟦{n}⟧", state=State.DONE) if n in chosen else each
        for n, each in enumerate(ours.entries)
    ]
    return replace(ours, entries=tuple(entries)), {entries[n].target: entries[n] for n in chosen}


def by_tool(
    ours: Catalog, theirs: Catalog, names: Iterable[str], merge: Merge
) -> dict[str, Catalog]:
    """What a tool makes of each document's old PO file and the new one without translations."""
    result = {}
    with TemporaryDirectory() as folder:
        old, new, out = [Path(folder, name) for name in ("old.po", "new.pot", "out.po")]
        for name in names:
            write_catalog(old, _part(ours, name))
            empty = [replace(each, target="", state=State.NEW) for each in theirs.of(name).values()]
            write_catalog(new, replace(theirs, entries=tuple(empty)), format="po")
            subprocess.run(merge(old, new, out), check=True, capture_output=True)
            result[name] = read_catalog(out)
            out.unlink()
    return result


def _part(catalog: Catalog, name: str) -> Catalog:
    return replace(catalog, entries=tuple(catalog.of(name).values()))


TOOLS: Mapping[str, Merge] = {
    "msgmerge": lambda old, new, out: ["msgmerge", "-q", "-o", str(out), str(old), str(new)],
    "pot2po": lambda old, new, out: ["pot2po", "-t", str(old), "-o", str(out), "-i", str(new)],
}


def edits(old: Documents, new: Documents, number: int, seed: int) -> None:
    ours, theirs = extract(old), extract(new)
    names = sorted(old.keys() & new.keys())
    catalog, texts = edited(ours, names, number, seed)
    rows = {
        "`sxs update`": fate(texts, theirs, _by_name(update(catalog, new))),
        "`sxs update --base`": fate(texts, theirs, _by_name(update(catalog, new, base=old))),
    }
    for tool, merge in TOOLS.items():
        if shutil.which(tool):
            rows[tool] = fate(texts, theirs, by_tool(catalog, theirs, names, merge))
    titles = "right, done | right, to review | elsewhere, to review | wrong | lost | at two units"
    print(f"\n| {number} edited texts | {titles} |")
    print(f"| --- |{' ---: |' * len(Fate._fields)}")
    for name, each in rows.items():
        print(f"| {name} | {' | '.join(map(str, each))} |")


def _by_name(result: Updated) -> dict[str, Catalog]:
    names = {*result.catalog.documents, *(each.key.document for each in result.catalog.obsolete)}
    return {
        name: replace(
            result.catalog,
            entries=tuple(result.catalog.of(name).values()),
            obsolete=tuple([e for e in result.catalog.obsolete if e.key.document == name]),
        )
        for name in names
    }


def made(new: Documents, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    long = [name for name, each in new.items() if len({u.source for u in each.units}) >= 40]
    names = sorted(chance.sample(sorted(long), min(30, len(long))))
    old = {name: new[name] for name in sorted(new)}
    moved: dict[str, set[str]] = {}
    changed: dict[str, dict[str, str]] = {}
    after = {}
    for name, document in old.items():
        if name in names:
            after[name], moved[name], changed[name] = drifted(document, chance)
        else:
            after[name] = renumbered(document)
    ours = done(extract(old))
    ways = defaultdict(set)
    for each in ours.entries:
        ways[each.source].add(each.target)
    result = update(ours, after).catalog
    counts = Counter[str]()
    for name in names:
        for entry in result.of(name).values():
            if entry.source in moved[name] and len(ways[entry.source]) == 1:
                counts["moved"] += 1
                counts["moved right"] += (
                    entry.state is State.DONE and entry.target in ways[entry.source]
                )
            if entry.source in changed[name]:
                counts["changed"] += 1
                counts["proposed"] += entry.state is State.REVIEW and bool(entry.previous_source)
                counts["from it"] += entry.previous_source == changed[name][entry.source]
    others = chance.sample(sorted(after), 20)
    renamed = {
        f"{n}-{name[::-1]}" if name in others else name: each
        for n, (name, each) in enumerate(after.items())
    }
    again = update(ours, renamed).catalog
    same = [(each.source, each.target, each.state) for each in result.entries]
    pairs = zip(same, again.entries, strict=True)
    different = sum(a != (b.source, b.target, b.state) for a, b in pairs)
    table(
        f"Made: {len(names)} documents, ten units moved, ten sources changed",
        [
            ("moved units whose source has one translation", counts["moved"]),
            ("carried as done", counts["moved right"]),
            ("units with a changed source", counts["changed"]),
            ("with a proposal, to review", counts["proposed"]),
            ("that of the source before", counts["from it"]),
            (
                "20 documents renamed: another result",
                different,
            ),
        ],
    )


def renumbered(document: Document) -> Document:
    """The document as the next hand-off has it: every id is new."""
    nodes = [
        replace(node, id=f"f{node.id[1:]}", frame=Frame.of(f"f{node.id[1:]}"))
        if isinstance(node, Unit)
        else node
        for node in document.nodes
    ]
    return parse("".join(node.text for node in nodes))


def drifted(document: Document, chance: random.Random) -> tuple[Document, set[str], dict[str, str]]:
    """The document with ten units elsewhere and ten sources changed; which, and from what."""
    units = [*document.units]
    counts = Counter(unit.source for unit in units)
    once = [n for n, unit in enumerate(units) if counts[unit.source] == 1]
    wordy = [n for n in once if len(re.findall(r"[^\W\d_]+", units[n].source)) >= 8]
    to_change = {*chance.sample(wordy, min(10, len(wordy)))}
    to_move = chance.sample([n for n in once if n not in to_change], 10)
    texts = [(unit.source, unit.target) for unit in units]
    moved = {n: texts[m] for n, m in zip(to_move, to_move[1:] + to_move[:1], strict=True)}
    before = {}
    for n in to_change:
        source = with_other_words(units[n].source, chance)
        before[source] = units[n].source
        moved[n] = source, units[n].target
    at = {id(unit): n for n, unit in enumerate(units)}
    nodes = []
    for node in document.nodes:
        if isinstance(node, Unit) and at[id(node)] in moved:
            source, target = moved[at[id(node)]]
            node = replace(node, source=source, target=target)
        nodes.append(node)
    changed = parse("".join(node.text for node in nodes))
    return renumbered(changed), {texts[n][0] for n in to_move}, before


def with_other_words(text: str, chance: random.Random) -> str:
    """A text with one to three words changed."""
    words = [*re.finditer(r"[^\W\d_]+", text)]
    for match in sorted(chance.sample(words, chance.randint(1, 3)), key=lambda each: -each.start()):
        text = f"{text[: match.start()]}{chance.choice(_RARE)}{text[match.end() :]}"
    return text


def main() -> None:
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    old, new = documents_in(given.old), documents_in(given.new)
    carried(old, new)
    edits(old, new, given.edits, given.seed)
    made(new, given.seed)


if __name__ == "__main__":
    main()
