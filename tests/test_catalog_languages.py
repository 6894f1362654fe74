"""Which language a catalog is in, which of several is taken, and what a document makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Finding,
    Key,
    State,
    extract,
    merge,
    parse,
)
from sxskit.formats import (
    Format,
    dumps,
    loads,
    suffix,
)
from tests.helpers.cli import pair, put, sxs

NAME = "docs/a.md"
ID = "7758d-103"
TEXTS = {"ru-RU": "Звезда", "de-DE": "Stern", "es-ES": "Estrella", "es-MX": "Lucero"}


def page(tag: str, target: str = "x", title: str = "T") -> str:
    language = f"ms.contentlocale: {tag}\n" if tag else ""
    return f"---\ntitle: {title}\n{language}---\n{pair(ID, target, 'Star')}\n"


def catalog(tag: str, target: str = "Neu") -> Catalog:
    return Catalog("en-US", tag, (Entry(Key(NAME, ID), "Star", target, State.DONE),))


def found(findings: Iterable[Finding]) -> list[str]:
    return [str(finding) for finding in findings]


# A catalog and a document


@pytest.mark.parametrize(
    ("document", "tag"),
    [
        *[
            ("ru-RU", "ru"),
            ("zh-CN", "zh-Hans"),
            ("he-IL", "iw"),
            ("id", "in-ID"),
            ("ru-ru", "rus"),
        ],
        *[("sr-Latn-RS", "sh"), ("zh-TW", "zh-CHT"), ("nb-NO", "no"), ("en-GB", "en-UK")],
        *[("pa-PK", "pa-Arab"), ("fil-PH", "tl"), ("es_ES", "es-ES"), ("ru_RU.UTF-8", "ru")],
        *[("", "de-DE"), ("ru-RU", ""), ("und", "de-DE"), ("the Moon", "de-DE")],
        *[("qps-ploc", "qps-Ploc"), ("ru-RU", "Russian"), ("tlh", "i-klingon"), ("lb", "i-lux")],
    ],
)
def test_a_catalog_in_the_language_of_the_document_is_applied(document: str, tag: str) -> None:
    result = merge(parse(page(document)), NAME, catalog(tag))
    assert result.document.text == page(document, "Neu")
    assert result.findings == ()


@pytest.mark.parametrize(
    ("document", "tag"),
    [
        *[("ru-RU", "de-DE"), ("ru", "uk"), ("zh-CN", "zh-TW"), ("zh-Hans", "zh-HK")],
        *[("sr-Cyrl-RS", "sr-Latn-RS"), ("sr-RS", "sh"), ("az-Latn-AZ", "az-Cyrl-AZ")],
        *[("nn-NO", "nb-NO"), ("pa-IN", "pa-PK"), ("ca-ES", "es-ES"), ("es_ES", "en-US")],
    ],
)
def test_a_catalog_in_another_language_is_not_applied(document: str, tag: str) -> None:
    given = parse(page(document))
    result = merge(given, NAME, catalog(tag))
    assert result.document == given
    shown = document.replace("_", "-")
    assert found(result.findings) == [
        f"{NAME}:3: wrong-language: the catalog is in {tag}, the document in {shown}: not applied; "
        f"--language {tag} applies it"
    ]


@pytest.mark.parametrize(
    ("document", "tag"),
    [
        *[("pt-PT", "pt-BR"), ("pt-PT", "pt"), ("es-MX", "es-419"), ("zh-HK", "zh-TW")],
        *[("ca-ES", "ca-ES-valencia"), ("sr-Latn-ME", "sr-Latn-RS")],
    ],
)
def test_a_catalog_for_another_region_is_applied_and_named(document: str, tag: str) -> None:
    result = merge(parse(page(document)), NAME, catalog(tag))
    assert result.document.text == page(document, "Neu")
    what = f"other-region: the catalog is in {tag}, the document in {document}"
    assert found(result.findings) == [f"{NAME}:3: {what}"]


def test_the_language_that_is_given_is_that_of_the_document() -> None:
    given = parse(page("ru-RU"))
    assert merge(given, NAME, catalog("de"), language="de_DE").document.text == page("ru-RU", "Neu")
    assert merge(given, NAME, catalog("ru"), language="de").document == given


def test_values_of_the_front_matter_are_not_taken_from_another_language() -> None:
    english = "---\ntitle: Title\n---\n"
    title = Entry(Key(NAME, "title"), "Title", "Titel", State.DONE)
    given = parse(page("ru-RU"))
    for tag, applied in (("de-DE", False), ("ru", True)):
        result = merge(given, NAME, Catalog("en-US", tag, (title,)), english=english)
        assert ("title: Titel" in result.document.text) is applied
        assert [each.code for each in result.findings] == ["wrong-language"] * (not applied)


def test_values_to_set_are_set_whatever_the_catalog_is_in() -> None:
    result = merge(parse(page("ru-RU")), NAME, catalog("de-DE"), metadata={"title": "Sky"})
    assert result.document.text == page("ru-RU", title="Sky")


def test_a_catalog_without_the_document_is_not_compared() -> None:
    other = Catalog("en-US", "de-DE", (Entry(Key("b.md", ID), "Star", "Neu", State.DONE),))
    assert merge(parse(page("ru-RU")), NAME, other).findings == ()


def test_documents_in_one_language_under_two_names_share_a_catalog() -> None:
    documents = {"a.md": parse(page("zh-Hans")), "b.md": parse(page("zh-CN"))}
    assert extract(documents).target_language == "zh-Hans"
    with pytest.raises(CatalogError, match=r"b.md: the language is zh-TW, that of a.md is zh-Hans"):
        extract({**documents, "b.md": parse(page("zh-TW"))})


# Files in several languages


def tmx(texts: dict[str, str], header: str = "en-US") -> bytes:
    variants = "".join(
        f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>\n' for tag, text in texts.items()
    )
    tu = f'<tu tuid="{NAME}#{ID}"><tuv xml:lang="{header}"><seg>Star</seg></tuv>\n{variants}</tu>'
    return f'<tmx version="1.4"><header srclang="{header}"/><body>\n{tu}</body></tmx>'.encode()


def xliff(texts: dict[str, str], header: str = "en-US") -> bytes:
    files = "".join(
        f'<file original="{NAME}" source-language="{header}" target-language="{tag}" datatype="x">'
        f'<body><trans-unit id="{ID}"><source>Star</source><target>{text}</target></trans-unit>'
        "</body></file>\n"
        for tag, text in texts.items()
    )
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n{files}</xliff>'
    ).encode()


def jsonl(texts: dict[str, str], header: str = "en-US") -> bytes:
    row = {"doc": NAME, "id": ID, "source": "Star", "source_lang": header}
    rows = [{**row, "target": text, "target_lang": tag} for tag, text in texts.items()]
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in rows).encode()


SEVERAL = {"tmx": tmx, "xliff": xliff, "jsonl": jsonl}
each_format = pytest.mark.parametrize("format", ["tmx", "xliff", "jsonl"])


@each_format
def test_of_several_languages_the_one_that_is_asked_for_is_read(format: Format) -> None:
    data = SEVERAL[format](TEXTS)
    for tag, text in TEXTS.items():
        read = loads(data, format, tag)
        assert (read.target_language, read.entries[0].target) == (tag, text)
    assert loads(data, format, "de").entries[0].target == "Stern"
    assert loads(data, format, "ru_RU").entries[0].target == "Звезда"


@each_format
def test_several_languages_and_none_asked_for_are_refused_by_name(format: Format) -> None:
    with pytest.raises(CatalogError, match="targets in ru-RU and in de-DE and in es-ES and in es-"):
        loads(SEVERAL[format](TEXTS), format)


@each_format
def test_a_language_that_is_not_there_is_refused(format: Format) -> None:
    with pytest.raises(CatalogError, match="no targets in fr, only in ru-RU and in de-DE"):
        loads(SEVERAL[format](TEXTS), format, "fr")


@each_format
def test_a_region_that_is_not_there_is_taken_from_the_only_other_one(format: Format) -> None:
    assert loads(SEVERAL[format]({"ru": "a", "es-MX": "b"}), format, "es").entries[0].target == "b"
    with pytest.raises(CatalogError, match="targets in es-ES and in es-MX: name one"):
        loads(SEVERAL[format](TEXTS), format, "es-AR")


@each_format
def test_two_names_of_a_language_are_one(format: Format) -> None:
    data = SEVERAL[format]({"ru-RU": "a"})
    rest = SEVERAL[format]({"ru": "b"}).replace(ID.encode(), b"7758d-104")
    between = {
        "tmx": (b"<tu ", b"</body>"),
        "xliff": (b"<file ", b"</xliff>"),
        "jsonl": (b"{", b""),
    }
    start, end = between[format]
    added = rest[rest.index(start) : rest.index(end) if end else None]
    both = data.replace(end, added + end, 1) if end else data + added
    assert [entry.target for entry in loads(both, format).entries] == ["a", "b"]


@pytest.mark.parametrize("tag", ["es_ES", "es-es", "ES-ES", "es_ES.UTF-8"])
@each_format
def test_a_language_with_an_underscore_is_understood(format: Format, tag: str) -> None:
    read = loads(SEVERAL[format]({tag: "Estrella"}, header="en_US"), format)
    assert (read.source_language, read.target_language) == ("en-US", "es-ES")


@pytest.mark.parametrize(("format", "old"), [("po", b"es_ES"), ("xliff2", b"es-ES")])
def test_the_other_formats_understand_it_too(format: Format, old: bytes) -> None:
    data = dumps(catalog("es-ES"), format)
    assert data.count(old) >= 1
    for name in (b"es_ES", b"es-es", b"es_es"):
        assert loads(data.replace(old, name), format).target_language == "es-ES"


@pytest.mark.parametrize("format", ["po", "xliff", "xliff2", "tmx", "jsonl"])
def test_a_catalog_in_one_language_is_none_in_another(format: Format) -> None:
    data = dumps(catalog("de-DE"), format)
    assert loads(data, format, "de") == catalog("de-DE")
    with pytest.raises(CatalogError, match="no targets in ru-RU, only in de-DE"):
        loads(data, format, "ru-RU")


@pytest.mark.parametrize("format", ["po", "xliff", "xliff2", "tmx", "jsonl", "csv"])
def test_a_catalog_that_names_no_language_is_in_the_one_that_is_asked_for(format: Format) -> None:
    data = dumps(catalog(""), format)
    assert loads(data, format).target_language == ""
    assert loads(data, format, "de-DE") == catalog("de-DE")


def test_a_target_says_its_language_where_its_file_does_not() -> None:
    text = xliff({"de-DE": "Stern"}).decode().replace(' target-language="de-DE"', "")
    data = text.replace("<target>", '<target xml:lang="de_DE">').encode()
    assert loads(data, "xliff").target_language == "de-DE"


# The commands


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(NAME, page("ru-RU").encode())


MERGE = ("merge", "docs", "-o", "out", "-c")


def merged() -> str:
    return Path("out", NAME).read_bytes().decode()


@each_format
def test_a_document_takes_its_own_language_of_a_file_in_several(format: Format) -> None:
    name = f"all{suffix(format)}"
    put(name, SEVERAL[format](TEXTS))
    for tag, text in TEXTS.items():
        put(NAME, page(tag).encode())
        run = sxs(*MERGE, name)
        assert (run.code, run.out) == (0, b"")
        assert merged() == page(tag, text)


@each_format
def test_documents_of_one_run_take_each_its_own(format: Format) -> None:
    put("docs/b.md", page("de-DE").encode())
    both = SEVERAL[format](TEXTS)
    put(f"one{suffix(format)}", both)
    put(f"two{suffix(format)}", both.replace(b"docs/a.md", b"docs/b.md"))
    assert sxs(*MERGE, f"one{suffix(format)}", "-c", f"two{suffix(format)}").code == 0
    assert merged() == page("ru-RU", "Звезда")
    assert Path("out/docs/b.md").read_bytes().decode() == page("de-DE", "Stern")


@each_format
def test_a_mirrored_catalog_may_be_in_several(format: Format) -> None:
    put(f"all/{NAME}{suffix(format)}", SEVERAL[format](TEXTS))
    assert sxs(*MERGE, "all").code == 0
    assert merged() == page("ru-RU", "Звезда")


@each_format
def test_a_document_whose_language_no_target_is_in_is_left_alone(format: Format) -> None:
    put(f"all{suffix(format)}", SEVERAL[format]({"de-DE": "Stern", "es-ES": "Estrella"}))
    run = sxs(*MERGE, f"all{suffix(format)}")
    assert run.code == 1
    assert run.out.decode().startswith(f"{NAME}:3: wrong-language: the catalog is in de-DE, the do")
    assert merged() == page("ru-RU")


@each_format
def test_a_document_without_a_language_takes_none_of_several(format: Format) -> None:
    put(NAME, page("").encode())
    name = f"all{suffix(format)}"
    put(name, SEVERAL[format](TEXTS))
    run = sxs(*MERGE, name)
    assert run.code == 1
    assert b"targets in ru-RU and in de-DE and in es-ES and in es-MX: name one" in run.err
    assert not Path("out").exists()
    assert sxs(*MERGE, name, "--language", "de-de").code == 0
    assert merged() == page("", "Stern")


def test_what_a_file_in_several_languages_holds_of_other_documents_is_no_matter() -> None:
    put(NAME, page("").encode())
    both = tmx(TEXTS).decode().replace(NAME, "docs/b.md")
    only = tmx({"ru": "Звезда"}).decode()
    put(
        "all.tmx",
        only.replace(
            "</body>", both[both.index("<tu ") :].partition("</body>")[0] + "</body>"
        ).encode(),
    )
    assert sxs(*MERGE, "all.tmx").code == 1  # docs/b.md is not there
    assert merged() == page("", "Звезда")


def test_catalogs_of_other_languages_do_not_hide_the_right_one() -> None:
    put("de.po", dumps(catalog("de-DE"), "po").replace(ID.encode(), b"7758d-104"))
    put("ru.po", dumps(catalog("ru", "Новое"), "po"))
    run = sxs(*MERGE, "de.po", "-c", "ru.po")
    assert run.code == 1
    assert [line.split(": ")[1] for line in run.out.decode().split("\n")[:-1]] == ["wrong-language"]
    assert merged() == page("ru-RU", "Новое")


def test_another_region_is_named_and_no_reason_to_fail() -> None:
    put(NAME, page("pt-PT").encode())
    put("pt.po", dumps(catalog("pt-BR"), "po"))
    run = sxs(*MERGE, "pt.po", "--strict")
    assert run.code == 0
    assert run.out.decode() == (
        f"{NAME}:3: other-region: the catalog is in pt-BR, the document in pt-PT\n"
    )
    assert merged() == page("pt-PT", "Neu")


def test_check_names_catalogs_in_another_language() -> None:
    put("de.po", dumps(catalog("de-DE", "Stern"), "po"))
    run = sxs("check", "docs", "-c", "de.po", "--select", "error")
    assert run.code == 1
    assert run.out.decode().startswith(f"{NAME}:3: wrong-language: the catalog is in de-DE, the do")
    assert run.out.count(b"\n") == 1
    assert sxs("check", "docs", "-c", "de.po", "--language", "de", "--select", "error").code == 0


@each_format
def test_a_language_of_several_is_converted(format: Format) -> None:
    name = f"all{suffix(format)}"
    put(name, SEVERAL[format](TEXTS))
    refused = sxs("convert", name, "-o", "x.po")
    assert refused.code == 1
    assert b"targets in ru-RU and in de-DE" in refused.err
    assert not Path("x.po").exists()
    assert sxs("convert", name, "-o", "x.po", "--language", "de").code == 0
    assert 'msgstr "Stern"' in Path("x.po").read_bytes().decode()
    assert '"Language: de_DE\\n"' in Path("x.po").read_bytes().decode()


def test_a_catalog_without_a_language_is_converted_into_one() -> None:
    put("x.csv", dumps(catalog(""), "csv"))
    assert sxs("convert", "x.csv", "-o", "x.xlf", "--language", "es-es").code == 0
    assert b'target-language="es-ES"' in Path("x.xlf").read_bytes()
    assert sxs("convert", "x.csv", "-o", "y.xlf", "--language", "in Spanish").code == 2
