"""The pages of `sxs report` in a browser: filters, keys, what documents try, access, screenshots.

Run by ``python3 dev.py browser``, which finds or installs the browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import Opened
from sxskit import parse, review, review_index

FIXTURES = Path(__file__).parent.parent / "fixtures" / "sxs"
SCREENSHOTS = Path(os.environ.get("SXSKIT_SCREENSHOTS", "build/screenshots"))
PHONE = {"viewport": {"width": 390, "height": 844}}
WINDOW = {"viewport": {"width": 1100, "height": 720}}
BOOK = "review/ru-ru/guide/book-a-night.md.html"
Open = Callable[..., Opened]


def pair(id: str, target: str, source: str) -> str:
    return (
        f'<span data-ttu-id="{id}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{id}">{source}</span></span>'
    )


def report(folder: Path, *arguments: str) -> None:
    """Run `sxs report` in a folder."""
    command = [sys.executable, "-m", "sxskit", "report", *arguments, "-q", "--no-cache"]
    subprocess.run(command, cwd=folder, check=True)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of the fixtures; those of the Russian ones with the work of a translator."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("ru-ru", "he-il", "zh-cn"):
        shutil.copytree(FIXTURES / name, folder / name)
    command = [sys.executable, "-m", "sxskit", "extract", "ru-ru", "-o", "po", "-q"]
    subprocess.run(command, cwd=folder, check=True)
    catalog = folder / "po" / "ru-ru" / "guide" / "book-a-night.md.po"
    text = catalog.read_bytes().decode()
    for id in ("103", "104", "107", "108", "109", "112", "114", "115", "116", "117"):
        text = text.replace(f'#, fuzzy\nmsgctxt "4b1d7-{id}"', f'msgctxt "4b1d7-{id}"')
    for old, new in {
        "и заканчивается на рассвете.": "и заканчивается с восходом.",
        "Откройте календарь и выберите ночь.": "Откройте **календарь** и выберите 1 ночь.",
        "Если небо затянуто облаками, ": "При облачном небе ",
    }.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    catalog.write_bytes(text.encode())
    report(folder, "ru-ru", "-c", "po", "-o", "review")
    report(folder, "he-il", "zh-cn", "-o", "review-rtl")
    return folder


@pytest.fixture
def book(pages: Path) -> Path:
    return pages / BOOK


# Filters and keys


def test_the_filter_leaves_the_units_with_a_text(opened: Open, book: Path) -> None:
    page = opened(book)
    everything = page.shown()
    assert len(everything) == 25
    page.page.fill("#filter", "календарь")
    assert page.shown() == ["4b1d7-115"]
    assert page.page.text_content("#shown") == "1 of 25"
    page.page.fill("#filter", "4B1D7-11")
    assert page.shown() == [f"4b1d7-11{n}" for n in (0, 1, 2, 4, 5, 6, 7, 8, 9)]
    page.page.fill("#filter", "no such text")
    assert page.shown() == []
    assert page.page.is_visible("#nothing")
    page.press("Escape")
    assert page.shown() == everything
    assert not page.page.is_visible("#nothing")
    assert page.messages == []


def test_states_and_findings_filter(opened: Open, book: Path) -> None:
    page = opened(book)
    page.page.uncheck("input[value=machine]")
    assert len(page.shown()) == 10
    page.page.select_option("#code", "*")
    assert page.shown() == ["4b1d7-115"]
    page.page.check("input[value=machine]")
    page.page.select_option("#code", "")
    assert len(page.shown()) == 25


def test_keys_go_to_units_findings_and_what_is_to_review(opened: Open, book: Path) -> None:
    page = opened(book)
    page.press("j j")
    assert page.current() == "4b1d7-104"
    page.press("k")
    assert page.current() == "4b1d7-103"
    page.press("n")
    assert page.current() == "4b1d7-115"
    page.press("T")
    assert page.current() == "4b1d7-111"
    page.press("t")
    assert page.current() == "4b1d7-118"
    page.press("n")
    assert page.current() == "4b1d7-118"  # the only finding
    assert page.page.is_visible("#u-4b1d7-118")


def test_a_key_in_the_filter_is_text(opened: Open, book: Path) -> None:
    page = opened(book)
    page.press("/ n j m ?")
    assert page.page.input_value("#filter") == "njm?"
    assert not page.page.is_visible("#keys")
    page.press("Escape")
    assert page.page.input_value("#filter") == ""


def test_a_key_shows_markdown_as_written(opened: Open, book: Path) -> None:
    page = opened(book)
    raw = page.page.locator("#u-4b1d7-115 .raw").last
    assert not raw.is_visible()
    page.press("m")
    assert raw.text_content() == "Откройте **календарь** и выберите 1 ночь."
    assert raw.is_visible()
    page.press("m")
    assert not raw.is_visible()


def test_a_key_shows_the_keys(opened: Open, book: Path) -> None:
    page = opened(book)
    page.press("?")
    assert page.page.is_visible("#keys")
    page.press("Escape")
    assert not page.page.is_visible("#keys")


def test_the_outline_leads_to_headings(opened: Open, book: Path) -> None:
    page = opened(book)
    page.page.click("nav a >> text=Выбор интервала")
    assert page.page.evaluate("location.hash") == "#u-4b1d7-114"
    assert page.page.locator("#u-4b1d7-114").is_visible()


def test_a_page_without_scripts_shows_everything(browser: Any, book: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(book.as_uri())
    assert page.locator("#u-4b1d7-103").is_visible()
    assert not page.locator(".tools").is_visible()
    page.context.close()


def test_a_printed_page_has_no_controls(opened: Open, book: Path) -> None:
    page = opened(book).page
    page.emulate_media(media="print")
    assert not page.locator(".tools").is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator("#u-4b1d7-103").is_visible()


# The list of documents


def test_the_index_filters_and_sorts(opened: Open, pages: Path) -> None:
    page = opened(pages / "review" / "index.html")
    names = "rows => rows.map(row => row.cells[0].innerText.split('\\n')[0])"
    rows = ".documents tbody tr:not([hidden])"
    assert len(page.page.eval_on_selector_all(rows, names)) == 2
    page.page.click("th button >> text=Units")
    assert page.page.eval_on_selector_all(rows, names)[0] == "ru-ru/guide/book-a-night.md"
    page.page.click("th button >> text=Units")
    assert page.page.eval_on_selector_all(rows, names)[-1] == "ru-ru/guide/book-a-night.md"
    page.page.fill("#filter", "limits")
    assert page.page.eval_on_selector_all(rows, names) == ["ru-ru/guide/includes/limits.md"]
    page.page.click(f"{rows} a")
    assert page.page.url.endswith("/ru-ru/guide/includes/limits.md.html")
    page.page.click("text=All documents")
    assert page.page.url.endswith("/index.html")
    assert page.messages == []


# What documents try

HOSTILE = """\
<script>window.ran = 1</script>
<img src=x onerror="window.ran = 2">
<svg onload="window.ran = 3"><style>body { display: none }</style>
<iframe src="javascript:parent.ran = 4"></iframe>
<link rel=stylesheet href="https://e.example/a.css"><meta http-equiv=refresh content="0;url=//a">
[link](javascript:window.ran=5) [other](java&#10;script:window.ran=6) ![image](https://e.example/a)
</div></section></main><a href="javascript:window.ran=7" autofocus onfocus="window.ran=8">x</a><!--
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    lines = HOSTILE.rstrip("\n").split("\n")
    units = [pair(f"{n}", line, line) for n, line in enumerate(lines)]
    body = "\n\n".join([*units, *lines, f"```\n{HOSTILE}```", f"# {pair('9', HOSTILE, HOSTILE)}"])
    (tmp_path / "a.md").write_bytes(f"---\ntitle: '{lines[0]}'\n---\n{body}\n".encode())
    report(tmp_path, "a.md", "-o", "a.html")
    return tmp_path / "a.html"


def test_a_hostile_document_runs_and_loads_nothing(opened: Open, hostile: Path) -> None:
    page = opened(hostile)
    for link in page.page.locator("main a").all():
        if link.is_visible():
            link.click()
    page.press("j n t m m ?")
    assert page.page.evaluate("window.ran") is None
    assert page.requests == [hostile.as_uri(), "data:,"] or page.requests == [hostile.as_uri()]
    assert page.messages == []
    assert len(page.shown()) == 9 - 1
    assert page.page.locator("main .u").first.is_visible()


STOPPED = """new Promise(resolve => {
    const stopped = (event) => resolve(event.effectiveDirective);
    document.addEventListener("securitypolicyviolation", stopped);
    const add = (what) => typeof what === "string"
        ? document.body.insertAdjacentHTML("beforeend", what) : document.body.append(what);
    ATTACK;
    setTimeout(() => resolve("nothing"), 5000);
})"""


@pytest.mark.parametrize(
    "attack",
    [
        "const it = document.createElement('script'); it.textContent = 'window.ran = 1'; add(it)",
        "add('<img src=x onerror=\"window.ran = 1\">')",
        "add('<img src=\"https://e.example/track.png\">')",
        "add('<style>body { display: none }</style>')",
        "add('<p style=\"display: none\">')",
        "add('<iframe src=\"https://e.example\"></iframe>')",
        "add('<form action=\"https://e.example\"><button id=sent></form>'); sent.click()",
        "fetch('https://e.example').catch(() => 0)",
        "add('<base href=\"https://e.example\">')",
    ],
)
def test_the_policy_stops_what_would_get_into_the_page(
    opened: Open, book: Path, attack: str
) -> None:
    page = opened(book)
    stopped = page.page.evaluate(STOPPED.replace("ATTACK", attack))
    assert stopped != "nothing"
    assert page.page.evaluate("window.ran") is None
    assert [url for url in page.loaded if url.startswith("http")] == []


# Languages, narrow windows


def test_right_to_left_texts_run_right_to_left(opened: Open, pages: Path) -> None:
    page = opened(pages / "review-rtl" / "he-il" / "safety.md.html").page
    target = "document.querySelector('#u-5d60b-104 [lang=he-IL]')"
    assert page.evaluate(f"getComputedStyle({target}).direction") == "rtl"
    source = "document.querySelector('#u-5d60b-104 [lang=en-US]')"
    assert page.evaluate(f"getComputedStyle({source}).direction") == "ltr"


WIDE = "x" * 500
WIDE_PAGE = "\n\n".join(
    [
        f"# {pair('1', WIDE, '天文台' * 200)}",
        f"> [!NOTE]\n> - {pair('2', f'`{WIDE}`', f'[{WIDE}](https://e.example/{WIDE})')}",
        f"```\n{WIDE}\n```",
        f"| {pair('3', WIDE, WIDE)} |\n|-|\n| {pair('4', WIDE, WIDE)} |",
        WIDE,
    ]
)


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_long_texts_wrap_and_long_code_scrolls(
    opened: Open, tmp_path: Path, options: dict[str, Any]
) -> None:
    (tmp_path / f"{'d' * 60}.md").write_bytes(WIDE_PAGE.encode())
    report(tmp_path, ".", "-o", "out/")
    for path in (tmp_path / "out").rglob("*.html"):
        page = opened(path, **options).page
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path.name


# Access


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "name",
    [
        BOOK,
        "review/index.html",
        "review-rtl/he-il/safety.md.html",
        "review-rtl/zh-cn/untitled.md.html",
    ],
)
def test_a_page_has_no_serious_barrier(
    opened: Open, pages: Path, name: str, scheme: str, options: dict[str, Any]
) -> None:
    page = opened(pages / name, color_scheme=scheme, **options)
    for keys in ("m n", "?"):
        page.press(keys)
        found = Axe().run(page.page).response["violations"]
        serious = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []


# Size

UNITS = 4000
DOCUMENTS = 3000
OPENED = "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
FILTERED = """text => {
    const box = document.getElementById("filter");
    const start = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input"));
    document.body.offsetHeight; // the layout, too
    return Math.round(performance.now() - start);
}"""


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of 4,000 units."""
    folder = tmp_path_factory.mktemp("large")
    lines = ["---\nms.contentlocale: ru-RU\nms.translationtype: MT\n---"]
    for n in range(UNITS):
        sentence = pair(f"a-{n}", f"Телескоп **{n}** открыт.", f"Telescope **{n}** is open.")
        lines.append(f"## {sentence}" if n % 20 == 0 else f"- {sentence}")
    (folder / "a.md").write_bytes("\n\n".join(lines).encode())
    report(folder, "a.md", "-o", "a.html")
    return folder / "a.html"


def test_a_page_of_4000_units(opened: Open, large: Path, figure: Callable[[str], None]) -> None:
    page = opened(large)
    seconds = page.page.evaluate(OPENED)
    first = page.page.evaluate(FILTERED, "3999")
    assert page.shown() == ["a-3999"]
    second = page.page.evaluate(FILTERED, "open")
    assert len(page.shown()) == UNITS
    page.press("j n k t")
    assert page.current() == "a-1"
    figure(f"{UNITS} units: opened in {seconds} ms, filtered in {first} and {second} ms")


def test_an_index_of_3000_documents(
    opened: Open, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    document = parse(pair("1", "Луна", "Moon"))
    shown = {f"{n}.md.html": review(document, f"docs/{n}.md") for n in range(DOCUMENTS)}
    (tmp_path / "index.html").write_bytes(review_index(shown).encode())
    page = opened(tmp_path / "index.html")
    seconds = page.page.evaluate(OPENED)
    spent = page.page.evaluate(FILTERED, "docs/2999")
    assert page.page.locator(".documents tbody tr:visible").count() == 1
    figure(f"{DOCUMENTS} documents: opened in {seconds} ms, filtered in {spent} ms")


# Screenshots

SHOTS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "review-light": (BOOK, WINDOW, "", ""),
    "review-dark": (BOOK, {**WINDOW, "color_scheme": "dark"}, "n", ""),
    "review-phone": (BOOK, PHONE, "", "#u-4b1d7-108"),
    "review-rtl": ("review-rtl/he-il/safety.md.html", WINDOW, "", ""),
    "review-index": ("review/index.html", WINDOW, "", ""),
}


@pytest.mark.parametrize("name", SHOTS)
def test_a_screenshot_is_taken(opened: Open, pages: Path, name: str) -> None:
    path, options, keys, place = SHOTS[name]
    page = opened(pages / path, **options)
    page.press(keys)
    if place:
        page.page.locator(place).scroll_into_view_if_needed()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    shot = page.page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")
    assert len(shot) > 10_000
