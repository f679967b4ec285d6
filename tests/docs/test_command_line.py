"""Every verb and option is documented, and every command that the documentation shows exists."""

from __future__ import annotations

import re
import shlex

import pytest

PROMPT = re.compile(r"^\$ (.+)$", re.MULTILINE)
REDIRECT = re.compile(r"\s*[<>|].*$")


@pytest.fixture(scope="module")
def verbs(reference):
    """The verbs of the command line, and the options of each."""
    return {
        name: {
            word for option in reference.params(command, "option") for word in (*option.opts, *option.secondary_opts)
        }
        for name, command in reference.commands().items()
    }


@pytest.fixture(scope="module")
def shown(prose):
    """Every `sayso` command that a page shows, as (page, words); settings before it are left out."""
    found = []
    for path, text in prose.items():
        lines = [REDIRECT.sub("", line) for line in PROMPT.findall(text)]
        lines += [REDIRECT.sub("", line.strip()) for line in re.findall(r"^    (sayso .+)$", text, flags=re.MULTILINE)]
        lines += re.findall(r"`(sayso [^`]+)`", text)
        for line in lines:
            words = [w for w in shlex.split(REDIRECT.sub("", line)) if not re.match(r"[A-Z_]+=", w)]
            if words and words[0] == "sayso":
                found.append((path, words[1:]))
    return found


def test_every_verb_and_option_is_documented(page, reference, verbs):
    text = page("reference/cli.md")
    assert {"read", "check"} <= set(verbs)
    for name, options in verbs.items():
        assert f"## sayso {name}\n" in text
        assert reference.commands()[name].help, f"sayso {name} doesn't say what it does"
        section = text.partition(f"## sayso {name}\n")[2].partition("\n## ")[0]
        assert sorted(o for o in options if f"`{o}`" not in section) == []


def test_every_option_has_a_help_text(reference, verbs):
    for name in verbs:
        for option in reference.params(reference.commands()[name], "option"):
            assert option.help, f"sayso {name}: {option.opts[0]} has no help text"


def test_the_options_of_read_are_those_of_the_interface(verbs):
    assert {"--from", "--published", "--domain", "--json"} <= verbs["read"]


def test_the_documentation_shows_only_what_exists(shown, verbs, root):
    assert len(shown) > 10
    for path, words in shown:
        verb, rest = words[0], words[1:]
        assert verb in verbs or verb == "VERB" or verb.startswith("--"), f"{path}: sayso {verb}"
        options = {w.partition("=")[0] for w in rest if w.startswith("--")}
        assert options - {"--help"} <= verbs.get(verb, set()), f"{path}: sayso {' '.join(words)}"
        for word in rest:
            if word.startswith("examples/"):
                assert (root / word).exists(), f"{path}: {word}"
