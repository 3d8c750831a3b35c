"""Pitches: say it, judge it, hear one strength and one focus, say it again. All of it the person's alone."""

from __future__ import annotations

from flask import Blueprint, Response, request

from server.api.described import Description, described
from server.api.pitch_kept import BELONGINGS, erase_all, pitch_told, wav
from server.api.pitch_shapes import (
    FinishRequest,
    History,
    IdeasQuery,
    IntendedRequest,
    JudgementRequest,
    KeepRequest,
    PitchChange,
    PitchList,
    PitchRequest,
    SoundPlace,
    SoundRange,
    SoundReceived,
    TakeRequest,
    TranscriptRequest,
)
from server.conversation.pitch.ideas import Ideas, ideas
from server.conversation.pitch.listening import listen
from server.conversation.pitch.shapes import Pitch, PitchWithTakes, Take, TakeSummary
from server.conversation.pitch.store import MOST_SECONDS, NoSound, Pitches, RangeInvalid, SoundGap, Takes
from server.conversation.pitch.tables import Kept, PitchRow, State, TakeRow
from server.conversation.pitch.views import charts, take_told
from server.conversation.pitch.worker import end_of
from server.errors import BadRequest, Conflict, Unavailable
from server.identity import current_person
from server.services import services
from server.store import now
from voice.audio import SAMPLE_RATE, to_pcm16

__all__ = ["BELONGINGS", "blueprint"]

blueprint = Blueprint("pitch", __name__)

MAX_CHUNK_BYTES = 960_000
MOST_PITCHES = 200
MOST_TAKES = 200


@blueprint.get("/pitch-ideas")
@described(Description(query=IdeasQuery, gives=Ideas))
def pitch_ideas(query: IdeasQuery) -> Ideas:
    """Give examples of audiences, goals and lengths to choose from."""
    return ideas(query.language)


@blueprint.post("/pitches")
@described(Description(body=PitchRequest, gives=Pitch, status=201, problems=(409,)))
def make_pitch(body: PitchRequest) -> Pitch:
    """Make a pitch."""
    own = _pitches()
    if len(own.all()) >= MOST_PITCHES:
        raise Conflict(f"there are {MOST_PITCHES} pitches already", code="too_many_pitches")
    return pitch_told(own.add(PitchRow(**body.model_dump())), 0)


@blueprint.get("/pitches")
@described(Description(gives=PitchList))
def list_pitches() -> PitchList:
    """List one's own pitches, newest first."""
    own = _pitches()
    counts = own.takes()
    return PitchList(pitches=[pitch_told(row, counts.get(row.id, 0)) for row in own.all()])


@blueprint.delete("/pitches")
@described(Description(status=204))
def erase_pitches() -> None:
    """Erase all of one's own pitches, with their takes and sound."""
    erase_all(services(), current_person().id)


@blueprint.get("/pitches/<pitch>")
@described(Description(gives=PitchWithTakes, problems=(404,)))
def read_pitch(pitch: str) -> PitchWithTakes:
    """Read one of one's own pitches with its takes, newest first."""
    row = _pitches().get(pitch)
    takes = _takes().of_pitch(row.id)
    summaries = [
        TakeSummary(
            id=one.id,
            number=one.number,
            created_at=one.created_at,
            state=one.state,
            seconds=round(end_of(one) / SAMPLE_RATE, 1),
            kept=one.kept,
            has_sound=one.has_sound,
        )
        for one in reversed(takes)
    ]
    return PitchWithTakes(**pitch_told(row, len(takes)).model_dump(), all_takes=summaries)


@blueprint.patch("/pitches/<pitch>")
@described(Description(body=PitchChange, gives=Pitch, problems=(404,)))
def change_pitch(pitch: str, body: PitchChange) -> Pitch:
    """Change what a pitch is for."""
    told = {name: value for name, value in body.model_dump(exclude_unset=True).items() if value is not None}
    own = _pitches()
    return pitch_told(own.change(pitch, **told), own.takes().get(pitch, 0))


@blueprint.delete("/pitches/<pitch>")
@described(Description(status=204, problems=(404,)))
def erase_pitch(pitch: str) -> None:
    """Erase a pitch with its takes and their sound."""
    _pitches().delete(pitch)


@blueprint.get("/pitches/<pitch>/history")
@described(Description(gives=History, problems=(404,)))
def read_pitch_history(pitch: str) -> History:
    """Give the figures of one's own takes as lines, oldest first."""
    _pitches().get(pitch)
    return History(charts=charts(_takes().of_pitch(pitch), current_person().language))


@blueprint.post("/pitches/<pitch>/takes")
@described(Description(body=TakeRequest, gives=Take, status=201, problems=(404, 409)))
def begin_take(pitch: str, body: TakeRequest) -> Take:
    """Begin a take. The same client_id a second time gives the same take."""
    row = _pitches().get(pitch)
    takes = _takes()
    if len(takes.of_pitch(pitch)) >= MOST_TAKES:
        raise Conflict(f"there are {MOST_TAKES} takes already", code="too_many_takes")
    return _told(takes.begin(row, body.client_id))


@blueprint.put("/takes/<take>/sound")
@described(Description(query=SoundPlace, gives=SoundReceived, problems=(404, 409), takes=("audio/pcm",)))
def add_sound(take: str, query: SoundPlace) -> SoundReceived:
    """Add sound (PCM16, little-endian, mono, 16 kHz); the answer tells whether the person said to stop."""
    request.max_content_length = MAX_CHUNK_BYTES
    data = request.get_data(cache=False)
    takes = _takes()
    row = takes.add_sound(take, query.first_sample, data)
    if data and row.ends_at is None and row.state == State.RECORDING:
        row = _listened(takes, row)
    services().takes.wake()
    return SoundReceived(
        received_samples=row.received,
        stop_heard=row.ends_at is not None,
        ends_at_sample=row.ends_at,
        seconds_left=round(MOST_SECONDS - row.received / SAMPLE_RATE, 1),
    )


@blueprint.post("/takes/<take>/finish")
@described(Description(body=FinishRequest, gives=Take, problems=(404, 409)))
def finish_take(take: str, body: FinishRequest) -> Take:
    """End a take: what was said is written out and measured in the background."""

    def finish(row: TakeRow) -> None:
        if row.state != State.RECORDING:
            return
        if body.samples is not None and body.samples > row.received:
            raise SoundGap(f"there are {row.received} samples")
        row.state = State.WORKING.value

    row = _takes().change(take, finish)
    services().takes.wake()
    return _told(row)


@blueprint.get("/takes/<take>")
@described(Description(gives=Take, problems=(404,)))
def read_take(take: str) -> Take:
    """Tell how far a take is; feedback comes after the person's own judgement."""
    row = _takes().get(take)
    if row.state in (State.WORKING, State.FAILED):
        services().takes.wake()
    elif row.state == State.READY:
        row = _takes().change(take, lambda _: None)  # its sound stays while somebody looks at it
    return _told(row)


@blueprint.delete("/takes/<take>")
@described(Description(status=204, problems=(404,)))
def erase_take(take: str) -> None:
    """Erase a take and its sound at once."""
    _takes().delete(take)


@blueprint.post("/takes/<take>/judgement")
@described(Description(body=JudgementRequest, gives=Take, problems=(404,)))
def judge_take(take: str, body: JudgementRequest) -> Take:
    """Keep what the person thinks of their own take; after this the feedback is shown."""

    def judge(row: TakeRow) -> None:
        row.judged, row.went_well, row.differently = True, body.went_well, body.differently

    row = _takes().change(take, judge)
    pitch = _pitches().get(row.pitch_id)
    services().nudges.used(current_person().id, "practice", "pitch", now(), pitch.title or pitch.goal)
    return _told(row)


@blueprint.put("/takes/<take>/transcript")
@described(Description(body=TranscriptRequest, gives=Take, problems=(404, 409)))
def correct_transcript(take: str, body: TranscriptRequest) -> Take:
    """Correct what was understood: the figures follow at once."""

    def correct(row: TakeRow) -> None:
        if row.state != State.READY:
            raise Conflict("the take is not ready", code="take_not_ready")
        if len(body.segments) != len(row.pieces):
            raise BadRequest(f"there are {len(row.pieces)} segments", code="segments_differ")
        pairs = zip(row.pieces, body.segments, strict=True)
        row.pieces = [{**piece, "text": text, "sure": 1.0} for piece, text in pairs]
        row.corrected, row.intended, row.better = True, [], {}

    return _told(_takes().change(take, correct))


@blueprint.post("/takes/<take>/intended")
@described(Description(body=IntendedRequest, gives=Take, problems=(404,)))
def mark_intended(take: str, body: IntendedRequest) -> Take:
    """Tell that a finding was meant as it was said; it then no longer counts."""

    def mark(row: TakeRow) -> None:
        others = [one for one in row.intended if one != body.finding]
        row.intended = [*others, body.finding][-500:] if body.intended else others

    return _told(_takes().change(take, mark))


@blueprint.post("/takes/<take>/keep")
@described(Description(body=KeepRequest, status=204, problems=(404,)))
def keep_take(take: str, body: KeepRequest) -> None:
    """Keep a take with or without its sound, or erase it: what is not kept is gone at once."""
    takes = _takes()
    if body.keep == "no":
        takes.delete(take)
    else:
        takes.keep(take, Kept(body.keep))


@blueprint.get("/takes/<take>/sound")
@described(Description(query=SoundRange, content="audio/wav", problems=(404,)))
def hear_take(take: str, query: SoundRange) -> Response:
    """Play a moment of one's own take."""
    takes = _takes()
    row = takes.get(take)
    first = int(query.start * SAMPLE_RATE)
    last = row.received if query.end is None else min(row.received, int(query.end * SAMPLE_RATE))
    if not row.has_sound:
        raise NoSound("there is no sound here")
    if first >= last:
        raise RangeInvalid(f"there are {row.received / SAMPLE_RATE} s")
    samples = takes.sound(take, first, last)
    if not samples.size:
        raise NoSound("there is no sound here")
    return Response(wav(to_pcm16(samples)), content_type="audio/wav")


def _pitches() -> Pitches:
    return Pitches(services().database, current_person().id)


def _takes() -> Takes:
    return Takes(services().database, current_person().id)


def _told(row: TakeRow) -> Take:
    takes = _takes()
    pitch = Pitches(services().database, takes.owner_id).get(row.pitch_id)
    others = takes.of_pitch(pitch.id)
    before = [one for one in others if one.number < row.number and one.state == State.READY]
    return take_told(row, pitch, before, current_person().language)


def _listened(takes: Takes, row: TakeRow) -> TakeRow:
    """Listen for the phrase that stops a take; where the parts are not there yet the person taps."""
    parts = services()
    try:
        vad, pool = parts.engines.peek("vad"), parts.engines.peek("pool")
    except Unavailable:
        return row
    if vad is None or pool is None:
        return row
    return listen(takes, row, vad, pool, (current_person().language, row.language))
