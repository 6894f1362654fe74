"""What is counted, by language, and how it is shown."""

from __future__ import annotations

import random
import re
from json import loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Document,
    Figures,
    Finding,
    Frame,
    Stats,
    Unit,
    combine_stats,
    parse,
)
from sxskit.markdown.words import words
from sxskit.stats.tables import json, text
from tests.helpers.growth import ratio
from tests.helpers.strategies import any_text, documents


def document(*pairs: tuple[str, str], language: str = "", origin: str = "") -> Document:
    """A document of sources and targets, with a front matter where there is something to say."""
    lines = [f"ms.translationtype: {origin}\n"] if origin else []
    lines += [f"ms.contentlocale: {language}\n"] if language else []
    front = "".join(["---\n", *lines, "---\n"]) if lines else ""
    units = [
        Unit(f"7758d-{n}", source, target, Frame.of(f"7758d-{n}")).text
        for n, (source, target) in enumerate(pairs, 103)
    ]
    return parse(front + "\n\n".join(units))


def figures(*pairs: tuple[str, str]) -> Figures:
    return Stats.of(document(*pairs)).total


WORDS = [
    ("Sign in to Partner Center.", "Sign in to Partner Center"),
    ("Войдите в Центр партнеров.", "Войдите в Центр партнеров"),
    ("Don’t use the customer's e-mail", "Don’t use the customer's e-mail"),
    ("'quoted' - and – dashed - words…", "quoted and dashed words"),
    ("from 1,234.5 to 2021, or 50%", "from 1,234.5 to 2021 or 50"),
    ("one,two;three/four (five)", "one two three four five"),
    ("EF 4.x, System.Data.SQLite and C#.", "EF 4.x System.Data.SQLite and C"),
    ("snake_case and __init__", "snake_case and init"),
    ("Größe, cafe\u0301 и и\u0306", "Größe cafe\u0301 и и\u0306"),
    ("10\u00a0000\u00a0€", "10 000"),
    ("See https://aka.ms/a-b?c=d, please", "See https://aka.ms/a-b?c=d, please"),
    ("See <https://aka.ms/a-b>", "See https://aka.ms/a-b"),
    ("エンティティ型の使用。", "エ ン テ ィ テ ィ 型 の 使 用"),
    ("EF Coreを2つ", "EF Core を 2 つ"),
    ("「データ・ベース」、々", "デ ー タ ベ ー ス 々"),
    ("파트너 센터에 로그인", "파트너 센터에 로그인"),
    ('שלח דוא"ל אל ה-Fastab (בין-חברתי).', 'שלח דוא"ל אל ה-Fastab בין-חברתי'),
    ("בחר \u200f**אישור**\u200f.", "בחר אישור"),
    ("ลงชื่อ Azure", "ล ง ชื่ อ Azure"),
    ("साइन इन करें।", "साइन इन करें"),
    ("تسجيل الدخول، ثم", "تسجيل الدخول ثم"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("✔ → 😀 & © •", ""),
    ("", ""),
]


@pytest.mark.parametrize(("given", "expected"), WORDS)
def test_words_are_what_a_translator_is_paid_for(given: str, expected: str) -> None:
    assert " ".join(words(given)) == expected


MARKUP = [
    ("See [the guide](https://aka.ms/guide_(v2).md).", "See the guide"),
    ('![A chart](media/a.png "Sales \\"now\\"") below', "A chart Sales now below"),
    ("[a b](<c d.md> 'e f') g", "a b e f g"),
    ("Read [the terms][terms-of-use] and [these][]", "Read the terms and these"),
    ("Call <xref:System.Linq.Enumerable?displayProperty=fullName> now", "Call now"),
    ("Run `dotnet ef database update`", "Run dotnet ef database update"),
    ("`<T>` and ``a`<b>``, but <T>", "T and a b but"),
    ("`a``b` is one span, ``c``` and `d is none", "a b is one span c and d is none"),
    ("See [a](b_(c(d)).md (e f)) <!-- <i> g --> h", "See a e f h"),
    ("<iframe src='a' allowfullscreen></iframe> <input disabled> <file required>", "file required"),
    ("<!-- a *b*", "a b"),
    ("\\<T> and List\\<string>", "T and List string"),
    ("Enter <your user name>", "Enter your user name"),
    ('<a href="b.md" title="c d">e</a> <strong>f</strong>', "e f"),
    ("**Sa**ve, <b>S</b>ave, *all*", "Save Save all"),
    ("one<br/>two<BR>three</p>four", "one two three four"),
    ("AT&amp;T, caf&eacute; &lt;b&gt;&nbsp;&#1103;&#x20;x", "AT T café b я x"),
    ("ms\\_date and 2 \\* 3", "ms_date and 2 3"),
    ("[!INCLUDE [short name](../a.md)] is <!-- not - this --> it", "is it"),
    ("**「`保存`」**を[選択](a.md)", "保 存 を 選 択"),
]


@pytest.mark.parametrize(("given", "expected"), MARKUP)
def test_markup_does_not_count_and_what_a_reader_sees_of_it_does(given: str, expected: str) -> None:
    assert " ".join(map(str, words(given))).replace("\u00a0", " ") == expected


def test_characters_are_those_of_the_words() -> None:
    counted = figures(("It's on, “**now**”.", "ลงชื่อ `保存`。"))
    assert counted.source_characters == len("It's") + len("on") + len("now")
    assert counted.target_characters == len("ลงชื่อ") + len("保存")


@given(any_text)
def test_no_word_of_any_text_holds_white_space_and_none_is_empty(given: str) -> None:
    assert all(word and not re.search(r"\s", word) for word in words(given))


@given(st.text(), st.text())
def test_words_of_two_lines_are_those_of_each(first: str, second: str) -> None:
    plain = [re.sub(r"[\\`<&*\]\[]", "", each) for each in (first, second)]
    assert words("\n".join(plain)) == words(plain[0]) + words(plain[1])


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *("<!--", "<a ", '<a b="', "<a b=c ", "<div ", "<xref:", "[!A [", "[!A [](", "][", "]["),
        *("](", "](<", "](a(", '](a "', "](a '", "](a\t", '](a "\\', "](x](y)", "``a", "```` `"),
        *(
            "&",
            "&a",
            "&#1",
            "a-",
            "a.",
            "a_",
            "_",
            "*",
            "a*",
            '"א',
            "1,",
            "https://",
            "ก",
            "\u0e31",
        ),
        *("使", "\u3099", "e\u0301", "\u200d"),
    ],
)
def test_counting_costs_in_proportion_to_the_length_of_a_text(piece: str) -> None:
    assert ratio(lambda n: words(piece * n), 2_500) < 8


@pytest.mark.slow
@pytest.mark.parametrize("short", ["", "` ", "`a`` "])
def test_runs_of_back_ticks_of_every_length_cost_no_more(short: str) -> None:
    made = {
        n: "".join("`" * k + " " for k in range(int(n**0.5), 1, -1)) + short * (n // 4)
        for n in (20_000, 80_000)
    }
    assert ratio(lambda n: words(made[n]), 20_000) < 8


def test_a_documents_figures_stand_under_its_language() -> None:
    stats = Stats.of(
        document(
            ("Sign in to Partner Center", "Войдите в Центр партнеров"),
            ("Azure", "Azure"),
            ("Sign out", " \n"),
            ("  Sign out\r\n", "Выйдите"),
            language="ru-ru",
            origin="MT",
        )
    )
    assert dict(stats.languages) == {
        "ru-RU": Figures(
            documents=1,
            machine_documents=1,
            human_documents=0,
            units=4,
            machine_units=4,
            human_units=0,
            untranslated=1,
            identical=1,
            repetitions=1,
            repeated_words=2,
            source_words=10,
            source_characters=40,
            target_words=6,
            target_characters=34,
        )
    }


@pytest.mark.parametrize("language", ["", "Russian (Russia)", "[ru-RU]", "''"])
def test_a_document_without_a_language_counts_under_an_empty_one(language: str) -> None:
    assert list(Stats.of(document(("a", "b"), language=language)).languages) == [""]


@pytest.mark.parametrize(
    ("origin", "machine", "human"), [("MT", 1, 0), ("HT", 0, 1), ("' mt '", 1, 0), ("", 0, 0)]
)
def test_who_translated_is_what_the_front_matter_says(
    origin: str, machine: int, human: int
) -> None:
    counted = Stats.of(document(("a", "b"), ("c", "d"), language="ja-JP", origin=origin)).total
    assert (counted.machine_documents, counted.human_documents) == (machine, human)
    assert (counted.machine_units, counted.human_units) == (2 * machine, 2 * human)


def test_a_document_without_units_is_a_document() -> None:
    assert Stats.of(parse("# TOC\n")).total == Figures(documents=1)


def test_only_white_space_is_untranslated_even_where_the_source_has_no_more() -> None:
    counted = figures(("", " "), ("x", "\u00a0"))
    assert (counted.untranslated, counted.identical) == (2, 0)


def test_line_ends_and_edges_make_no_target_differ_from_its_source() -> None:
    assert figures(("a\r\nb", " a\nb"), ("a", "A")).identical == 1


def test_a_text_repeats_one_of_another_document_in_its_language_only() -> None:
    russian = Stats.of(document(("See also", "См. также"), language="ru-RU"))
    japanese = Stats.of(document(("See also", "関連項目"), language="ja-JP"))
    stats = combine_stats([russian, japanese, russian, russian])
    assert stats.languages["ru-RU"].repetitions == 2
    assert stats.languages["ru-RU"].repeated_words == 4
    assert stats.languages["ja-JP"].repetitions == 0
    assert stats.total.repetitions == 2
    assert stats.total.documents == 4


def test_findings_are_counted_by_code() -> None:
    link, pipe = Finding("a.md", 1, "link", "x"), Finding("a.md", 2, "pipe", "y")
    stats = combine_stats([Stats.of(document(), [link, pipe, link]), Stats.of(document(), [link])])
    assert stats.findings == {"link": 3, "pipe": 1}


_origins = st.sampled_from(("", "MT", "HT"))
_languages = st.sampled_from(("", "ru-RU", "ja-JP"))
_texts = st.sampled_from(("Hello", " Hello", "world", "こんにちは", "שלום", "**ลงชื่อ**", "", "a b"))
_parts = st.lists(
    st.one_of(
        documents().map(Stats.of),
        st.builds(
            lambda pairs, language, origin, codes: Stats.of(
                document(*pairs, language=language, origin=origin),
                [Finding("a.md", 1, code, "") for code in codes],
            ),
            st.lists(st.tuples(_texts, _texts), max_size=5),
            _languages,
            _origins,
            st.lists(st.sampled_from(("link", "stale"))),
        ),
    ),
    max_size=6,
)


@given(_parts, st.integers(0, 6))
def test_two_halves_together_are_the_whole(parts: list[Stats], at: int) -> None:
    assert combine_stats([combine_stats(parts[:at]), combine_stats(parts[at:])]) == combine_stats(
        parts
    )


@given(_parts, st.randoms(use_true_random=False))
def test_in_whatever_order_documents_come_the_output_is_the_same(
    parts: list[Stats], chance: random.Random
) -> None:
    shuffled = list(parts)
    chance.shuffle(shuffled)
    assert json(combine_stats(shuffled)) == json(combine_stats(parts))
    assert text(combine_stats(shuffled)) == text(combine_stats(parts))


@given(st.lists(st.tuples(_texts, _texts), max_size=8))
def test_units_of_several_documents_count_as_those_of_one(pairs: list[tuple[str, str]]) -> None:
    together = Stats.of(document(*pairs, language="ru-RU")).total
    apart = combine_stats(Stats.of(document(pair, language="ru-RU")) for pair in pairs).total
    assert together._replace(documents=len(pairs)) == apart


@given(st.lists(st.tuples(_texts, _texts), max_size=8))
def test_all_but_the_distinct_sources_are_repetitions(pairs: list[tuple[str, str]]) -> None:
    distinct = {source.strip() for source, _ in pairs}
    counted = figures(*pairs)
    assert counted.repetitions == len(pairs) - len(distinct)
    assert counted.repeated_words == counted.source_words - sum(len(words(s)) for s in distinct)


RUSSIAN = document(
    ("Sign in to **Partner Center**.", "Войдите в **Центр партнеров**."),
    ("Sign out", "Выйдите"),
    ("Sign out", ""),
    language="ru-RU",
    origin="MT",
)
JAPANESE = document(("Sign out", "サインアウト"), language="ja-JP", origin="HT")


def test_people_get_a_table() -> None:
    findings = [Finding("a.md", n, code, "") for n, code in enumerate(("link", "stale", "stale"))]
    assert text(Stats.of(RUSSIAN, findings)) == (
        "                            ru-RU\n"
        "documents                       1\n"
        "  machine-translated            1  100.0%\n"
        "  human-translated              0    0.0%\n"
        "units                           3\n"
        "  machine-translated            3  100.0%\n"
        "  human-translated              0    0.0%\n"
        "  untranslated                  1   33.3%\n"
        "  identical                     0    0.0%\n"
        "  repetitions                   1   33.3%\n"
        "source words                    9\n"
        "  in repetitions                2   22.2%\n"
        "source characters              35\n"
        "target words                    5\n"
        "target characters              29\n"
        "\n"
        "findings                        3\n"
        "  stale                         2\n"
        "  link                          1\n"
    )


def test_several_languages_get_a_total_and_the_unknown_one_comes_last() -> None:
    stats = combine_stats(map(Stats.of, (document(("a", "b")), RUSSIAN, JAPANESE)))
    lines = text(stats).split("\n")
    assert lines[0].split() == ["ja-JP", "ru-RU", "(none)"]
    assert lines[1].split() == ["documents", "1", "1", "1"]
    assert lines[16].split() == ["total"]
    assert lines[17].split() == ["documents", "3"]


def test_numbers_are_grouped_and_no_line_is_wider_than_a_terminal() -> None:
    one = Figures(*[12_345_678] * len(Figures._fields))
    languages = {f"{tag}-Cyrl-RS": one for tag in ("aa", "bb", "cc", "dd", "ee")}
    stats = Stats(languages, {tag: {} for tag in languages}, {"replacement-character": 1_234_567})
    shown = text(stats)
    assert "12,345,678  100.0%" in shown
    assert "replacement-character 1,234,567" in re.sub(" +", " ", shown)
    assert max(map(len, shown.split("\n"))) <= 80


def test_columns_stay_in_line_however_wide_they_are() -> None:
    tag = "qaa-Latn-x-a-very-long-private-one"
    one = Figures(documents=10**15)
    stats = Stats({tag: one, "ru-RU": one}, {tag: {}, "ru-RU": {}}, {"link": 1})
    lines = text(stats).split("\n")
    heads = [line for line in lines if line.strip() in (tag, "ru-RU", "total")]
    counts = [line for line in lines if line.startswith(("documents", "findings", "  link"))]
    assert len(heads) == 3
    assert len(counts) == 5
    assert len({len(line) for line in (*heads, *counts)}) == 1


def test_nothing_is_a_table_too() -> None:
    shown = text(combine_stats([]))
    assert shown.split("\n")[1].split() == ["documents", "0"]
    assert "%" not in shown


def test_scripts_get_json_with_every_member_whatever_there_is() -> None:
    stats = combine_stats([Stats.of(RUSSIAN, [Finding("a.md", 1, "link", "")]), Stats.of(JAPANESE)])
    written = json(stats)
    assert list(loads(json(stats, english=True))["total"]) == list(Figures._fields)
    read = loads(written)
    assert list(read) == ["languages", "total", "findings"]
    assert list(read["languages"]) == ["ja-JP", "ru-RU"]
    assert list(read["total"]) == list(Figures._fields)[:-4] == list(read["languages"]["ja-JP"])
    assert read["languages"]["ja-JP"]["target_words"] == 6
    assert read["total"]["units"] == 4
    assert read["findings"] == {"link": 1}
    assert written.startswith('{\n  "languages": {\n    "ja-JP": {\n      "documents": 1,\n')
    assert written.endswith("}\n")


def test_json_says_nothing_of_languages_that_are_not_there() -> None:
    read = loads(json(combine_stats([]), english=True))
    assert read == {"languages": {}, "total": Figures()._asdict(), "findings": {}}
