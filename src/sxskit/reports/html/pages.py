"""Pages for reviewers: one of documents, and one that lists them.

A page is one file, and needs no other: its style sheet and its script are in it. Its own policy
(Content-Security-Policy) allows these two, known by their digests, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from sxskit.findings import Severity
from sxskit.reports.html.charts import Bar, Charts, label, sorted_counts, statuses
from sxskit.reports.html.figures import Summary, total
from sxskit.reports.html.review import Review
from sxskit.reports.html.rows import Heading, Rows, attributes_of

if TYPE_CHECKING:
    from jinja2 import Environment


class Section(NamedTuple):
    """A document as a part of a page: its HTML, its figures, its anchor and its headings."""

    html: str
    summary: Summary
    anchor: str
    headings: Sequence[Heading]


class Listed(NamedTuple):
    """A document in the list of documents."""

    href: str
    name: str
    title: str
    attributes: Markup
    language: str
    units: int
    words: int
    reviewed: int
    statuses: Sequence[Bar]
    label: str
    errors: int
    warnings: int
    infos: int

    @classmethod
    def of(cls, href: str, summary: Summary) -> Listed:
        """Return the row of a document with a page of its own."""
        return cls(
            *(href, summary.name, summary.title, attributes_of(summary.language)),
            *(summary.language, summary.units, summary.words, summary.percent),
            *(statuses(summary), label(summary)),
            *(summary.severities[each] for each in Severity),
        )


def review_page(reviews: Iterable[Review], *, home: str = "") -> str:
    """Return one HTML page of documents; nothing of theirs runs or loads in it.

    `home` is the URL of the page of `review_index`, if there is one. The same documents make the
    same page on every run, machine and day.
    """
    reviews = [*reviews]
    numbers = range(1, len(reviews) + 1) if len(reviews) > 1 else [None]
    return page([section(*each) for each in zip(reviews, numbers, strict=False)], home=home)


def review_index(reviews: Mapping[str, Review]) -> str:
    """Return a page that lists documents, given by the URLs of their pages, and their figures."""
    return index([(url, Summary.of(each)) for url, each in reviews.items()])


def section(review: Review, number: int | None = None) -> Section:
    """Return a document as a part of a page; on a page of several, with its number.

    The page of one document has the name and the figures at its top.
    """
    prefix = "" if number is None else f"d{number}-"
    anchor = f"{prefix}document"
    rows = Rows(review, prefix)
    summary = Summary.of(review)
    html: str = _template("document.html.jinja").render(
        is_one=number is None,
        anchor=anchor,
        name=review.name,
        title=review.title,
        line=_line(summary),
        front_matter=review.document.front_matter.text,
        source_name=review.source_language,
        target_name=review.language or "unknown language",
        target_attributes=attributes_of(review.language),
        items=rows.items(),
    )
    return Section(html, summary, anchor, rows.headings)


def page(sections: Sequence[Section], *, home: str = "", notes: Sequence[str] = ()) -> str:
    """Return the page of some documents; `home` is the URL of the list of documents.

    `notes` are about documents that are not shown.
    """
    figures = total([each.summary for each in sections])
    is_one = len(sections) == 1
    return _page(
        "page.html.jinja",
        sections[0].summary.name if is_one else _counted(len(sections), "document"),
        figures,
        Charts.of(
            figures, {f"#{each.anchor}": each.summary for each in sections}, is_open=not is_one
        ),
        home=home,
        notes=notes,
        is_one=is_one,
        sections=sections,
        codes=sorted_counts(figures.codes),
        changes=sorted_counts(figures.changes),
    )


def index(summaries: Sequence[tuple[str, Summary]], *, notes: Sequence[str] = ()) -> str:
    """Return the list of documents, given by the URLs of their pages, with notes on others."""
    figures = total([each for _, each in summaries])
    return _page(
        "index.html.jinja",
        _counted(len(summaries), "document"),
        figures,
        Charts.of(figures, dict(summaries), is_open=True),
        notes=notes,
        rows=[Listed.of(*each) for each in summaries],
    )


def _page(template: str, heading: str, figures: Summary, charts: Charts, **values: Any) -> str:
    style, script = _text("page.css"), _text("page.js")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src 'sha256-{_digest(style)}'",
            f"script-src 'sha256-{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    html: str = _template(template).render(
        policy=policy,
        style=Markup(style),  # noqa: S704  # of this package, as is the script
        script=Markup(script),  # noqa: S704
        heading=heading,
        figures=figures,
        line=_line(figures),
        charts=charts,
        **values,
    )
    return html


def _line(figures: Summary) -> str:
    """The figures in words."""
    severities = [_counted(count, name) for name, count in figures.severities.items() if count]
    counts = [_counted(figures.units, "unit"), _counted(figures.words, "source word")]
    return ", ".join([*counts, *(severities or ["no findings"])])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("sxskit.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> Any:
    return _environment().get_template(name)


@cache
def _text(name: str) -> str:
    """A file of the package as it is, not a template."""
    environment = _environment()
    assert environment.loader is not None
    text, _, _ = environment.loader.get_source(environment, name)
    return text
