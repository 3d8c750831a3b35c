"""The PWA: its built files, with the right time to keep each."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from server.errors import NotFound, Unavailable

BUILD = Path(__file__).parent / "static" / "app"
INDEX = "index.html"
FOREVER = "public, max-age=31536000, immutable"
CHECK = "no-cache"
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
    response = send_from_directory(BUILD, path)
    # Vite puts a hash of the content into the names under assets/; everything else keeps its name.
    response.headers["Cache-Control"] = FOREVER if path.startswith("assets/") else CHECK
    if path == INDEX:
        response.headers["Vary"] = "Accept"
    return response


def _wants_page() -> bool:
    return bool(request.accept_mimetypes.accept_html) or not request.accept_mimetypes
