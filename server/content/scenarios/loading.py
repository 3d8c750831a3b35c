"""Reading scenario files; every complaint names file, line and reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from server.content.front_matter import FileProblem, FrontMatterError, parse_front_matter
from server.content.scenarios.checking import findings
from server.content.scenarios.model import Scenario
from server.errors import SouffleurError

SCENARIOS: Final = Path(__file__).parent / "starter"
LANGUAGES: Final = ("nl", "en", "fr", "de")


class ScenarioFileError(SouffleurError):
    """One or more scenario files cannot be used; ``problems`` lists everything."""

    code = "scenario_invalid"
    status = 400
    nl = "Dit scenario klopt nog niet. Bij elke regel staat wat er mis is."
    en = "This scenario is not right yet. Each line says what is wrong."

    def __init__(self, problems: list[FileProblem]):
        """Collect the problems into one message per language."""
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(problem.text("en") for problem in problems),
            nl="Deze scenario's kloppen niet:\n" + "\n".join(p.text("nl") for p in problems),
            en="These scenarios are not right:\n" + "\n".join(p.text("en") for p in problems),
        )


def load_scenarios(*folders: Path) -> list[Scenario]:
    """Read every scenario below the given folders; a later folder replaces those of an earlier one by slug.

    A scenario lies in a folder named after its language or says ``language`` itself; the file name without
    ``.md`` is its slug.

    Raises:
        ScenarioFileError: a folder is not there or one or more files are wrong; nothing is loaded then.
    """
    found: dict[str, Scenario] = {}
    problems: list[FileProblem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(FileProblem(folder, 1, "Deze map bestaat niet.", "This folder does not exist."))
        own: dict[str, Scenario] = {}
        for path in sorted(folder.rglob("*.md")):
            if path.name.lower() == "readme.md":
                continue
            try:
                scenario = parse_scenario(path.read_bytes(), path)
            except ScenarioFileError as error:
                problems += error.problems
                continue
            if scenario.slug in own:
                nl, en = f"Er is al een {scenario.slug} in deze map.", f"There already is a {scenario.slug}."
                problems.append(FileProblem(path, 1, nl, en))
            own[scenario.slug] = scenario
        found |= own
    if problems:
        raise ScenarioFileError(problems)
    return in_order(found.values())


def in_order(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """Put scenarios in the order in which lists show them."""
    return sorted(scenarios, key=lambda one: (LANGUAGES.index(one.language), one.title))


def path_of(slug: str) -> Path:
    """Name a file that lies in no folder: it says its language itself, or is in Dutch."""
    return Path(LANGUAGES[0]) / f"{slug}.md"


def parse_scenario(data: bytes, path: Path) -> Scenario:
    """Read one scenario; ``path`` gives its slug, its language where it does not say so, and its name.

    Raises:
        ScenarioFileError: with the line and the reason of everything that is wrong.
    """
    try:
        front = parse_front_matter(data, path)
    except FrontMatterError as error:
        raise ScenarioFileError(error.problems) from None
    values = front.values
    values.setdefault("language", path.parent.name if path.parent.name in LANGUAGES else "nl")
    try:
        scenario = Scenario.model_validate({**values, "slug": path.stem, "background": front.body})
    except ValidationError as error:
        raise ScenarioFileError([front.explain(detail) for detail in error.errors()]) from None
    problems = [front.problem(place, nl, en) for place, nl, en in findings(scenario)]
    if problems:
        raise ScenarioFileError(problems)
    return scenario
