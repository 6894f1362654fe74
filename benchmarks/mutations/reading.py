"""Mutators for what a reader stumbles over: numbers, punctuation, the wrong language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from mutations import patterns as p
from mutations.page import CJK, OWN, WORDS, Broken, Page, Spot, anywhere, plain, prose
from mutations.rewrites import Mutator, Rewrite, together

_NUMBER = {
    "digit changed": "{gap}{changed core}",
    "digits swapped": "{gap}{swapped core}",
    "digit added": "{gap}{core}7",
    "dropped": "",
}
_DECIMAL = {"decimal lost": "{whole}{part}", "decimal moved": "0{point}{whole}{part}"}
_HALVES = {
    "opening dropped": "{core}{tail}",
    "closing dropped": "{lead}{core}",
    "closing doubled": "{lead}{core}{tail}{tail}",
}
_BRACKETS = {
    **_HALVES,
    "opening doubled": "{lead}{lead}{core}{tail}",
    "opening for closing": "{lead}{core}{lead}",
}


def bracket(rng: Random, page: Page) -> Broken:
    """A bracket without its other half."""
    if not _are_paired(plain(page.unit.source)) or not _are_paired(plain(page.unit.target)):
        return {}
    return Rewrite(p.BRACKETS, _BRACKETS, plain, is_shared=False)(rng, page)


def _are_paired(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "（）", "【】"))


def quote(rng: Random, page: Page) -> Broken:
    """A quotation mark without its other half."""
    target = plain(page.unit.target)
    if target.count('"') % 2 or any(target.count(a) != target.count(b) for a, b in ("«»", "「」")):
        return {}
    return Rewrite(p.QUOTES, _HALVES, plain, is_shared=False)(rng, page)


def doubled_word(rng: Random, page: Page) -> Broken:
    """A word twice in a row; where words are not set apart, a particle or a word in katakana."""
    target = page.unit.target
    if page.language in ("ja", "zh", "th"):
        particle = anywhere(rng, re.compile("(?<!を)を(?!を)|(?<=です)(?=。)"), target)
        loan = anywhere(rng, re.compile("(?<![ァ-ヶー])[ァ-ヶー]{3,}(?![ァ-ヶー])"), target)
        broken = {"particle": particle.put(particle.part() * 2 or "です")} if particle else {}
        return broken | ({"katakana": loan.put(loan.part() * 2)} if loan else {})
    spot = anywhere(rng, p.WORD, target)
    if not spot or (len(spot.part()) < 2 and not spot.part().islower()):  # "B." is a label
        return {}
    whole = spot.part()
    return {
        "doubled": spot.put(f"{whole} {whole}"),
        "doubled in lower case": spot.put(f"{whole} {whole.lower()}"),
    }


_ASCII = str.maketrans("。？！：", ".?!:")
_WIDE = str.maketrans(".?!:,", "。？！：、")


def end_punctuation(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """Another end of the sentence than in the source, or none."""
    here, there = p.END.search(page.unit.target), p.END.search(page.unit.source)
    kind = there["stop"].translate(_ASCII) if there else ""
    if not here or here["stop"].translate(_ASCII) != kind:
        return {}
    broken = {"": "dropped", ".": "stop", ":": "colon", "?": "question mark", ",": "comma"}
    broken.pop(kind, None)
    if page.language in CJK:  # there it is no fault
        broken.pop(".", None)
    spot, is_wide = Spot(page.unit.target, here), here["stop"] in "。？！："
    return {
        f"{label} for {kind}": spot.put(
            (stop.translate(_WIDE) if is_wide else stop) + here["closers"]
        )
        for stop, label in broken.items()
    }


def added_stop(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A stop at the end of a target whose source has none."""
    target = page.unit.target
    if not target[-1:].isalpha() or not page.unit.source[-1:].isalpha():
        return {}
    stop = "。" if page.language in ("ja", "zh") else "."
    return {"stop": f"{target}{stop}", "colon": f"{target}:", "question mark": f"{target}?"}


def source_text(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """The source in the place of its translation: more than three words of it."""
    words = re.findall(r"[A-Za-z]{2,}", plain(page.unit.source))
    return {"left in English": page.unit.source} if len(words) > 3 else {}


def length(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A target of ten times its length, or of a tenth of it."""
    target = page.unit.target
    if len(prose(page.unit.source).replace("\0", "")) < 50 or len(target) < 20:
        return {}
    return {"ten times": " ".join([target] * 10), "a tenth": target[: len(target) // 10]}


def wrong_script(rng: Random, page: Page) -> Broken:
    """The words of the language, each replaced by one of a script that it is not written in."""
    own, is_dense, target = OWN.get(page.language), page.language in CJK, page.unit.target
    native = p.NATIVE if own or is_dense else p.WORD
    if not page.language or len("".join(native.findall(prose(target)))) < 3:
        return {}
    broken = {}
    for script, words in WORDS.items():
        if script != own and not (is_dense and script == "Kana"):
            pieces, end = [], 0
            for match in native.finditer(prose(target)):
                count = len(match[0]) // 4 if is_dense else 1  # it sets no words apart
                pieces += [target[end : match.start()], " ".join(rng.choices(words, k=count or 1))]
                end = match.end()
            broken[script] = "".join([*pieces, target[end:]])
    return broken


def inconsistent(rng: Random, page: Page) -> Broken:
    """Another wording than elsewhere."""
    unit = page.unit
    spot = anywhere(rng, p.NATIVE, unit.target) or anywhere(rng, p.WORD, unit.target)
    if not spot:
        return {}
    words = WORDS.get(OWN.get(page.language, ""), ("arbre", "fenêtre"))
    other = rng.choice([word for word in words if word != spot.part()])
    broken = {"word replaced": spot.put(other), "word added": spot.put(f"{spot.part()} {other}")}
    if len(p.WORD.findall(unit.target)) > 1:
        broken["word dropped"] = re.sub(" {2,}", " ", spot.put("")).strip()
    return broken | ({"left in English": unit.source} if unit.source.strip() else {})


TARGETS: Mapping[str, Mutator] = {
    "wrong-script": wrong_script,
    "number": together(
        Rewrite(p.NUMBER, _NUMBER, key="core"),
        Rewrite(p.INTEGER, {"digit dropped": "{most}"}),
        Rewrite(p.DECIMAL, _DECIMAL),
    ),
    "bracket": bracket,
    "quote": quote,
    "doubled-word": doubled_word,
    "end-punctuation": end_punctuation,
    "added-stop": added_stop,
    "source-text": source_text,
    "inconsistent": inconsistent,
    "length": length,
}
