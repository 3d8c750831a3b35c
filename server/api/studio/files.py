"""Programmes as files that a person can read: out of the studio, and in again."""

from __future__ import annotations

from flask import Response, request

from nudges.errors import Problem, ProgrammeInvalid
from nudges.programme import Programme
from nudges.yaml_text import load
from server.api.described import Description, described
from server.api.studio.blueprint import blueprint
from server.api.studio.desk import Desk, sized
from server.api.studio.shapes import Body, ProgrammeView

YAML = "application/yaml"
MAX_BYTES = 128_000


@blueprint.get("/programmes/<programme>/file")
@described(Description(content=YAML, problems=(400, 403, 404)))
def read_file(programme: str) -> Response:
    """Give a programme as a readable file."""
    desk = Desk()
    view = desk.view(programme)
    content = view.own.content if view.own is not None else view.content
    text = desk.parsed(programme, content).to_text()
    response = Response(text, content_type=f"{YAML}; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="programma.yaml"'
    return response


@blueprint.post("/programmes/file")
@described(Description(takes=(YAML,), gives=ProgrammeView, problems=(403,)))
def take_file() -> ProgrammeView:
    """Make a draft of a file; what is still wrong with it is told, and the rest is kept."""
    desk = Desk()
    data = request.get_data(cache=False)
    try:
        text = data[: MAX_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable() from None
    return desk.begin(sized(_content(text)))


def _content(text: str) -> Body:
    """Read a file as a form: typed where it is right, as it is written where something is wrong."""
    content = load(text)
    if not isinstance(content, dict) or not content.keys() & {"name", "trigger", "texts"}:
        raise _unreadable()
    try:
        return Programme.parse({"id": "file", **content}).model_dump(mode="json")
    except ProgrammeInvalid:
        return {str(key): value for key, value in content.items()}


def _unreadable() -> ProgrammeInvalid:
    return ProgrammeInvalid(
        [
            Problem(
                "",
                "file_unreadable",
                "Dit bestand is geen seintjesprogramma dat ik kan lezen. Er is niets veranderd.",
                "This file is no nudge programme that can be read. Nothing was changed.",
            )
        ]
    )
