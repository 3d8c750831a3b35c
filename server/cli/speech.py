"""Commands for recognition."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from server.progress import ProgressLine
from server.services import services
from voice.errors import VoiceError

speech = AppGroup("speech", help="Recognition models.")


@speech.command("fetch")
@click.argument("name", required=False)
@click.option("--model", help="The same as NAME: small, large-v3-turbo, or a repository owner/name.")
def fetch(name: str | None, model: str | None) -> None:
    """Fetch a better recognition model from the hub; without a name the one that suits this machine."""
    from voice.stt.hub import fetch as fetch_model
    from voice.stt.models import suited_model, this_hardware

    settings = services().settings
    wanted = model or name or suited_model(this_hardware())
    line = ProgressLine(f"Fetching {wanted}")
    try:
        folder = fetch_model(settings.instance, wanted, offline=settings.offline, progress=line)
    except VoiceError as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        line.close()
    click.echo(f"{wanted} is in {folder}. Restart the server to use it.")
