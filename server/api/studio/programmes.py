"""Programmes: making, saving, publishing, pausing, stopping, copying, looking back."""

from __future__ import annotations

from collections.abc import Callable

from nudges.errors import ProgrammeInvalid
from server.api.described import Description, described
from server.api.studio.blueprint import blueprint
from server.api.studio.desk import Desk, sized
from server.api.studio.ready import ready_programme
from server.api.studio.shapes import (
    HistoryEntry,
    ProgrammeBegin,
    ProgrammeHistory,
    ProgrammeList,
    ProgrammeSave,
    ProgrammeView,
    SeenRevision,
    author,
)
from server.errors import Conflict, NotFound
from server.store import now


@blueprint.get("/programmes")
@described(Description(gives=ProgrammeList, problems=(403,)))
def list_programmes() -> ProgrammeList:
    """List every programme with its state, and what one is still writing."""
    return ProgrammeList(programmes=Desk().lines())


@blueprint.post("/programmes")
@described(Description(body=ProgrammeBegin, gives=ProgrammeView, problems=(403, 404)))
def begin_programme(body: ProgrammeBegin) -> ProgrammeView:
    """Make a programme, from nothing, from a form or from a ready one."""
    desk = Desk()
    content = sized(body.content)
    if body.ready is not None:
        content = ready_programme(body.ready) | content
    return desk.begin(content)


@blueprint.get("/programmes/<programme>")
@described(Description(gives=ProgrammeView, problems=(403, 404)))
def read_programme(programme: str) -> ProgrammeView:
    """Give a programme: its draft, what runs, and what is still to be put right."""
    return Desk().view(programme)


@blueprint.put("/programmes/<programme>")
@described(Description(body=ProgrammeSave, gives=ProgrammeView, problems=(403, 404, 409)))
def save_programme(programme: str, body: ProgrammeSave) -> ProgrammeView:
    """Save the draft; an incomplete one, or one that a colleague overtook, is kept for its writer."""
    return Desk().save(programme, body.revision, sized(body.content))


@blueprint.delete("/programmes/<programme>")
@described(Description(status=204, problems=(403, 404, 409)))
def delete_programme(programme: str) -> None:
    """Throw away a programme that never ran."""
    desk = Desk()
    view = desk.view(programme)
    if view.line.revision is not None:
        desk.nudges.delete(programme, now())
    desk.work.drop(programme)


@blueprint.delete("/programmes/<programme>/own")
@described(Description(status=204, problems=(403, 404)))
def drop_own_version(programme: str) -> None:
    """Go on with the saved version, and forget one's own."""
    if not Desk().work.drop(programme):
        raise NotFound("no own version", code="own_version_unknown")


@blueprint.post("/programmes/<programme>/publish")
@described(Description(body=SeenRevision, gives=ProgrammeView, problems=(403, 404, 409)))
def publish_programme(programme: str, body: SeenRevision) -> ProgrammeView:
    """Let the draft run."""
    desk = Desk()
    if desk.view(programme).own is not None:
        raise _undecided()
    desk.nudges.publish(programme, desk.person.id, body.revision, now())
    return desk.view(programme)


@blueprint.post("/programmes/<programme>/pause")
@described(Description(gives=ProgrammeView, problems=(403, 404, 409)))
def pause_programme(programme: str) -> ProgrammeView:
    """Hold a running programme; nothing is sent until it goes on."""
    return _changed(programme, lambda desk: desk.nudges.pause(programme, desk.person.id, now()))


@blueprint.post("/programmes/<programme>/resume")
@described(Description(gives=ProgrammeView, problems=(403, 404, 409)))
def resume_programme(programme: str) -> ProgrammeView:
    """Let a held programme go on."""
    return _changed(programme, lambda desk: desk.nudges.resume(programme, desk.person.id, now()))


@blueprint.post("/programmes/<programme>/stop")
@described(Description(gives=ProgrammeView, problems=(403, 404, 409)))
def stop_programme(programme: str) -> ProgrammeView:
    """End a programme for good; its history and its effect stay."""
    return _changed(programme, lambda desk: desk.nudges.stop(programme, desk.person.id, now()))


@blueprint.post("/programmes/<programme>/copy")
@described(Description(gives=ProgrammeView, problems=(403, 404, 409)))
def copy_programme(programme: str) -> ProgrammeView:
    """Make a new draft that begins as this programme is."""
    desk = Desk()
    desk.view(programme)
    return desk.view(desk.nudges.copy(programme, desk.person.id, now()).summary.id)


@blueprint.get("/programmes/<programme>/history")
@described(Description(gives=ProgrammeHistory, problems=(403, 404)))
def read_history(programme: str) -> ProgrammeHistory:
    """Tell what was done to a programme, newest first."""
    desk = Desk()
    if desk.view(programme).line.revision is None:
        return ProgrammeHistory(entries=[])
    return ProgrammeHistory(
        entries=[
            HistoryEntry(
                revision=one.revision,
                what=one.what,
                by=author(one.by, desk.person),
                at=one.at,
                programme=one.programme.model_dump(mode="json"),
            )
            for one in desk.nudges.history(programme)
        ]
    )


@blueprint.post("/programmes/<programme>/try")
@described(Description(status=204, problems=(403, 404, 409)))
def try_programme(programme: str) -> None:
    """Send a programme's nudge, as it is in one's own form, to one's own devices and inbox, now."""
    desk = Desk()
    view = desk.view(programme)
    if view.line.revision is None:
        raise _undecided()
    content = view.own.content if view.own is not None else view.content
    try:
        parsed = desk.parsed(programme, content)
    except ProgrammeInvalid:
        raise _undecided() from None
    desk.nudges.send_to_me(desk.person.id, parsed, now())


def _changed(programme: str, change: Callable[[Desk], object]) -> ProgrammeView:
    desk = Desk()
    if desk.view(programme).line.revision is None:
        raise _undecided()
    change(desk)
    return desk.view(programme)


def _undecided() -> Conflict:
    return Conflict(
        "there is an own version that is not saved for everybody",
        code="programme_unsaved",
        nl="Jouw versie is nog niet klaar. Vul aan wat er nog moet, of kies met welke versie je verdergaat.",
        en="Your version is not ready yet. Fill in what is missing, or choose which version to go on with.",
    )
