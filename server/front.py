"""The PWA: its built files, with the right time to keep each."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from server.errors import NotFound, Unavailable

BUILD = Path(__file__).parent / "static" / "app"
INDEX = "index.html"
FOREVER = "public, max-age=31536000, immutable"
CHECK = "no-cache"
CODINGS = (("br", ".br"), ("gzip", ".gz"))
"""What the build leaves beside every text file, the smallest first."""
NOT_THE_APP = ("v1/", "healthz", "readyz")


def init_app(app: Flask) -> None:
    """Serve the build; any address of a screen gives the shell, which finds the screen itself."""
    app.add_url_rule("/", "front", front, defaults={"path": INDEX})
    app.add_url_rule("/<path:path>", "front", front)


def front(path: str) -> Response:
    """Give a file of the build, or the shell for a navigation.

    Raises:
        NotFound: there is no such file and this is not a navigation.
        Unavailable: the PWA has not been built.
    """
    if path.startswith(NOT_THE_APP):
        raise NotFound("no such address")
    if not (BUILD / INDEX).is_file():
        raise Unavailable("the PWA has not been built; `make run` builds it", code="front_missing")
    if not (BUILD / path).is_file():
        if "." in path.rpartition("/")[2] or not _wants_page():
            raise NotFound("no such file")
        path = INDEX
    response = _smallest(path)
    # Vite puts a hash of the content into the names under assets/; everything else keeps its name.
    response.headers["Cache-Control"] = FOREVER if path.startswith("assets/") else CHECK
    if path == INDEX:
        response.vary.add("Accept")
    return response


def _smallest(path: str) -> Response:
    """Give a file as the build compressed it, where the browser takes that; a phone waits a second less."""
    for coding, suffix in CODINGS:
        if request.accept_encodings.quality(coding) > 0 and (BUILD / (path + suffix)).is_file():
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            response = send_from_directory(BUILD, path + suffix, mimetype=kind)
            response.headers["Content-Encoding"] = coding
            response.headers.pop("Content-Disposition", None)
            break
    else:
        response = send_from_directory(BUILD, path)
    response.vary.add("Accept-Encoding")
    return response


def _wants_page() -> bool:
    return request.accept_mimetypes.accept_html or not request.accept_mimetypes
