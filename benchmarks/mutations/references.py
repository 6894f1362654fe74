"""Mutators for what leads out of a page: links, references, includes, URLs."""

from __future__ import annotations

import re
from random import Random

from mutations.page import (
    Broken,
    Page,
    changed,
    no_code,
    no_includes,
    no_links,
    shared,
    spaced,
    translated,
    word,
)
from mutations.patterns import INCLUDE, LINK, URL, XREF


def link(rng: Random, page: Page) -> Broken:
    """A link or an image that leads elsewhere, has lost a bracket, or is gone."""
    spot = shared(rng, LINK, page, view=no_includes, key="url")
    if not spot:
        return {}
    whole, text, url = spot.part(), spot.part("text"), spot.part("url")
    bang, title = spot.part("bang"), spot.part("title") if spot.match["title"] else ""
    path, hash, fragment = url.partition("#")
    broken = {
        "URL changed": spot.put(f"{bang}[{text}]({changed(rng, url)}{title})"),
        "URL translated": spot.put(f"{bang}[{text}]({translated(rng, page, url)}{title})"),
        "blank in the URL": spot.put(f"{bang}[{text}]({spaced(rng, url)}{title})"),
        "other case": spot.put(f"{bang}[{text}]({_titled(url)}{title})"),
        "blank before the URL": spot.put(f"{bang}[{text}] ({url}{title})"),
        "full-width parentheses": spot.put(f"{bang}[{text}]（{url}{title}）"),
        "opening bracket dropped": spot.put(f"{bang}{text}]({url}{title})"),
        "closing bracket dropped": spot.put(f"{bang}[{text}({url}{title})"),
        "opening parenthesis dropped": spot.put(f"{bang}[{text}]{url}{title})"),
        "closing parenthesis dropped": spot.put(f"{bang}[{text}]({url}{title}"),
        "brackets escaped": spot.put(f"{bang}\\[{text}\\]({url}{title})"),
        "only the text left": spot.put(text),
        "dropped": spot.put(""),
        "doubled": spot.put(f"{whole} {whole}"),
        "fragment added": spot.put(f"{bang}[{text}]({path}#{word(rng, page)})"),
    }
    if hash:
        broken["fragment changed"] = spot.put(f"{bang}[{text}]({path}#{changed(rng, fragment)})")
        broken["fragment dropped"] = spot.put(f"{bang}[{text}]({path or 'index.md'})")
    if bang:
        broken["blank behind the !"] = spot.put(f"! {whole[1:]}")
        broken["! dropped"] = spot.put(whole[1:])
    return broken


def _titled(url: str) -> str:
    """A URL whose path is written like a title; the case of scheme and host means nothing."""
    host = re.match(r"(?:https?://[^/]+)?", url)
    return f"{host[0]}{url[len(host[0]) :].title()}" if host else url


def xref(rng: Random, page: Page) -> Broken:
    """A reference to an API with another uid, or one that is no longer a reference."""
    spot = shared(rng, XREF, page, view=no_code)
    if not spot:
        return {}
    uid = spot.part("uid")
    return {
        "uid changed": spot.put(f"<xref:{changed(rng, uid)}>"),
        "uid translated": spot.put(f"<xref:{translated(rng, page, uid)}>"),
        "uid cut": spot.put(f"<xref:{uid.rpartition('.')[0] or uid[:-1]}>"),
        "blank inside": spot.put(f"<xref:{spaced(rng, uid)}>"),
        "blank behind <": spot.put(f"< xref:{uid}>"),
        "blank behind the colon": spot.put(f"<xref: {uid}>"),
        "> dropped": spot.put(f"<xref:{uid}"),
        "full-width": spot.put(f"＜xref：{uid}＞"),
        "escaped": spot.put(f"\\<xref:{uid}>"),
        "entities": spot.put(f"&lt;xref:{uid}&gt;"),
        "only the uid left": spot.put(uid),
        "dropped": spot.put(""),
    }


def include(rng: Random, page: Page) -> Broken:
    """An include with another path, or one that is no longer an include; its label is free."""
    spot = shared(rng, INCLUDE, page, view=no_code, key="file")
    if not spot:
        return {}
    whole, name, path = spot.part(), spot.part("label"), spot.part("file")
    lead, _, _ = whole.partition(f"({path}")
    keyword, _, _ = lead.partition(f"[{name}")
    return {
        "path changed": spot.put(f"{lead}({changed(rng, path)})]"),
        "path translated": spot.put(f"{lead}({translated(rng, page, path)})]"),
        "blank in the path": spot.put(f"{lead}({spaced(rng, path)})]"),
        "blank behind the !": spot.put(whole.replace("!", "! ", 1)),
        "blank before the !": spot.put(whole.replace("!", " !", 1)),
        "blank before the path": spot.put(f"{lead} ({path})]"),
        "keyword translated": spot.put(
            f"[!{word(rng, page).upper()} {lead[len(keyword) :]}({path})]"
        ),
        "bracket dropped": spot.put(whole[:-1]),
        "! dropped": spot.put(whole.replace("!", "", 1)),
        "made a link": spot.put(f"[{name}]({path})"),
        "only the name left": spot.put(name),
        "dropped": spot.put(""),
    }


def url(rng: Random, page: Page) -> Broken:
    """A URL in the text that leads elsewhere, is broken, or is gone."""
    spot = shared(rng, URL, page, view=no_links)
    if not spot:
        return {}
    scheme, host = spot.part("scheme"), spot.part("host")
    path = spot.part("path") if spot.match["path"] else ""
    address = f"{scheme}://{host}{path}"
    broken = {
        "host changed": spot.put(f"{scheme}://{changed(rng, host)}{path}"),
        "host translated": spot.put(f"{scheme}://{translated(rng, page, host)}{path}"),
        "blank inside": spot.put(f"{scheme}://{spaced(rng, host + path)}"),
        "blank behind the colon": spot.put(f"{scheme}: //{host}{path}"),
        "full-width colon": spot.put(f"{scheme}：//{host}{path}"),
        "slash dropped": spot.put(f"{scheme}:/{host}{path}"),
        "scheme dropped": spot.put(f"{host}{path}"),
        "other scheme": spot.put(f"{'http' if scheme == 'https' else 'https'}://{host}{path}"),
        "cut": spot.put(address[: rng.randrange(len(scheme) + 4, len(address))]),
        "dropped": spot.put(""),
    }
    if re.search("[A-Za-z]", path):
        broken["path changed"] = spot.put(f"{scheme}://{host}{changed(rng, path)}")
        broken["path translated"] = spot.put(f"{scheme}://{host}{translated(rng, page, path)}")
    return broken
