"""``sxs codes``: the finding codes, and the explanation of each."""

from __future__ import annotations

import click

from sxskit.cli import completion
from sxskit.cli.outputs import to_stdout
from sxskit.explanations import explain
from sxskit.explanations.explanation import Example
from sxskit.findings import CODES

_WIDTH = 80


@click.command("codes", short_help="List the finding codes, or explain some of them.")
@click.argument("codes", metavar="[CODE]...", shell_complete=completion.code, nargs=-1)
def command(codes: tuple[str, ...]) -> None:
    """List the finding codes, or explain some of them.

    Without CODE, every code with its severity and meaning. With CODE, why it is reported, an
    example with the finding and one without, the cure, and when to ignore it.

    \b
    sxs codes
    sxs codes link stale
    """
    try:
        text = "\n".join([_explained(code) for code in codes]) if codes else _table()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="CODE") from error
    to_stdout(text.encode(errors="backslashreplace"))


def _table() -> str:
    names = max(map(len, CODES))
    severities = max(len(_severity(code)) for code in CODES)
    return "".join(
        f"{code:{names}}  {_severity(code):{severities}}  {CODES[code].meaning}\n" for code in CODES
    )


def _severity(code: str) -> str:
    return CODES[code].severity + ", on demand" * CODES[code].on_demand


def _explained(code: str) -> str:
    explanation = explain(code)
    parts = [
        f"{code} ({_severity(code)})\n{_paragraph(CODES[code].meaning)}",
        f"Why\n{_paragraph(explanation.why)}",
        f"Found\n{_example(explanation.found)}",
        f"Not found\n{_example(explanation.not_found)}",
        f"Cure\n{_paragraph(explanation.cure)}",
        f"When to ignore it\n{_paragraph(explanation.ignore)}",
    ]
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    wrapped = click.wrap_text(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    return f"{wrapped}\n"


def _example(example: Example) -> str:
    lines = f"$ {example.command}\n\n{example.text}".rstrip().split("\n")
    return "".join(f"  {line}".rstrip() + "\n" for line in lines)
