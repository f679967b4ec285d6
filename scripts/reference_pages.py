"""MkDocs hook: fills the reference tables from the code and orders the pages.

A page of `docs/` asks for a table with a line such as `<!-- made: settings -->`. What the code states is not written
down a second time; what it can't state (the meaning of a record's field) is written by hand, tested in `tests/docs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from sayso import errors
from sayso.settings import Settings
from sayso.vocab.tables import rows

ROOT = Path(__file__).resolve().parents[1]
SECTIONS = {
    "Tutorial": "tutorial",
    "How to": "how-to",
    "Reference": "reference",
    "Explanation": "explanation",
    "Decisions": "decisions",
}
ASKED = re.compile(r"^<!-- made: ([a-z-]+) -->$", re.MULTILINE)


def cell(text: object) -> str:
    """A text as one cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def table(head: tuple[str, ...], body: Iterator[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *body]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines)


# ------------------------------------------------------------------------------------------------------------ settings


def settings_rows() -> Iterator[tuple[str, str, str, str]]:
    """Environment variable, kind, default and meaning of every setting, group by group."""
    for group, field in Settings.model_fields.items():
        model = field.annotation
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            raise TypeError(f"settings are grouped: {group} is not a group")
        for name, dial in model.model_fields.items():
            default = "none" if dial.default in (None, PydanticUndefined) else f"`{dial.default}`"
            yield f"`SAYSO_{group}__{name}`".upper(), _kind(dial.annotation), default, dial.description or ""


def _kind(annotation: Any) -> str:
    kinds = [a for a in get_args(annotation) if a is not type(None)] or [annotation]
    return " or ".join(getattr(k, "__name__", str(k)) if isinstance(k, type) else str(k) for k in kinds)


def settings_page() -> str:
    """The table of settings."""
    return table(("variable", "kind", "default", "meaning and evidence"), settings_rows())


# -------------------------------------------------------------------------------------------------------------- errors


def error_classes() -> list[type[errors.SaysoError]]:
    """Every error of ours, as the tree has them."""
    found = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, errors.SaysoError)]
    return sorted(found, key=lambda e: [c.__name__ for c in reversed(e.__mro__)])


def errors_page() -> str:
    """The table of errors."""

    def body() -> Iterator[tuple[str, ...]]:
        for error in error_classes():
            code = getattr(error, "code", None)
            parent = error.__mro__[1].__name__
            first = (error.__doc__ or "").strip().split("\n\n")[0]
            yield f"`{error.__name__}`", f"`{parent}`", f"`{code}`" if code else "", first

    return table(("error", "is a", "code", "meaning"), body())


# --------------------------------------------------------------------------------------------------------- event codes


def events_page() -> str:
    """The table of event codes with what they are in ACLED and PLOVER."""

    def body() -> Iterator[tuple[str, ...]]:
        for row in rows("event_codes.tsv"):
            acled = f"{row['acled_event_type']} / {row['acled_sub_event_type']}"
            plover = " / ".join(part for part in (row["plover_event"], row["plover_mode"]) if part)
            yield f"`{row['code']}`", row["means"], acled, plover

    return table(("code", "means", "ACLED event type / sub-event type", "PLOVER event / mode"), body())


# -------------------------------------------------------------------------------------------------------- command line


def commands() -> dict[str, Any]:
    """The verbs of the command line, by name: typer's command objects."""
    from sayso import cli

    app = next(value for value in vars(cli).values() if isinstance(value, typer.Typer))
    root: Any = typer.main.get_command(app)
    return dict(getattr(root, "commands", {}) or {"read": root})


def params(command: Any, kind: str) -> list[Any]:
    """The arguments or the options (`kind`) of a verb, but for hidden ones."""
    return [p for p in command.params if p.param_type_name == kind and not getattr(p, "hidden", False)]


def cli_page() -> str:
    """A section for each verb: what it does, its arguments and options."""
    return "\n\n".join(_verb(name, command) for name, command in commands().items())


def _verb(name: str, command: Any) -> str:
    words = " ".join(map(_argument, params(command, "argument")))
    parts = [f"## sayso {name}", (command.help or "").strip(), f"    sayso {name} {words}".rstrip()]
    if options := params(command, "option"):
        parts.append(table(("option", "default", "meaning"), map(_option, options)))
    return "\n\n".join(part for part in parts if part)


def _argument(argument: Any) -> str:
    word = argument.metavar or argument.name.upper()
    many = f"{word}..." if argument.nargs == -1 and not word.endswith("...") else word
    return many if argument.required or many.startswith("[") else f"[{many}]"


def _option(option: Any) -> tuple[str, str, str]:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if choices := _choices(option):
        names += ": " + ", ".join(f"`{choice}`" for choice in choices)
    unset = option.default is None or option.default is False or callable(option.default)
    default = "" if unset else f"`{getattr(option.default, 'value', option.default)}`"
    return names, default, option.help or ""


def _choices(option: Any) -> list[str]:
    # which of the two a parameter has depends on typer's version
    annotation = getattr(getattr(option, "type_descriptor", None), "annotation", None)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(choice.value) for choice in annotation]
    old = getattr(getattr(option, "type", None), "choices", ())
    return [str(choice) for choice in old or (get_args(annotation) if get_origin(annotation) is Literal else ())]


PAGES: dict[str, Callable[[], str]] = {
    "settings": settings_page,
    "errors": errors_page,
    "events": events_page,
    "cli": cli_page,
}


# ------------------------------------------------------------------------------------------------------------- exports


def export_data() -> list[str]:
    """The names of the tables of columns that the export room has."""
    found = (ROOT / "src" / "sayso" / "export" / "data").glob("*.rules.tsv")
    return sorted(path.name.removesuffix(".rules.tsv") for path in found)


def export_page(name: str) -> str:
    """The columns of a format, table by table, and the rules by which records become its rows."""
    from sayso.export.columns import columns, rules

    parts = []
    for title, here in columns(name).items():
        body = ((f"`{c.name}`", c.type + (", always" if c.required else ""), c.means, c.source) for c in here)
        parts += [f"### {title}", table(("column", "type", "meaning", "after"), body)]
    ruled = ((f"`{r.name}`", r.says, r.source) for r in rules(name).values())
    return "\n\n".join([*parts, "### Rules", table(("rule", "what it does", "whose"), ruled)])


PAGES |= {f"export-{name}": partial(export_page, name) for name in export_data()}


def filled(markdown: str) -> str:
    """A page with the tables that it asks for; raises KeyError for one that nobody makes."""
    return ASKED.sub(lambda asked: PAGES[asked[1]](), markdown)


# --------------------------------------------------------------------------------------------------------------- hooks


def on_config(config: Any) -> Any:
    """Orders the pages: tutorial, how-to, reference, explanation, decisions; each folder's index first."""
    docs = Path(config["docs_dir"])
    nav: list[Any] = ["index.md"]
    for title, folder in SECTIONS.items():
        where = ROOT if folder == "decisions" else docs
        pages = sorted((where / folder).rglob("*.md"), key=lambda p: (len(p.parts), p.stem != "index", p.stem))
        nav.append({title: [page.relative_to(where).as_posix() for page in pages]})
    nav.append("quality.md")
    config["nav"] = [entry for entry in nav if isinstance(entry, str) or any(entry.values())]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Adds the pages of `decisions/`, which lie beside `docs/`."""
    from mkdocs.structure.files import File

    for page in sorted((ROOT / "decisions").glob("*.md")):
        files.append(File.generated(config, f"decisions/{page.name}", abs_src_path=str(page)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fills the tables that a page asks for."""
    return filled(markdown)
