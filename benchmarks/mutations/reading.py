"""Mutators for what a reader stumbles over: numbers, punctuation, the wrong language."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from random import Random

from mutations.page import (
    CJK,
    OWN,
    WORDS,
    Broken,
    Page,
    Spot,
    anywhere,
    changed,
    plain,
    prose,
    shared,
)
from mutations.patterns import BRACKETS, END, NATIVE, NUMBER, QUOTES, WORD


def number(rng: Random, page: Page) -> Broken:
    """Another number, or none; the same number in another format is none of these."""
    spot = shared(rng, NUMBER, page)
    if not spot:
        return {}
    whole = spot.part()
    before, after = page.unit.target[: spot.match.start()], page.unit.target[spot.match.end() :]
    broken = {
        "digit changed": spot.put(changed(rng, whole)),
        "dropped": f"{before.removesuffix(' ')}{after if before else after.lstrip(' ')}",
    }
    swap = anywhere(rng, re.compile(r"(\d)(?!\1)(\d)"), whole)
    if swap:
        broken["digits swapped"] = spot.put(swap.put(swap.part(2) + swap.part(1)))
    if whole.isdigit():
        broken["digit added"] = spot.put(whole + rng.choice(string.digits))
        if len(whole) > 1:
            broken["digit dropped"] = spot.put(whole[:-1])
    if re.fullmatch(r"\d+[.,]\d{1,2}", whole) and whole.strip("0.,"):
        digits = re.sub("[.,]", "", whole)
        moved = f"{digits[:-3]}.{digits[-3:]}" if len(digits) > 3 else f"0.{digits}"
        broken["decimal moved"] = spot.put(moved)
        broken["decimal lost"] = spot.put(digits)
    return broken


def bracket(rng: Random, page: Page) -> Broken:
    """A bracket without its other half."""
    if _unbalanced(plain(page.unit.target)) or _unbalanced(plain(page.unit.source)):
        return {}
    spot = _pair(rng, BRACKETS, page.unit.target)
    if not spot:
        return {}
    left, inside, right = spot.part("open"), spot.part("inside"), spot.part("close")
    return {
        "opening dropped": spot.put(inside + right),
        "closing dropped": spot.put(left + inside),
        "closing doubled": spot.put(left + inside + right * 2),
        "opening doubled": spot.put(left * 2 + inside + right),
        "opening for closing": spot.put(left + inside + left),
    }


def _unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("()", "[]", "（）", "【】"))


def _pair(rng: Random, patterns: Iterable[re.Pattern[str]], text: str) -> Spot | None:
    masked = plain(text)
    spots = [Spot(text, match) for pattern in patterns for match in pattern.finditer(masked)]
    return rng.choice(spots) if spots else None


def quote(rng: Random, page: Page) -> Broken:
    """A quotation mark without its other half."""
    target = plain(page.unit.target)
    if target.count('"') % 2 or any(target.count(a) != target.count(b) for a, b in ("«»", "「」")):
        return {}
    spot = _pair(rng, QUOTES, page.unit.target)
    if not spot:
        return {}
    left, inside, right = spot.part("open"), spot.part("inside"), spot.part("close")
    broken = {
        "opening dropped": spot.put(inside + right),
        "closing dropped": spot.put(left + inside),
        "closing doubled": spot.put(left + inside + right * 2),
    }
    if left in "«「『":
        broken["opening for closing"] = spot.put(left + inside + left)
    return broken


def doubled_word(rng: Random, page: Page) -> Broken:
    """A word twice in a row; where words are not set apart, a particle or a word in katakana."""
    target = page.unit.target
    if page.language in ("ja", "zh", "th"):
        particle = anywhere(rng, re.compile("(?<!を)を(?!を)|(?<=です)(?=。)"), target)
        loan = anywhere(rng, re.compile("(?<![ァ-ヶー])[ァ-ヶー]{3,}(?![ァ-ヶー])"), target)
        broken = {"particle": particle.put(particle.part() * 2 or "です")} if particle else {}
        return broken | ({"katakana": loan.put(loan.part() * 2)} if loan else {})
    spot = anywhere(rng, WORD, target)
    if not spot or (len(spot.part()) < 2 and not spot.part().islower()):  # "B." is a label
        return {}
    whole = spot.part()
    broken = {"doubled": spot.put(f"{whole} {whole}")}
    if whole.istitle():
        broken["doubled in lower case"] = spot.put(f"{whole} {whole.lower()}")
    return broken


_ASCII = str.maketrans("。？！：", ".?!:")


def added_stop(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """An end of a sentence where the source has none."""
    source, target = page.unit.source, page.unit.target
    if not (target[-1:].isalpha() and source[-1:].isalpha()):
        return {}
    stop = "。" if page.language in ("ja", "zh") else "."
    return {"stop added": target + stop, "colon added": f"{target}:"}


def end_punctuation(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """Another end of the sentence than in the source, or none."""
    here, there = END.search(page.unit.target), END.search(page.unit.source)
    kinds = {match["stop"].translate(_ASCII) if match else "" for match in (here, there)}
    if not here or len(kinds) > 1:
        return {}
    spot = Spot(page.unit.target, here)
    wide = here["stop"] in "。？！："
    broken = {"dropped": spot.put(here["closers"])}
    for label, stop in (("stop", "."), ("colon", ":"), ("question mark", "?")):
        if stop not in kinds and not (stop == "." and page.language in ("ja", "ko", "zh")):
            new = {".": "。", ":": "：", "?": "？"}[stop] if wide else stop
            broken[f"{label} for {kinds.copy().pop()}"] = spot.put(new + here["closers"])
    if kinds == {"."}:
        broken["comma for ."] = spot.put(("、" if wide else ",") + here["closers"])
    return broken


def identical(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """The source in the place of its translation: more than three words of it."""
    words = re.findall(r"[A-Za-z]{2,}", plain(page.unit.source))
    return {"left in English": page.unit.source} if len(words) > 3 else {}


def length(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A target of ten times its length, or of a tenth of it."""
    target = page.unit.target
    read = prose(page.unit.source).replace("\0", "")
    if len(read) < 50 or len(target) < 20:
        return {}
    return {"ten times": " ".join([target] * 10), "a tenth": target[: len(target) // 10]}


def wrong_script(rng: Random, page: Page) -> Broken:
    """The words of the language, each replaced by one of a script that it is not written in."""
    own = OWN.get(page.language)
    native = NATIVE if own or page.language in CJK else WORD
    target = page.unit.target
    if not page.language or len("".join(native.findall(prose(target)))) < 3:
        return {}
    close = {own, "Kana"} if page.language in CJK else {own}
    broken = {}
    for script, words in WORDS.items():
        if script not in close:
            pieces, end = [], 0
            for match in native.finditer(prose(target)):
                count = len(match[0]) // 4 if page.language in CJK else 1  # it sets no words apart
                foreign = " ".join(rng.choices(words, k=max(1, count)))
                pieces += [target[end : match.start()], foreign]
                end = match.end()
            broken[script] = "".join([*pieces, target[end:]])
    return broken


def inconsistent(rng: Random, page: Page) -> Broken:
    """Another wording than elsewhere."""
    target = page.unit.target
    spot = anywhere(rng, NATIVE, target) or anywhere(rng, WORD, target)
    if not spot:
        return {}
    words = WORDS.get(OWN.get(page.language, ""), ("arbre", "fenêtre"))
    other = rng.choice([word for word in words if word != spot.part()])
    broken = {"word replaced": spot.put(other), "word added": spot.put(f"{spot.part()} {other}")}
    if len(WORD.findall(target)) > 1:
        broken["word dropped"] = re.sub(" {2,}", " ", spot.put("")).strip()
    if page.unit.source != target and page.unit.source.strip():
        broken["left in English"] = page.unit.source
    return broken
