"""What is found in documents and translations, and what next to it is not: a table of both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    CODES,
    Catalog,
    Document,
    Entry,
    Frame,
    Key,
    State,
    Unit,
    Verbatim,
    check,
    merge,
    parse,
)
from sxskit.checks.consistency import inconsistent
from sxskit.checks.frames import repaired
from sxskit.findings import DEFAULT
from tests.helpers.strategies import any_text, documents, units

ID = "7758d-103"
RU, DE, FR, JA, ZH, HE, AR, TH = (
    *("ru-RU", "de-DE", "fr-FR", "ja-JP"),
    *("zh-CN", "he-IL", "ar-SA", "th-TH"),
)


def pair(source: str, target: str, id: str = ID) -> str:
    return Unit(id, source, target, Frame.of(id)).text


def front_matter(language: str = RU) -> str:
    """Three lines, so that a page starts in line 4."""
    return f"---\nms.contentlocale: {language}\n---\n"


def found(text: str, codes: Collection[str] = DEFAULT) -> list[str]:
    """The findings on a document, as they are printed but for the columns."""
    findings = check(parse(text), "a.md", codes=codes)
    return [str(replace(finding, column=None)) for finding in findings]


# A translation against its source: what is wrong by code. Of each row: the language, the two texts,
# and what is said of the unit.
FAULTS: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "code-span": {
        "become text": (RU, "Run `sky`.", "Запустите sky.", "'sky' is missing"),
        "translated": (DE, "See `moon`.", "Siehe `Mond`.", "has 'Mond' instead of 'moon'"),
        "in another case": (FR, "See `Moon`.", "Voir `moon`.", "has 'moon' instead of 'Moon'"),
        "doubled": (RU, "Run `sky`.", "Код: `sky` `sky`.", "'sky' is added"),
        "without an end": (JA, "Run `sky`.", "`sky を実行します。", "'sky' is missing"),
    },
    "link": {
        "with a translated label": (
            RU,
            "[Commands][addins]",
            "[Команды][надстройки]",
            "has 'надстройки' instead of 'addins'",
        ),
        "of a footnote": (DE, "Sky[^note]", "Himmel[^notiz]", "has '^notiz' instead of '^note'"),
        "to the page of another": (
            *(RU, "[DbSet](a.md) and [DbContext](b.md)", "[DbSet](b.md) и [DbContext](a.md)"),
            "the link of 'DbSet' leads to 'b.md'",
        ),
        "to another page": (
            RU,
            "[Sky](map.md)",
            "[Небо](chart.md)",
            "has 'chart.md' instead of 'map.md'",
        ),
        "to another section": (
            DE,
            "[Sky](a.md#b)",
            "[Himmel](a.md#c)",
            "has 'a.md#c' instead of 'a.md#b'",
        ),
        "become text": (FR, "The [sky](map.md)", "Le ciel", "'map.md' is missing"),
        "to the page of its neighbour": (
            *(RU, "[One](a.md), [two](b.md)", "[Раз](a.md), [два](a.md)"),
            "has 'a.md' instead of 'b.md'",
        ),
        "with a blank inside": (
            *(RU, "[Sky](map.md)", "[Небо] (map.md)"),
            "contains a blank between ']' and '(': remove it to form a link",
        ),
        "in full-width brackets": (
            *(JA, "The [sky](map.md)", "[空]（map.md）です"),
            "contains a blank between ']' and '(': remove it to form a link",
        ),
        "without an end": (
            RU,
            "[Sky](a.md)",
            "[Небо](a.md",
            "contains a link without a closing bracket",
        ),
        "without an opening bracket": (
            RU,
            "[Sky](a.md)",
            "Небо](a.md)",
            "contains a link without an opening bracket",
        ),
        "without a text": (RU, "`a` [sky](b.md)", "`a` [](b.md)", "contains a link without text"),
        "for an image": (RU, "`a` ![Sky](b.png)", "`a` [Небо](b.png)", "has 0 images instead of 1"),
        "without its label": (RU, "The [sky][1].", "Небо 1.", "has 0 reference links instead of 1"),
    },
    "xref": {
        "translated": (
            RU,
            "The <xref:A.Sky>.",
            "Вот <xref:A.Небо>.",
            "has 'A.Небо' instead of 'A.Sky'",
        ),
        "become text": (ZH, "The <xref:A.Sky>.", "这是 A.Sky。", "'A.Sky' is missing"),
    },
    "include": {
        "of another file": (
            *(RU, "Use [!INCLUDE [a](sky.md)] now", "Теперь [!INCLUDE [a](moon.md)]"),
            "has 'moon.md' instead of 'sky.md'",
        ),
        "with a translated keyword": (
            *(FR, "Use [!INCLUDE [a](sky.md)] now", "Utilisez [!INCLURE [a](sky.md)] ici"),
            "'sky.md' is missing",
        ),
    },
    "url": {
        "of another page": (
            *(RU, "See https://example.com/1.", "См. https://example.com/2."),
            "has 'https://example.com/2' instead of 'https://example.com/1'",
        ),
        "in angle brackets": (
            *(AR, "See <https://example.com/1>.", "راجع <https://example.com/2>."),
            "has 'https://example.com/2' instead of 'https://example.com/1'",
        ),
        "with a blank": (
            DE,
            "At https://a.b/c.",
            "Bei https: //a.b/c.",
            "'https://a.b/c' is missing",
        ),
    },
    "tag": {
        "that ends before it begins": (
            RU,
            "x<sup>2</sup>",
            "x</sup>2<sup>",
            "'</sup>' is before '<sup>'",
        ),
        "dropped": (RU, "Sky<br>Moon", "Небо Луна", "'<br>' is missing"),
        "not closed": (RU, "The <b>sky</b>", "Это <b>небо<b>", "has '<b>' instead of '</b>'"),
        "with another destination": (
            *(DE, 'The <a href="a.md">sky</a>', 'Der <a href="b.md">Himmel</a>'),
            "has '<a href=\"b.md\">' instead of '<a href=\"a.md\">'",
        ),
        "with a translated name": (RU, "<b>Sky</b>", "<б>Небо</б>", "'<b>', '</b>' are missing"),
        "that is a comment": (RU, "Sky<!-- blue -->", "Небо", "'<!-- -->' is missing"),
        "with a switch": (
            RU,
            "<input disabled> x",
            "<input> x",
            "has '<input>' instead of '<input disabled>'",
        ),
        "with another switch": (
            *(DE, "A <video controls src='a'>", "Ein <video src='a'>"),
            'has \'<video src="a">\' instead of \'<video controls="" src="a">\'',
        ),
    },
    "placeholder": {
        "with blanks inside": (
            RU,
            "Set {{ name }}",
            "Задайте {{ имя }}",
            "has '...' instead of '{{name}}'",
        ),
        "of a template": (
            DE,
            "Set ${ name }",
            "${ Name } setzen",
            "has '${Name}' instead of '${name}'",
        ),
        "that keeps a name": (
            *(RU, "Use :::no-loc(Razor)::: pages", "Страницы ::: No-Loc (Razor):::"),
            "':::no-loc(Razor):::' is missing",
        ),
        "with another number": (RU, "Opened {0}", "Открыто: {1}", "has '{1}' instead of '{0}'"),
        "translated": (
            RU,
            "GET /a/{sky-id}",
            "GET /a/{ид-неба}",
            "has '...' instead of '{sky-id}'",
        ),
        "of another type": (DE, "Read %s", "%d gelesen", "has '%d' instead of '%s'"),
        "half": (FR, "Hello {{user}}", "Bonjour {user}", "has '{user}' instead of '{{user}}'"),
        "that is a variable": (RU, "In %HOME% now", "Теперь в %ДОМ%", "'%HOME%' is missing"),
        "that is to be filled in": (JA, "Type <your name>", "入力します", "'...' is missing"),
    },
    "translated-placeholder": {
        "with backslashes": (
            *(RU, r"Set \<server_address> now", r"Задайте \<адрес_сервера> сейчас"),
            "has '...' instead of 'server_address'",
        ),
        "in braces": (
            *(DE, "Type {name-of-server}", "Geben Sie {Name-des-Servers} ein"),
            "has '{Name-des-Servers}' instead of '{name-of-server}'",
        ),
        "with entities": (
            FR,
            "Open &lt;path&gt; now",
            "Ouvrez &lt;chemin&gt;",
            "has 'chemin' instead of 'path'",
        ),
        "in capitals": (
            "es-ES",
            "Open {VERSION} now",
            "Abra {VERSIÓN}",
            "has '...' instead of '{VERSION}'",
        ),
    },
    "formula": {
        "translated": (
            *(RU, r"If $\alpha_{ij}$ is 0", r"Если $\alpha_{иж}$ равно 0"),
            r"has '$\alpha_{иж}$' instead of '$\alpha_{ij}$'",
        ),
        "changed": (
            DE,
            "It is $$x^2$$ now",
            "Es ist $$x^3$$",
            "has '$$x^3$$' instead of '$$x^2$$'",
        ),
        "dropped": (JA, "It is $a_b$ now", "現在のものです", "'$a_b$' is missing"),
    },
    "alt-text": {
        "emptied": (
            RU,
            "![The sky](a.png) now",
            "![](a.png) сейчас",
            "contains an image without a text",
        ),
        "of blanks": (
            JA,
            "See ![sky](a.png)",
            "![ ](a.png) を参照",
            "contains an image without a text",
        ),
    },
    "adjacent-code": {
        "heaped at the end": (
            *(JA, "Set `a` to `b` now", "設定するには `a` `b` 今"),
            "has no text between 'a' and 'b'",
        ),
        "in bold": (
            ZH,
            "Set `a` to `b`",
            "设置 **`a`** **`b`** 吧",
            "has no text between 'a' and 'b'",
        ),
    },
    "link-order": {
        "swapped": (
            *(DE, "[Sky](a.md), then [moon](b.md)", "[Himmel](b.md), dann [Mond](a.md)"),
            "has its links in another order than the source",
        ),
    },
    "other-locale": {
        "of a link": (
            DE,
            "[a](https://a.b/en-us/c)",
            "[a](https://a.b/it-it/c)",
            "leads to a page in 'it-it'",
        ),
        "of a path": (RU, "See [a](/en-us/c)", "См. [a](/de-de/c)", "leads to a page in 'de-de'"),
    },
    "identifier": {
        "in lower case": (
            RU,
            "Use DbContext",
            "Используйте dbcontext",
            "has 'dbcontext' instead of 'DbContext'",
        ),
        "in pieces": (
            JA,
            "Open System.Data",
            "System. Data を開く",
            "has 'System. Data' instead of 'System.Data'",
        ),
        "of snakes": (
            DE,
            "Set user_id",
            "Setzen Sie User_ID",
            "has 'User_ID' instead of 'user_id'",
        ),
        "of an option": (
            FR,
            "Give --no-cache",
            "Donnez -- no-cache",
            "has '-- no-cache' instead of '--no-cache'",
        ),
    },
    "source-text": {
        "whole": (
            *(RU, "You can see all of the stars.", "You can see all of the stars."),
            "'You can see all of the stars.' is not translated",
        ),
        "in its second sentence": (
            *(
                DE,
                "Open it. You can see all of the stars.",
                "Öffnen. You can see all of the stars.",
            ),
            "'You can see all of the stars.' is not translated",
        ),
    },
    "repeated-text": {
        "at once": (
            JA,
            "Open the map of it",
            "この地図を開いてください。この地図を開いてください。",
            "contains 'この地図を開いてください。' twice",
        ),
        "after a blank": (
            *(RU, "Open the map.", "Откройте эту карту. Откройте эту карту."),
            "contains 'Откройте эту карту.' twice",
        ),
    },
    "mojibake": {
        "of Latin": (DE, "For the sky", "FÃ¼r den Himmel", "'Ã¼' is 'ü' in the wrong encoding"),
        "of Cyrillic": (RU, "The sky", "РЅРµР±Рѕ", "'РЅРµР±Рѕ' is 'небо' in the wrong encoding"),
        "of a dash": (FR, "Sky - blue", "Ciel â€” bleu", "'â€”' is '—' in the wrong encoding"),
    },
    "mixed-script": {
        "a name with a letter of Cyrillic": (
            *(RU, "Use Excel", "Откройте Еxcel"),
            "'Еxcel' contains a letter of another script: 'Е' (U+0415)",
        ),
        "a word with a letter of Latin": (
            *(RU, "The page", "Эта cтраница"),
            "'cтраница' contains a letter of another script: 'c' (U+0063)",
        ),
        "a name in German": (
            *(DE, "Use Excel", "Öffnen Sie Ехcel"),
            "'Ехcel' contains a letter of another script: 'Е' (U+0415)",
        ),
    },
    "spaced-stop": {
        "before a full stop": (RU, "Open it.", "Откройте .", "contains a blank before '.'"),
        "before a comma": (ZH, "See `a`, b", "查看 `a` ，b ， 好", "contains a blank before '，'"),
    },
    "glued-markup": {
        "before code": (
            RU,
            "Run `sky` now",
            "Запустите`sky` сейчас",
            "has no blank before '`sky`'",
        ),
        "after code": (DE, "Run `sky` now", "Führen Sie `sky`aus", "has no blank after '`sky`'"),
    },
    "no-break-space": {
        "before a question mark": (
            FR,
            "Is it?",
            "Vraiment ?",
            "contains an ordinary blank before '?'",
        ),
        "after a guillemet": (
            FR,
            'See "a"',
            "Voir « a\u00a0»",
            "contains an ordinary blank after '«'",
        ),
    },
    "emphasis": {
        "that ends inside of a link": (
            *(RU, "**[a](b.md)** c", "**[a**](b.md) c"),
            "begins outside of a link and ends inside of it, or the reverse",
        ),
        "dropped": (RU, "Press **OK**", "Нажмите ОК", "'**' is around 0 texts instead of 1"),
        "made weaker": (
            *(DE, "Press **OK**", "Drücken Sie *OK*"),
            "'**' is around 0 texts instead of 1; '*' is around 1 texts instead of 0",
        ),
        "around code dropped": (
            *(RU, "See *the `sky` page*", "См. страницу `sky`"),
            "'*' is around 0 texts instead of 1",
        ),
        "without an end": (FR, "A **b** c", "Un **b c", "'**' is around 0 texts instead of 1"),
        "with blanks inside": (
            HE,
            "A **b** c",
            "א ** ב ** ג",
            "'**' is around 0 texts instead of 1",
        ),
        "behind a bracket and before a letter": (
            *(JA, "Press **OK** now", "今すぐ**「OK」**を押す"),
            "'**' is around 0 texts instead of 1",
        ),
        "added": (RU, "Old", "~~Старое~~", "'~~' is around 1 texts instead of 0"),
    },
    "entity": {
        "dropped": (RU, "If a &lt; b", "Если a меньше b", "'&lt;' is missing"),
        "with a blank": (RU, "If a &lt; b", "Если a & lt; b", "has '& lt;' instead of '&lt;'"),
        "doubled": (
            DE,
            "If a &lt; b",
            "Wenn a &amp;lt; b",
            "has '&amp;lt;' instead of '&lt;'",
        ),
        "added": (FR, "If a < b", "Si a &lt; b", "'&lt;' is added"),
        "escaped twice": (FR, "a &amp; b", "a &amp;amp; b", "'&amp;amp;' is added"),
        "cut": (RU, "a &amp; b", "a &am; b", "'&am;' is added"),
        "with a blank inside": (RU, "a &amp; b", "a &am p; b", "'&am p;' is added"),
        "without its sign": (
            RU,
            "5&nbsp;GB, 6",
            "5 nbsp ГБ,\u00a06",
            "'nbsp' is added",
        ),
        "in full-width signs": (
            JA,
            "5&nbsp;GB",
            "5\u00a0＆nbsp；GB",
            "'＆nbsp；' is added",
        ),
        "without an end": (RU, "5 &#8211; 6", "5 &#8211 6 —", "'&#8211' is added"),
        "of an unknown name": (RU, "a &amp; b", "a &atp; b", "'&atp;' is added"),
    },
    "escape": {
        "lost": (RU, r"2 \* 3", "2 * 3", r"'\*' is missing"),
        "added": (RU, "#sky", r"\#небо", r"'\#' is added"),
    },
    "number": {
        "changed": (RU, "Open 10 files", "Откройте 100 файлов", "has '100' instead of '10'"),
        "dropped": (JA, "Open 10 files", "ファイルを開く", "'10' is missing"),
        "added": (DE, "Open files", "700 Dateien", "'700' is added"),
        "of a year": (FR, "In 2019", "En 2020", "has '2020' instead of '2019'"),
        "without its decimal point": (RU, "1.5 GB", "15 ГБ", "has '15' instead of '1', '5'"),
        "without its thousands": (RU, "1,000 files", "1 файл", "has '1' instead of '1000'"),
        "of an hour": (DE, "At 3 PM", "Um 16:00 Uhr", "has '16' instead of '3'"),
        "of a fiscal year": (DE, "In FY21", "Im Geschäftsjahr 2022", "has '2022' instead of '21'"),
        "of a version": (ZH, "Version 3.1.4", "版本 3.1.5", "has '5' instead of '4'"),
        "in other digits": (AR, "10 files", "١٢ ملفا", "has '12' instead of '10'"),
        "beside one with a scale": (
            RU,
            "10K users, 5 disks",
            "10 тыс. и 6",
            "has '6' instead of '5'",
        ),
        "with a year's digits in front": (
            DE,
            "Open 5 files",
            "195 Dateien",
            "has '195' instead of '5'",
        ),
        "that occurs twice": (
            DE,
            "A job runs 10 days, runs 10 days",
            "01 Tage oder 10",
            "'10' is missing",
        ),
        "that is no month": (DE, "Decide on 3", "Wählen Sie 12", "has '12' instead of '3'"),
        "of a version's part": (
            JA,
            "EF Core 6.0 runs",
            "EF Core 6.6 です",
            "'6' is added",
        ),
        "that its unit was left of": (JA, "At 100% now", "今は % です", "'100' is missing"),
        "beside its word": (HE, "It is 0 (zero)", "זה (אפס)", "'0' is missing"),
        "twice, and lost once": (
            DE,
            "For 12 days or for 12 days",
            "12 Tage oder Tage",
            "'12' is missing",
        ),
    },
    "bracket": {
        "opened": (RU, "Press (OK)", "Нажмите (ОК", "'(' is unmatched"),
        "closed": (DE, "Press (OK)", "OK) drücken", "')' is unmatched"),
        "full-width": (JA, "Press (OK)", "（OKを押す", "'(' is unmatched"),
        "the wrong way round": (HE, "Do (OK)", "הקש )אישור(", "')' is unmatched"),
        "around a step": (RU, "Do it (step 3)", "Сделайте шаг 3)", "')' is unmatched"),
    },
    "quote": {
        "that is a corner": (JA, 'Press "OK"', "「OKを押す", "'「' is unmatched"),
        "that is a guillemet": (RU, 'Press "OK"', "Жмите «ОК", "'«' is unmatched"),
        "that is low": (DE, 'Press "OK"', "„OK drücken", "'„' is unmatched"),
        "that is straight": (RU, 'Press "OK"', 'Жмите "ОК', "'\"' is unmatched"),
        "beside an abbreviation": (HE, "Report", 'הדו"ח "הזה', "'\"' is unmatched"),
        "that closes low": (JA, "Press OK", "OK〟を押す", "'〟' is unmatched"),
    },
    "doubled-space": {
        "plain": (RU, "Press OK", "Нажмите  ОК", "contains two spaces in a row"),
        "with a no-break space": (FR, "A: b", "Un \u00a0: b", "contains two spaces in a row"),
    },
    "doubled-word": {
        "in two cases": (RU, "On the sky", "На на небе", "contains 'на' twice in a row"),
        "that other languages repeat": (
            FR,
            "The sky",
            "Le le ciel",
            "contains 'le' twice in a row",
        ),
        "that is a particle": (JA, "Open it", "これをを開く", "contains 'を' twice in a row"),
        "that is a loan word": (
            JA,
            "File",
            "ファイルファイル",
            "contains 'ファイル' twice in a row",
        ),
    },
    "edge-space": {
        "added at the end": (
            *(RU, "Sky", "Небо "),
            "white space is added at the end",
        ),
        "added at the start": (
            *(FR, "Sky", "\u00a0Ciel"),
            "white space is added at the start",
        ),
        "lost": (DE, " sky", "himmel", "white space is missing at the start"),
        "ideographic": (JA, "Sky", "空\u3000", "white space is added at the end"),
    },
    "bidi": {
        "mark": (RU, "Sky", "Небо\u200e", "U+200E is added"),
        "embedding": (
            *(DE, "Sky", "\u202bHimmel\u202c"),
            "U+202B, U+202C are added",
        ),
    },
    "unclosed-bidi": {
        "embedding": (HE, "Sky", "\u202bשמיים", "U+202B is unmatched"),
        "isolate": (AR, "Sky", "\u2067سماء\u202c", "U+202C is unmatched"),
    },
    "zero-width": {
        "space": (RU, "Sky", "Не\u200bбо", "U+200B is added"),
        "hyphen": (DE, "Sky", "Him\u00admel", "U+00AD is added"),
        "byte order mark": (JA, "Sky", "\ufeff空", "U+FEFF is added"),
        "space among joiners": ("fa", "Sky", "آسم\u200bان", "U+200B is added"),
        "control character": (FR, "Sky", "Ci\x08el", "U+0008 is added"),
    },
    "replacement-character": {
        "added": (RU, "Sky", "Н\ufffdбо", "contains U+FFFD instead of a lost character"),
    },
    "wrong-script": {
        "Greek": (RU, "Sky", "Ουρανός", "'Ουρανός' is not in a script of ru-RU"),
        "Cyrillic": (HE, "Sky", "Небо", "'Небо' is not in a script of he-IL"),
        "Japanese": (ZH, "Thanks", "どうも", "'どうも' is not in a script of zh-CN"),
        "that is the other one of a language": (
            *("sr-Latn-RS", "The sky", "Плаво небо"),
            "'Плаво небо' is not in a script of sr-Latn-RS",
        ),
    },
    "untranslated": {
        "empty": (RU, "Sky", "", "the translation is missing"),
        "blank": (JA, "Sky", " \u00a0\n", "the translation is missing"),
    },
    "line-break": {
        "added": (RU, "The sky", "Это\nнебо", "contains more line breaks than the source"),
    },
    "end-punctuation": {
        "dropped": (RU, "Open.", "Откройте", "ends without a stop, the source with '.'"),
        "dropped from bold text": (
            *(DE, "**Open.**", "**Öffnen**"),
            "ends without a stop, the source with '.'",
        ),
        "that is a colon": (FR, "Open.", "Ouvrez :", "ends with ':', the source with '.'"),
        "that asks no more": (
            RU,
            "Open it?",
            "Откройте.",
            "ends with '.', the source with '?'",
        ),
        "that is full-width": (
            RU,
            "Open it?",
            "Откройте。",
            "ends with '.', the source with '?'",
        ),
        "that is dots": (JA, "Open it.", "開きます…", "ends with '…', the source with '.'"),
    },
    "added-stop": {
        "plain": (RU, "Open", "Откройте.", "ends with '.', the source without a stop"),
        "full-width": (JA, "Open", "開く。", "ends with '.', the source without a stop"),
    },
    "length": {
        "of a beginning": (
            *(RU, "Look at the night sky for an hour", "Смотр"),
            "is 0.2 times as long as its source",
        ),
        "of far more": (
            *(DE, "Look at the night sky now", "Sehen Sie in den Himmel. " * 6),
            "is 6.0 times as long as its source",
        ),
        "of dense characters": (
            *(ZH, "Look at the night sky for an hour", "看"),
            "is 0.1 times as long as its source",
        ),
    },
}
ROWS = {
    f"{code} {row}": (code, *case) for code, rows in FAULTS.items() for row, case in rows.items()
}


@pytest.mark.parametrize(("code", "language", "source", "target", "said"), ROWS.values(), ids=ROWS)
def test_what_is_wrong_is_found(
    code: str, language: str, source: str, target: str, said: str
) -> None:
    text = front_matter(language) + pair(source, target)
    assert found(text, {code}) == [f"a.md:4: {code}: {ID}: {said}"]


# What differs as languages do, or as people translate: nothing to find with any code of these.
SOUND = {
    "code in another order": (RU, "Open `a` and `b`.", "Откройте `b` и `a`."),
    "code with a back-tick inside": (RU, "Type ``a`b``.", "Введите ``a`b``."),
    "links in another order": (JA, "[Sky](a.md), then [moon](b.md)", "[月](b.md)、次に[空](a.md)"),
    "a link at the start": (JA, "See [the map](a.md).", "[地図](a.md)を参照。"),
    "a link into another language": (
        *(RU, "[Sky](https://a.b/en-us/sky)", "[Небо](https://a.b/ru-ru/sky)"),
    ),
    "a link into any language": (DE, "[Sky](https://a.b/en-us/c)", "[Himmel](https://a.b/c)"),
    "a link with a translated title": (
        *(RU, '[Sky](sky.md "The sky")', '[Небо](sky.md "О небе")'),
    ),
    "a link in angle brackets": (FR, "[Sky](<sky.md>)", "[Ciel](sky.md)"),
    "a host in capitals": (DE, "[Sky](https://A.b/c)", "[Himmel](https://a.b/c)"),
    "an image with other texts": (RU, '![Sky](a.png "Sky") now', '![Небо](a.png "Небо") тут'),
    "a reference link with a translated text": (FR, "See [the sky][1].", "Voir [le ciel][1]."),
    "a URL that is a link now": (RU, "See https://a.b/c.", "См. [это](https://a.b/c)."),
    "a URL in another language": (RU, "At https://a.b/en-us/c", "На https://a.b/ru-ru/c"),
    "a URL before a full-width stop": (ZH, "See https://a.b/c.", "请看 https://a.b/c。"),
    "a URL before a letter": (JA, "See https://a.b/c.", "https://a.b/cを参照。"),
    "an include with another name": (
        *(RU, "Use [!INCLUDE [sky](a.md)] now", "Теперь [!include[небо](a.md)]"),
    ),
    "an API reference elsewhere": (DE, "Call <xref:A.B> now", "Jetzt <xref:A.B> aufrufen"),
    "translated attributes of a tag": (
        *(RU, '<img src="a.png" alt="Sky"> now', '<img src="a.png" alt="Небо"> тут'),
    ),
    "attributes in another order": (
        *(DE, '<a href="a.md" id="b">Sky</a>', "<a id='b' href='a.md'>Himmel</a>"),
    ),
    "a tag in another spelling": (FR, "Sky<br>moon", "Ciel<br/>lune"),
    "a translated comment": (RU, "Sky<!-- blue -->", "Небо<!-- голубое -->"),
    "a page that runs the other way": (HE, '<p dir="ltr">Sky</p>', '<p dir="rtl">שמיים</p>'),
    "placeholders in another order": (JA, "{0} of {1}", "{1} 個中 {0} 個"),
    "formats in another order": (DE, "%1$s of %2$s", "%2$s: %1$s"),
    "a translated blank to fill in": (RU, "Type <your name>", "Введите <ваше имя>"),
    "a translated blank with backslashes": (RU, r"Type \<your name>", r"Введите \<ваше имя>"),
    "a translated blank with entities": (DE, "A &lt;your name&gt; b", "A &lt;Ihr Name&gt; b"),
    "a blank to fill in with a direction mark": (HE, "Open <path> now", "פתח <\u200epath> עכשיו"),
    "formulas in another order": (
        *(RU, r"$\alpha_{ij}$ and $\frac{a}{b}$", r"$\frac{a}{b}$ и $\alpha_{ij}$"),
    ),
    "a formula with another blank": (DE, r"It is $a \le b$", r"Es ist $a\le b$"),
    "amounts in dollars": (RU, "From $5 for a_b to $6 for c_d", "От $5 за a_b до $6 за c_d"),
    "a scheme in a sentence": (RU, "It works without https://.", "Работает без шифрования."),
    "a URL with a blank to fill in": (
        *(RU, "Open https://&lt;Computer Name&gt;/ping", "Откройте https://&lt;имя&gt;/ping"),
    ),
    "an autolink with a back-tick": (DE, "<xref:A`1> and `B`", "`B` und <xref:A`1>"),
    "an ordinal number": (DE, "The 4<sup>th</sup> row and on", "Die Zeile 4 und weiter"),
    "an isolated name": ("fa-IR", "Frees in C++", "آزاد در <span dir=ltr>C++</span>"),
    "an isolated name in its element": (HE, "Frees in C++", "משחרר ב-<bdi>C++</bdi>"),
    "a dash instead of its entity": (RU, "Sky&mdash;blue, 1&ndash;2", "Небо: голубое, 1 и 2"),
    "a word for an entity": (FR, "Sky &amp; moon", "Ciel et lune"),
    "a bold name in quotation marks": (ZH, "Select **Save**", "选择“保存”"),
    "bold text that was broken": (RU, "Select** Save** now", "Выберите **Сохранить**"),
    "an asterisk that was stray": (RU, "Up to 5* of 6", r"До 5\* из 6"),
    "a number in a name": (ZH, "21Vianet runs it", "世纪互联运营"),
    "a number that is a word": (JA, "Hexadecimal and annual", "16 進数と 1 年"),
    "a number after a name with one": (RU, "Office 365 100 users", "100 пользователей Office 365"),
    "a full-width separator of thousands": (ZH, "Over 10,000 stars", "超过 10，000 颗星"),
    "a number above twelve in words": (AR, "Open 15 files or 20", "افتح خمسة عشر ملفا أو عشرين"),
    "a number above twelve in words of Hindi": ("hi-IN", "Open 15 files", "पंद्रह फ़ाइलें खोलें"),
    "a word after a compound with it": (FR, "It may be, being here", "C'est peut-être être ici"),
    "a compound after its first part": (JA, "The manager", "管理管理者です"),
    "brackets of mathematics": (JA, "The moon", "\u2329月\u3009"),
    "a question in a particle": (JA, "Is it night?", "夜ですか"),
    "a stop of Tibetan": ("bo-CN", "The sky.", "གནམ།"),
    "a double stop of Sanskrit": ("sa-IN", "The sky.", "आकाशः॥"),
    "a stop inside of a link": (RU, "See [the sky](a.md).", "См. [небо.](a.md)"),
    "two stops for one": (RU, "Really?", "Правда?!"),
    "a label in another case": (RU, "[Sky][Add-Ins]", "[Небо][add-ins]"),
    "code side by side as in the source": (RU, "`a` `b` is", "это `a` `b`"),
    "identifiers that are kept": (JA, "Use DbContext and System.Data", "System.Data と DbContext"),
    "a product with a blank": (RU, "Use PowerApps", "Используйте Power Apps"),
    "a quoted message": (
        RU,
        'It shows "You are not the owner of it"',
        "Показано «You are not the owner of it»",
    ),
    "a title in English": (DE, "Azure Open Source Day", "Azure Open Source Day"),
    "English for English": (
        "en-GB",
        "You can see all of the stars",
        "You can see all of the stars",
    ),
    "an acronym that is a word": (RU, "Sale of SW by program", "Продажа ПО по программе"),
    "a domain in another case": (DE, "Open Fabrikam.com", "Öffnen Sie fabrikam.com"),
    "a name that the source has in both cases": (
        *(RU, "A TimeSpan, `TIMESPAN`", "Промежуток, `TIMESPAN`"),
    ),
    "a repetition of a short text": (RU, "Open, open", "Откройте, откройте"),
    "capitals with accents": (FR, "THE SKY", "À CÔTÉ"),
    "an abbreviation with an ending": (RU, "The MPN of it", "Номер MPNа"),
    "a format of dates": (RU, "yyyy-MM-ddTHH:mm:ssZ", "гггг-ММ-ддTЧЧ:мм:ссZ"),
    "a name that begins with a stop": (RU, "Use .NET now", "Возьмите .NET сейчас"),
    "a prefix of Hebrew before code": (HE, "In `sky` now", "ב`sky` עכשיו"),
    "an ending of Turkish after code": ("tr-TR", "In `sky` now", "Şimdi `sky`da"),
    "no-break spaces of French": (FR, "Is it?", "Vraiment\u202f?"),
    "the page of its language": (DE, "[a](https://a.b/en-us/c)", "[a](https://a.b/de-at/c)"),
    "a per cent sign in front of a letter": (FR, "100% safe %s", "%s sûr à 100 %"),
    "bold text elsewhere": (JA, "Press **OK** or **No**", "**いいえ** または **OK** を押す"),
    "bold text around a button in brackets": (JA, "Press **OK** now", "今すぐ **[OK]** を押す"),
    "italic text with other markers": (RU, "The *sky*", "Это _небо_"),
    "bold italic text with other markers": (DE, "The ***sky***", "Der **_Himmel_**"),
    "underscores inside a name": (RU, "Set sky_and_moon now", "Задайте sky_and_moon сейчас"),
    "a dash for its entity": (RU, "Sky &mdash; blue", "Небо — голубое"),
    "guillemets for entities": (FR, "The &quot;sky&quot; is", "Le «\u00a0ciel\u00a0» est"),
    "a no-break space for its entity": (FR, "Sky&nbsp;1", "Ciel\u00a01"),
    "a sign for an escaped one": (RU, r"2 \* 3", "2 × 3"),
    "a number with other separators": (DE, "1,000.50 euros", "1.000,50 Euro"),
    "a number with no-break spaces": (FR, "1,234,567 stars", "1\u202f234\u202f567 étoiles"),
    "a number with an apostrophe": ("de-CH", "1,000 stars", "1'000 Sterne"),
    "a number without separators": (ZH, "1,000 stars", "1000 颗星"),
    "a number in Arabic digits": (AR, "Version 2.5", "الإصدار ٢٫٥"),
    "a number in Devanagari digits": ("hi-IN", "12 stars", "१२ तारे"),
    "a number in full-width digits": (JA, "Step 3", "手順 ３"),
    "a number as a word": (RU, "2 stars", "Две звезды"),
    "a word as a number": (TH, "two stars", "ดาว 2 ดวง"),
    "an ordinal": (FR, "The 2nd star", "La deuxième étoile"),
    "ten thousands": (JA, "50,000 stars", "5 万個の星"),
    "a million": (DE, "1,500,000 stars", "1,5 Mio. Sterne"),
    "a month as a number": (RU, "March 5, 2021", "05.03.2021"),
    "a month as a number with its sign": (JA, "March 5, 2021", "2021 年 3 月 5 日"),
    "a date in another order": (DE, "On 3/15/2021", "Am 15.03.2021"),
    "a fiscal year in full": (DE, "In FY21", "Im Geschäftsjahr 2021"),
    "a year in short": (DE, "In fiscal year 2021", "Im GJ21"),
    "24 hours for 12": (DE, "At 3 PM", "Um 15:00 Uhr"),
    "24 hours and minutes for 12": (FR, "At 3:30 PM", "À 15:30"),
    "midnight": (RU, "At 12 AM", "В 0:00"),
    "round the clock": (RU, "24/7 support", "Круглосуточная поддержка"),
    "a percentage before its sign": ("tr-TR", "50% done", "%50 tamamlandı"),
    "a relation in brackets": (RU, "A [1:N] relation", "Связь [1:N]"),
    "a relation in words": (DE, "A 1:N relation", "Eine Eins-zu-viele-Beziehung"),
    "a product with its number": (RU, "In Microsoft 365 now", "Теперь в Microsoft\u00a0365"),
    "a half-open interval": (RU, "In [0, 1)", "В [0, 1)"),
    "the letter of a step": (RU, "a) Open it", "а) Откройте"),
    "full-width brackets": (ZH, "Sky (blue)", "天空（蓝色）"),
    "a full-width bracket with an ASCII one": (JA, "Sky (blue)", "空（青)"),
    "guillemets": (RU, 'Press "OK"', "Нажмите «OK»"),
    "guillemets the other way round": (DE, 'Press "OK"', "»OK« drücken"),
    "low and high quotation marks": (DE, 'Press "OK"', "„OK“ drücken"),
    "low and right quotation marks": ("pl-PL", 'Press "OK"', "Naciśnij „OK”"),
    "two right quotation marks": ("sv-SE", 'Press "OK"', "Tryck på ”OK”"),
    "corner brackets": (JA, 'Press "OK"', "「OK」を押す"),
    "curved quotation marks": (ZH, 'Press "OK"', "按“OK”"),
    "spaces inside guillemets": (FR, 'Press "OK"', "Appuyez sur «\u00a0OK\u00a0»"),
    "inches": (RU, 'A 5" screen', 'Экран 5"'),
    "a Hebrew abbreviation": (HE, "The report", 'הדו"ח'),
    "Hebrew abbreviations beside quotation marks": (
        *(HE, 'The "sky" report and abroad', 'הדו"ח "שמיים" וחו"ל'),
    ),
    "a quotation mark of its own for Hebrew": (HE, "The report", "הדו״ח"),
    "a no-break space before a sign": (FR, "Sky: blue", "Ciel\u00a0: bleu"),
    "an ideographic space": (JA, "Sky blue", "空\u3000青"),
    "two spaces as in the source": (RU, "The  sky", "Это  небо"),
    "a pronoun twice": (DE, "The one who", "Die, die die Himmel sehen"),
    "a pronoun twice in French": (FR, "We sit down", "Nous nous asseyons"),
    "a conjunction twice in Russian": (RU, "He says that", "То, что что"),
    "a word twice in Turkish": ("tr-TR", "Slowly", "Yavaş yavaş"),
    "a character twice in Chinese": (ZH, "Everyone", "人人"),
    "a character twice in Japanese": (JA, "Various stars", "いろいろな星々"),
    "a word twice as in the source": (RU, "Again again", "Снова снова"),
    "a blank at the end as in the source": (RU, "Sky ", "Небо "),
    "a no-break space at the end of the source alone": (RU, "Sky\u00a0", "Небо"),
    "a tab for a blank at the edge": (DE, "Sky ", "Himmel\t"),
    "a right-to-left mark in Hebrew": (HE, "Use C#", "השתמש ב-C#\u200f"),
    "a left-to-right mark in Arabic": (AR, "Use C++ now", "استخدم C++\u200e الآن"),
    "a closed embedding in Arabic": (AR, "Use C++", "استخدم \u202aC++\u202c"),
    "a direction mark of the source": (RU, "Sky\u200e", "Небо\u200e"),
    "a non-joiner in Persian": ("fa-IR", "I want", "می\u200cخواهم"),
    "a joiner in Hindi": ("hi-IN", "Power", "शक्\u200dति"),
    "a zero-width space in Thai": (TH, "The night sky", "ท้องฟ้า\u200bยามค่ำคืน"),
    "a zero-width space in Khmer": ("km-KH", "The sky", "មេឃ\u200bយប់"),
    "joiners between emojis": (RU, "Family", "Семья 👨\u200d👩\u200d👧"),
    "a joiner behind a variation selector": (DE, "Pride", "Stolz 🏳\ufe0f\u200d🌈"),
    "a lost character of the source": (RU, "Sk\ufffd", "Неб\ufffd"),
    "Latin names in another script": (RU, "Use Contoso Sky", "Contoso Sky"),
    "Greek letters as symbols": (RU, "The angle α", "Угол α"),
    "Chinese characters in Japanese": (JA, "Astronomy", "天文学"),
    "Chinese characters in Korean": ("ko-KR", "Sky", "하늘(天)"),
    "letters of another script from the source": (RU, "In Greek: ουρανός", "ουρανός"),
    "a language whose script nobody knows here": ("tlh", "The sky", "Плаво небо"),
    "a language with two scripts": ("sr", "The sky", "Плаво небо"),
    "a script that the tag names": ("uz-Cyrl-UZ", "The sky", "Осмон"),
    "no text where the source has none": (RU, "", ""),
    "blanks where the source has none": (RU, " ", "  "),
    "a line break less": (RU, "The\nsky", "Это небо"),
    "a full-width stop": (JA, "Open it.", "開きます。"),
    "a stop for a colon in Japanese": (JA, "Do this:", "次の操作を行います。"),
    "a stop for a question in Korean": ("ko-KR", "Open it?", "엽니다."),
    "a stop for dots in Chinese": (ZH, "And so on...", "等等。"),
    "an ellipsis for three dots": (RU, "Wait...", "Подождите…"),
    "a Chinese ellipsis": (ZH, "Wait...", "请稍候……"),
    "a Greek question": ("el-GR", "Open it?", "Άνοιγμα;"),
    "a Hindi stop": ("hi-IN", "Open it.", "इसे खोलें।"),
    "an Armenian stop": ("hy-AM", "Open it.", "Բացեք այն։"),
    "an Arabic question": (AR, "Open it?", "هل تريد فتحه؟"),
    "no stop in Thai": (TH, "Open it.", "เปิด"),
    "a stop outside of a bracket": (RU, "(Open it.)", "(Откройте)."),
    "a stop outside of quotation marks": (DE, 'Say "sky."', "Sagen Sie „Himmel“."),
    "a stop outside of bold text": (RU, "**Open it.**", "**Откройте**."),
    "a stop in front of an entity": (RU, "Say &quot;sky.&quot;", "Скажите &quot;небо&quot;."),
    "a narrow no-break space at the start of the source": (RU, "\u202fSky", "Небо"),
    "items without their first brackets": (RU, "As in items (a) and (b)", "См. пункты а) и б)"),
    "a narrow no-break space for an entity": (FR, "5&nbsp;GB", "5\u202fGo"),
    "another dash for an entity": (DE, "Sky &mdash; blue", "Himmel – blau"),
    "tags in capitals": (DE, "The <B>sky</B><BR>", "Der <b>Himmel</b><br>"),
    "a blank to fill in that starts like a tag": (RU, "Type <table name>", "Введите <имя таблицы>"),
    "a number said once": (RU, "Before June 3 and after June 3", "До и после 3 июня"),
    "a number said again": (RU, "It is 5:30 there", "Там 5.30 (GMT+5.30)"),
    "a stop in front of a direction mark": (HE, "Open it.", "פתח.\u200f"),
    "a text that is its source": (RU, "Contoso Sky", "Contoso Sky"),
}


@pytest.mark.parametrize(("language", "source", "target"), SOUND.values(), ids=SOUND)
def test_what_a_translator_does_is_not_found(language: str, source: str, target: str) -> None:
    assert found(front_matter(language) + pair(source, target)) == []


# What is looked for on demand, and right beside it.
QUIET = {
    "a stop as in the source": ("added-stop", RU, "Open.", "Откройте."),
    "another stop than in the source": ("added-stop", RU, "Open.", "Откройте:"),
    "a name of three words": ("source-text", RU, "Contoso Night Sky", "Contoso Night Sky"),
    "four words of code": (
        "source-text",
        RU,
        "Run `open the night sky`",
        "Run `open the night sky`",
    ),
    "numbers and signs": ("source-text", RU, "1 + 2 + 3 + 4 + 5", "1 + 2 + 3 + 4 + 5"),
    "four words, one of them translated": (
        *("source-text", DE, "Open the night sky", "Open the night Himmel"),
    ),
    "a short text that is four times as long": ("length", DE, "Sky", "Himmelszelt"),
    "a text of half the length": ("length", RU, "Look at the night sky now", "Взгляните"),
    "a Chinese text of a third of the length": (
        *("length", ZH, "Look at the night sky for an hour", "看看夜空"),
    ),
    "a long link in a short text": (
        *(
            "length",
            RU,
            "[Sky](https://example.com/a/long/way)",
            "[О](https://example.com/a/long/way)",
        ),
    ),
}


@pytest.mark.parametrize(("code", "language", "source", "target"), QUIET.values(), ids=QUIET)
def test_what_is_looked_for_on_demand_has_its_bounds(
    code: str, language: str, source: str, target: str
) -> None:
    assert found(front_matter(language) + pair(source, target), {code}) == []


# A document. Of each row: its text, and what is found with all codes.
SKY = pair("Sky", "Небо")
HEAD, MIDDLE, TAIL = Frame.of(ID)
OTHER_HEAD, OTHER_MIDDLE, _ = Frame.of("7758d-104")
DAMAGED = SKY.replace('"', "&quot;")
REPAIR = "has damaged quotes: `sxs repair` restores them"
PAGES = {
    "a target alone": (
        f"{HEAD}Небо</span>",
        ["4: unclosed-unit: 7758d-103 has no source after its target"],
    ),
    "a pair with a blank between its halves": (
        f"# {HEAD}Небо</span> {MIDDLE.removeprefix('</span>')}Sky{TAIL}",
        ["4: unclosed-unit: 7758d-103 is damaged between its halves"],
    ),
    "a target whose id is gone": (
        '\n<span data-ttu-id="">Небо</span>',
        ["5: unclosed-unit: a unit with an unreadable id has no source after its target"],
    ),
    "a source alone": (
        f"Небо{MIDDLE}Sky{TAIL}",
        ["4: stray-source: 7758d-103 has no target before its source"],
    ),
    "two ids in a pair": (
        f"- {HEAD}Небо{OTHER_MIDDLE}Sky{TAIL}",
        ["4: id-mismatch: 7758d-103 is followed by the source of 7758d-104"],
    ),
    "a pair in a pair": (
        f"{HEAD}Это {OTHER_HEAD}небо{OTHER_MIDDLE}sky{TAIL}{MIDDLE}The sky{TAIL}",
        [
            "4: stray-source: 7758d-103 has no target before its source",
            "4: unclosed-unit: 7758d-103 has no source after its target",
        ],
    ),
    "an id that occurs twice": (
        f"{SKY}\n\n{SKY} {SKY}",
        [
            "6: duplicate-id: duplicate id 7758d-103, first in line 4",
            "6: duplicate-id: duplicate id 7758d-103, first in line 4",
        ],
    ),
    "a pair in an attribute": (
        f'<img src="sky.png" alt="{SKY}" />',
        ["4: misplaced-pair: 7758d-103 is in a tag"],
    ),
    "a pair in a destination": (
        f"[sky]({SKY})",
        ["4: misplaced-pair: 7758d-103 is in a link destination"],
    ),
    "a pair in the title of a link": (
        f'[sky](sky.md "{SKY}")',
        ["4: misplaced-pair: 7758d-103 is in a link destination"],
    ),
    "a pair in inline code": (f"`{SKY}`", ["4: misplaced-pair: 7758d-103 is in a code span"]),
    "a pair in a fence": (
        f"```\n{SKY}\n```",
        ["5: misplaced-pair: 7758d-103 is in a code block"],
    ),
    "a pair in a fence in a list": (
        f"1. sky\n   ~~~ text\n   {SKY}\n   ~~~\n",
        ["6: misplaced-pair: 7758d-103 is in a code block"],
    ),
    "a pair in a comment": (
        f"<!-- sky\n{SKY} -->",
        ["5: misplaced-pair: 7758d-103 is in a comment"],
    ),
    "a pair in an image directive": (
        f':::image source="sky.png" alt-text="{SKY}":::',
        ["4: misplaced-pair: 7758d-103 is in a directive or a definition"],
    ),
    "a pair for the destination of a definition": (
        f"[sky]: {SKY}",
        ["4: misplaced-pair: 7758d-103 is in a directive or a definition"],
    ),
    "a frame in a string of JSON": (
        '{"sky": "' + SKY.replace('"', r"\"") + '"}',
        ["4: misplaced-pair: 7758d-103 is in a string of YAML or JSON"],
    ),
    "a frame with entities for quotes": (
        DAMAGED,
        [f"4: damaged-frame: 7758d-103 {REPAIR}"],
    ),
    "a frame with one entity for a quote": (
        "# " + SKY.replace('"', "&quot;", 1),
        [f"4: damaged-frame: 7758d-103 {REPAIR}"],
    ),
    "an anchor that the damage has struck": (
        f'# <a name="sky&quot;></a>{SKY}',
        ['4: damaged-tag: <a name="sky&quot;> has damaged quotes'],
    ),
    "an anchor with entities for quotes": (
        f"{SKY}\n\n## <a name=&quot;sky&quot;></a>Moon\n",
        ["6: damaged-tag: <a name=&quot;sky&quot;> has damaged quotes"],
    ),
    "a pipe in a row of a table": (
        f"| Sky |\n| --- |\n| {pair('Sky moon', 'Небо|луна')} |",
        [r"6: pipe: 7758d-103: the target contains a pipe in a table cell: write \|"],
    ),
    "a pipe in code in a row of a table": (
        f"Sky | Moon\n--- | ---\n{pair('Sky `a`', 'Небо `a|b`')} | x",
        [
            "6: code-span: 7758d-103: has 'a|b' instead of 'a'",
            r"6: pipe: 7758d-103: the target contains a pipe in a table cell: write \|",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_what_is_wrong_on_a_page_is_found(text: str, expected: list[str]) -> None:
    assert found(front_matter() + text, CODES) == [f"a.md:{finding}" for finding in expected]


# Pairs whose target breaks the page, or makes another block of it once it is plain.
BREAKING = [
    (pair("a `b`", "а `b"), "broken-page", "back-ticks that does not close"),
    (pair("a <b>b</b>", "а <b>b"), "broken-page", "a <b> that does not end"),
    (pair("a", "а </span><span> b"), "broken-page", "a </span> that closes nothing"),
    (pair("a", "а <!-- b"), "broken-page", "a comment that does not end"),
    (pair("a", "а\n- b"), "broken-page", "a line that begins a list"),
    (pair("a", "а\rb"), "broken-page", "a carriage return"),
    (pair("a", "#-#-#-#-#  b  #-#-#-#-# а"), "broken-page", "a separator of msgcat"),
    (pair("a", "а\\"), "broken-page", "a backslash at its end"),
    (pair("April 1", "1. апреля"), "other-block", r"a list: write 1\. апреля"),
    ("- " + pair("a", "- а"), "other-block", r"a list: write \- а"),
    ("b\n" + pair("a", "==="), "other-block", r"a heading with the line above: write \==="),
    (pair("a", "::: а"), "other-block", r"a directive: write \::: а"),
]


@pytest.mark.parametrize(("text", "code", "what"), BREAKING)
def test_what_merge_would_refuse_is_found_in_a_document(text: str, code: str, what: str) -> None:
    document = parse(front_matter() + text)
    [finding] = check(document, "a.md", codes={"broken-page", "other-block"})
    assert finding.code == code
    assert what in finding.message
    assert finding.line == front_matter().count("\n") + text.partition("<span")[0].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        pair("1. April", "1. апреля"),
        pair("a ` b", "а ` b"),
        "# " + pair("April 1", "1. апреля"),
        "| " + pair("a", "- а") + " |",
        pair("a\n- b", "а\n- б"),
        pair("a <b>", "а <b>"),
    ],
)
def test_what_the_source_does_too_breaks_nothing(text: str) -> None:
    document = parse(front_matter() + text)
    assert check(document, "a.md", codes={"broken-page", "other-block"}) == ()


SOUND_PAGES = {
    "pairs of other ids": f"{SKY} {pair('Moon', 'Луна', '7758d-104')}",
    "pairs that touch": f"{SKY}{pair('Moon', 'Луна', '7758d-104')}",
    "a pair with markup around": f'# <a name="sky"></a>**{SKY}**',
    "a pair as the text of a link": f'[{SKY}](sky.md "Sky")',
    "a pair as the text of an image": f"![{SKY} ](sky.png)",
    "a pair as the text of a tag": f'<a href="sky.md">{SKY}</a>',
    "a pair in a cell of HTML": f'<table>\n<tr><td class="a">{SKY}</td></tr>\n</table>',
    "a pair behind inline code": f"`sky` {SKY} `moon`",
    "a pair behind a lone back-tick": f"- ` sky\n- {SKY} `\n",
    "a pair behind a fence": f"```\nsky\n```\n{SKY}\n```\nmoon\n```\n",
    "a pair under a fence that is not closed": f"```\n{SKY}\n",
    "a pair behind a comment": f"<!-- sky --> {SKY} <!-- moon -->",
    "a pair between code with signs of tags": (
        f"| a | b |\n|---|---|\n| `X<Y` | {SKY} |\n| x | y |\n| `X>=Y` | z |\n"
    ),
    "a pair between signs in paragraphs": f"a <b\n\nc=1 {SKY} > d",
    "a pair behind a fence that holds a deeper one": (
        f"- sky\n\n  ```md\n      ```\n  moon\n  ```\n\n  {SKY}\n\n  ```\n  star\n  ```\n"
    ),
    "a pair behind code in an item that ends": f"- sky\n\n      ```\n{SKY}\n\n```\nmoon\n```\n",
    "a pair in a note": f"> [!NOTE]\n> {SKY}",
    "a pair in a zone": f'::: zone pivot="sky"\n{SKY}\n::: zone-end',
    "a pair between signs": f"1 < 2 {SKY} 3 > 2",
    "a damaged tag in a text": pair(
        'The <a name="sky&quot;></a>sky', 'Это <a name="sky&quot;></a>небо'
    ),
    "entities in the text of a page": f"The &quot;sky&quot; {SKY}",
    "an anchor with quotes": f'# <a name="sky"></a>{SKY}',
    "a pipe in a paragraph": pair("The sky", "Небо | луна"),
    "a pipe with a backslash in a row": "| " + pair("Sky moon", r"Небо \| луна") + " |",
    "a pipe in a row as in the source": f"| {pair('Sky | moon', 'Небо | луна')} |",
}


@pytest.mark.parametrize("text", SOUND_PAGES.values(), ids=SOUND_PAGES)
def test_what_is_right_on_a_page_is_not_found(text: str) -> None:
    assert found(front_matter() + text) == []


# The top of a document.
TOPS = {
    "no front matter": (f"# {SKY}", "no-front-matter: no front matter, the language is unknown"),
    "a front matter behind a blank line": (
        f"\n{front_matter()}{SKY}",
        "no-front-matter: no front matter, the language is unknown",
    ),
    "a front matter that is a list": (
        f"---\n- title\n---\n{SKY}",
        "invalid-front-matter: the front matter is not YAML",
    ),
    "a front matter that does not end": (
        f"---\ntitle: a\n{SKY}",
        "invalid-front-matter: the front matter is not YAML",
    ),
    "a front matter without a language": (
        f"---\ntitle: a\n---\n{SKY}",
        "no-language: ms.contentlocale is missing",
    ),
    "an empty front matter": (f"---\n---\n{SKY}", "no-language: ms.contentlocale is missing"),
    "a language that is none": (
        f"---\nms.contentlocale: ru_RU\n---\n{SKY}",
        "no-language: 'ru_RU' is not a language tag",
    ),
}


@pytest.mark.parametrize(("text", "expected"), TOPS.values(), ids=TOPS)
def test_what_is_wrong_at_the_top_is_found_in_line_1(text: str, expected: str) -> None:
    assert found(text) == [f"a.md:1: {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        front_matter(),
        front_matter("ru-ru"),
        front_matter('"ru-RU"'),
        front_matter().replace("\n", "\r\n"),
        f"\ufeff{front_matter()}",
    ],
    ids=["plain", "lower case", "quoted", "CRLF", "byte order mark"],
)
def test_a_front_matter_with_a_language_is_right(text: str) -> None:
    assert found(text + SKY) == []


def test_a_pair_in_the_front_matter_is_misplaced() -> None:
    text = f"---\ntitle: {SKY}\nms.contentlocale: ru-RU\n---\n{pair('Moon', 'Луна', '7758d-104')}"
    assert found(text) == [f"a.md:2: misplaced-pair: {ID} is in the front matter"]


def test_without_a_language_no_text_has_the_wrong_script() -> None:
    assert found(pair("The sky", "Ο ουρανός")) == [
        "a.md:1: no-front-matter: no front matter, the language is unknown"
    ]


def test_a_front_matter_that_is_no_yaml_may_still_say_the_language() -> None:
    text = f"---\ntitle: a: b\nms.contentlocale: ru-RU\n---\n{pair('The sky', 'Ο ουρανός')}"
    assert found(text, {"wrong-script"}) == [
        f"a.md:5: wrong-script: {ID}: 'Ο ουρανός' is not in a script of ru-RU"
    ]


@pytest.mark.parametrize("text", ["", "# Sky\n", "---\na: b: c\n---\n", "`<span>` &quot;"])
def test_a_page_without_pairs_has_no_findings(text: str) -> None:
    assert found(text, CODES) == []


def test_findings_are_sorted_by_line_and_code() -> None:
    text = f"{front_matter()}{pair('Sky.', 'Небо  100')}\n{pair('Sky', '', '7758d-104')}"
    assert found(text) == [
        f"a.md:4: doubled-space: {ID}: contains two spaces in a row",
        f"a.md:4: end-punctuation: {ID}: ends without a stop, the source with '.'",
        f"a.md:4: number: {ID}: '100' is added",
        "a.md:5: untranslated: 7758d-104: the translation is missing",
    ]


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ("", "", "info"),
        ("- ", "", "info"),
        ("> ", "", "info"),
        ("## ", "", "error"),
        ("| a |\n|---|\n| ", " |", "error"),
    ],
)
def test_a_line_break_is_an_error_where_it_ends_the_block(
    before: str, after: str, severity: str
) -> None:
    text = f"{front_matter()}{before}{pair('Sky and moon', 'Небо' + chr(10) + 'и луна')}{after}\n"
    [finding] = check(parse(text), "a.md", codes={"line-break"})
    assert finding.severity == severity


def test_only_the_codes_that_are_asked_for_are_found() -> None:
    text = f"{pair('Sky.', 'Небо  100')}\n{pair('Sky', '', '7758d-104')}"
    assert found(text, {"number", "untranslated"}) == [
        f"a.md:1: number: {ID}: '100' is added",
        "a.md:2: untranslated: 7758d-104: the translation is missing",
    ]


def test_a_unit_without_a_text_has_no_other_findings() -> None:
    assert found(front_matter() + pair("`a` [b](c.md) 5.", " "), CODES) == [
        f"a.md:4: untranslated: {ID}: the translation is missing"
    ]


def test_lines_are_counted_with_the_line_breaks_in_texts() -> None:
    text = f"{front_matter()}{pair('Sky' + chr(10) + 'a', 'Небо' + chr(10) + 'а')}\n{HEAD}x"
    assert [line.split(":")[1] for line in found(text)] == ["7"]


def test_a_long_list_of_differences_is_cut() -> None:
    text = front_matter() + pair("`a` `b` `c` `d` `e`", "Небо")
    assert found(text, {"code-span"}) == [
        f"a.md:4: code-span: {ID}: 'a', 'b', 'c' and 2 more are missing"
    ]


def test_a_long_difference_is_cut() -> None:
    text = front_matter() + pair(f"`{'a' * 100}`", "Небо")
    assert found(text, {"code-span"}) == [f"a.md:4: code-span: {ID}: '{'a' * 59}…' is missing"]


def test_a_difference_of_several_lines_is_said_in_one() -> None:
    text = front_matter() + pair("The <b\nid='a'> sky", "Это небо")
    assert found(text, {"tag"}) == [f"a.md:4: tag: {ID}: '<b id=\"a\">' is missing"]


# A catalog against its document.


def merged(source: str, target: str, state: State = State.DONE, id: str = ID) -> list[str]:
    """What merging an entry into a document of one unit, in a title, has to say."""
    entry = Entry(Key("a.md", id), source, target, state)
    document = parse(f"# {pair('Sky', '')}")
    result = merge(document, "a.md", Catalog("en-US", RU, (entry,)))
    return [str(finding) for finding in result.findings]


SOURCES = ("source-changed", "no-source", "no-source-hash")  # tests/test_english.py
CATALOGS = {
    "untranslated": (("Sky", "", State.NEW), f"1: untranslated: {ID}: the translation is missing"),
    "needs-review": (
        ("Sky", "Небо", State.REVIEW),
        f"1: needs-review: {ID}: the new translation is marked for review: "
        "--accept-fuzzy applies it",
    ),
    "stale": (
        ("The sky", "Небо"),
        f"1: stale: {ID}: the translation was made from another source text",
    ),
    "unsafe-target": (
        ("Sky", "Небо\nи"),
        f"1: unsafe-target: {ID}: the translation contains a line break, which its place does not "
        "allow: write a blank",
    ),
    "unknown-entry": (
        ("Sky", "Небо", State.DONE, "7758d-104"),
        "1: unknown-entry: unknown unit 7758d-104",
    ),
}


@pytest.mark.parametrize(("entry", "expected"), CATALOGS.values(), ids=CATALOGS)
def test_what_does_not_fit_its_document_is_found(entry: tuple[str, str], expected: str) -> None:
    assert merged(*entry) == [f"a.md:{expected}"]


def test_what_fits_its_document_is_not_found() -> None:
    assert merged("Sky", "Небо") == []


# Documents against each other.


def sky(target: str, source: str = "Sky", language: str = RU) -> Document:
    return parse(front_matter(language) + pair(source, target))


def deviating(*documents: Document) -> list[str]:
    named = {f"{name}.md": document for name, document in zip("abcd", documents, strict=False)}
    return [str(finding) for finding in inconsistent(named)]


def test_another_translation_than_the_usual_one_is_found() -> None:
    assert deviating(sky("Нёбо"), sky("Небо"), sky("Небо")) == [
        f"a.md:4: inconsistent: {ID}: the translation is not the usual one: 'Небо'"
    ]


def test_of_two_translations_the_first_is_the_usual_one() -> None:
    assert deviating(sky("Небо"), sky("Нёбо")) == [
        f"b.md:4: inconsistent: {ID}: the translation is not the usual one: 'Небо'"
    ]


def test_a_document_may_be_inconsistent_with_itself() -> None:
    document = parse(f"{SKY}\n{SKY}\n{pair('Sky', 'Нёбо', '7758d-104')}")
    assert deviating(document) == [
        "a.md:3: inconsistent: 7758d-104: the translation is not the usual one: 'Небо'"
    ]


@pytest.mark.parametrize(
    "other",
    [sky("Небо"), sky(" Небо\r\n"), sky("Луна", "Moon"), sky("Himmel", language=DE), sky("")],
    ids=["the same", "other edges", "another source", "another language", "no translation"],
)
def test_what_is_not_to_be_compared_is_consistent(other: Document) -> None:
    assert deviating(sky("Небо"), other) == []


# Repair.


def test_a_damaged_frame_is_made_canonical() -> None:
    text = f"{front_matter()}# {DAMAGED}\n"
    document, findings = repaired(parse(text), "a.md")
    assert document.text == f"{front_matter()}# {SKY}\n"
    assert [str(finding) for finding in findings] == [
        f"a.md:4: repaired: {ID}: the frame is canonical now"
    ]


@pytest.mark.parametrize(
    "text",
    [
        SKY,
        pair("The &quot;sky&quot;", "&quot;Небо&quot;"),
        f'<a name="sky&quot;></a>{SKY}',
        f"<img alt=&quot;{DAMAGED}&quot;>",
        f"`{DAMAGED}`",
        '---\ntitle: "' + SKY.replace('"', r"\"") + '"\n---\n',
    ],
    ids=["whole", "entities in texts", "damaged tag", "in an attribute", "in code", "in YAML"],
)
def test_what_needs_no_repair_or_a_person_stays_as_it_is(text: str) -> None:
    document = parse(text)
    assert repaired(document, "a.md") == (document, ())


# The table as a whole.


def test_every_code_has_a_case() -> None:
    codes = {*FAULTS}
    codes |= {finding.split(": ")[1] for _, findings in PAGES.values() for finding in findings}
    codes |= {finding.partition(":")[0] for _, finding in TOPS.values()}
    codes |= {code for _, code, _ in BREAKING}
    elsewhere = {*CATALOGS, *SOURCES, "inconsistent", "repaired"}
    elsewhere |= {
        *("unsure-pair", "unpaired-target", "unpaired-source"),  # tests/test_cli_align.py
        "renamed-document",
        "conflict",
        "leftover-file",
        "wrong-language",
        "other-region",
        "incomplete-target",
    }
    assert codes | elsewhere == set(CODES)


# Laws.

_MARKS = (
    *(
        "`a b`",
        "``",
        "`",
        "\\`",
        "\\*",
        "\\",
        "**",
        "*",
        "_",
        "~~",
        "[a](b.md)",
        "![",
        "](",
        ")",
        "(",
    ),
    *("][a]", "] (a.md)", "<b>", "</b>", '<a b="c">', "<", ">", "<your name>", "&lt;", "& lt;"),
    *("&", "<xref:a.b>", "<https://a.b>", "https://a.b/en-us/c", "www.a.b", "{0}", "{", "%s", "%"),
    *("[!INCLUDE [a](b.md)]", "1", "1,000", "1.5", "FY21", "3 PM", "two", "「", "」", "（", '"'),
    *(
        "«",
        "»",
        "“",
        "<!-- a -->",
        "\u202b",
        "\u200b",
        "\ufffd",
        "\ud83d",
        "|",
        "\n",
        "\r",
        " ",
        "  ",
    ),
    *("Sky", "Небо", "空", "ουρανός", ".", ":", "。", "…", "</span>", "<span>", "&quot;", "\\|"),
)
_marked = st.lists(st.sampled_from(_MARKS), max_size=8).map("".join)
_languages = st.sampled_from((RU, DE, JA, ZH, HE, AR, TH, "hi-IN", "en-US", "tlh", "", "x: y"))
_codes = st.sets(st.sampled_from(sorted(CODES)))


@st.composite
def marked_documents(draw: st.DrawFn) -> Document:
    """A document whose texts are full of marks, in a language or none."""
    text = draw(st.sampled_from(("", front_matter(draw(_languages)))))
    for n, (source, target) in enumerate(draw(st.lists(st.tuples(_marked, _marked), max_size=3))):
        text += draw(_marked) + pair(source, target, f"7758d-{103 + n}")
    return parse(text + draw(_marked))


@given(st.one_of(any_text.map(parse), marked_documents()), _codes)
def test_findings_have_a_line_of_the_document_and_a_code_that_was_asked_for(
    document: Document, codes: set[str]
) -> None:
    lines = document.text.count("\n") + 1
    for finding in check(document, "a.md", codes=codes):
        assert 1 <= finding.line <= lines
        assert finding.code in codes
        assert "\n" not in str(finding)


@given(marked_documents(), _codes)
def test_a_code_is_found_alone_as_it_is_among_others(document: Document, codes: set[str]) -> None:
    everything = check(document, "a.md", codes=CODES)
    assert check(document, "a.md", codes=codes) == tuple(
        finding for finding in everything if finding.code in codes
    )


# What is compared between the two texts of a unit.
COMPARED = {
    *(
        "code-span",
        "link",
        "xref",
        "include",
        "url",
        "tag",
        "placeholder",
        "line-break",
        "emphasis",
    ),
    *("entity", "escape", "number", "bracket", "quote", "edge-space"),
}


@given(st.lists(st.one_of(_marked, st.text())), _languages)
def test_a_text_that_is_its_source_lacks_nothing(texts: list[str], language: str) -> None:
    nodes = [Unit(f"7-{n}", text, text, Frame.of(f"7-{n}")) for n, text in enumerate(texts)]
    document = Document((Verbatim(front_matter(language)), *nodes))
    assert check(document, "a.md", codes=COMPARED) == ()


@st.composite
def damaged_documents(draw: st.DrawFn) -> Document:
    """A document in which some quotes of some frames are damaged, inside of markup or not."""
    text = draw(st.sampled_from(("", front_matter(), "---\na: b\n", '---\ntitle: "')))
    for unit in draw(st.lists(units(), max_size=4)):
        quotes = draw(st.lists(st.sampled_from(('"', "&quot;", r"\"")), min_size=6, max_size=6))
        head, middle = (part.split('"') for part in unit.frame[:2])
        whole = [*head[:-1], f"{head[-1]}{unit.target}{middle[0]}", *middle[1:-1]]
        text += draw(_around) + "".join(
            part + quote for part, quote in zip(whole, quotes, strict=True)
        )
        text += f"{middle[-1]}{unit.source}{unit.frame.tail}"
    return parse(text + draw(_around))


_around = st.sampled_from(
    (
        *("\n", " ", "# ", '<img alt="', '">', "`", "```\n", "\n---\n", "<!--", "-->", "](", ")"),
        *('<a name="x&quot;></a>', "[a]: ", '"\n---\n', "&quot;", "| "),
    )
)


@given(st.one_of(any_text.map(parse), damaged_documents()))
def test_repair_changes_frames_and_nothing_else(document: Document) -> None:
    after, findings = repaired(document, "a.md")
    changed = 0
    for old, new in zip(document.nodes, after.nodes, strict=True):
        if isinstance(old, Unit) and old != new:
            assert new == Unit(old.id, old.source, old.target, Frame.of(old.id))
            changed += 1
        else:
            assert old == new
    assert changed == len(findings)


@given(damaged_documents())
def test_what_is_repaired_reads_back_as_it_was_repaired(document: Document) -> None:
    after, _ = repaired(document, "a.md")
    assert parse(after.text) == after


@given(st.one_of(any_text.map(parse), damaged_documents()))
def test_what_is_repaired_needs_no_repair(document: Document) -> None:
    after, _ = repaired(document, "a.md")
    assert repaired(after, "a.md") == (after, ())


@given(documents())
def test_a_whole_document_is_left_as_it_is(document: Document) -> None:
    after, findings = repaired(document, "a.md")
    assert (after.text, findings) == (document.text, ())


@given(st.one_of(any_text.map(parse), damaged_documents()))
def test_a_frame_that_stays_damaged_is_one_of_a_misplaced_pair(document: Document) -> None:
    after, _ = repaired(document, "a.md")
    findings = check(after, "a.md", codes={"damaged-frame", "misplaced-pair"})
    named = {
        code: {(each.line, each.message.split()[0]) for each in findings if each.code == code}
        for code in ("damaged-frame", "misplaced-pair")
    }
    assert named["damaged-frame"] <= named["misplaced-pair"]


@pytest.mark.parametrize(
    "tag", ['<img alt="say &quot;hi&quot;" src="a">', '<a title="&quot;x&quot;">']
)
def test_a_quote_that_is_written_inside_of_quotes_is_no_damage(tag: str) -> None:
    unit = Unit("7758d-103", "Hi", "Привет", Frame.of("7758d-103"))
    found = check(parse(f"{tag}\n\n{unit.text}\n"), "a.md", codes={"damaged-tag"})
    assert found == ()


@pytest.mark.parametrize(
    ("source", "target"), [("[a](b.md)", "[](b.md)"), ("![a](b.png)", "[а](b.png)")]
)
def test_a_link_that_shows_nothing_or_no_image_is_found(source: str, target: str) -> None:
    unit = Unit("7758d-103", source, target, Frame.of("7758d-103"))
    found = check(parse(unit.text), "a.md", codes={"link"})
    assert [finding.code for finding in found] == ["link"]
