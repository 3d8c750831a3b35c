"""Figures for Prometheus: on this machine, or with an administrator's token."""

from __future__ import annotations

import ipaddress

from flask import Blueprint, Request, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from server.errors import NotAllowed
from server.identity import Role, authenticate
from server.services import services
from server.store import now

blueprint = Blueprint("metrics", __name__)

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded")


@blueprint.get("/metrics")
def read_metrics() -> Response:
    """Give what this process did, and what is open in the database.

    Raises:
        NotSignedIn: from elsewhere, without a token that is known.
        NotAllowed: the token is not an administrator's.
    """
    if not _on_this_machine(request) and authenticate(request).role is not Role.ADMINISTRATOR:
        raise NotAllowed("an administrator's token is needed")
    parts = services()
    text = parts.nudging.metrics.write(parts.nudges.health(now()))
    return Response(text, content_type=CONTENT_TYPE_LATEST)


def _on_this_machine(asked: Request) -> bool:
    """Tell whether a program here asks; a reverse proxy makes the whole world look local, and says so."""
    if any(name in asked.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(asked.remote_addr or "").is_loopback
    except ValueError:
        return False
