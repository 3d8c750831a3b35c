"""Headers, origins and limits: what protects every request."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from flask_limiter import HeaderNames, Limiter
from werkzeug.middleware.proxy_fix import ProxyFix

from server.errors import NotAllowed, NotSignedIn
from server.identity import current_person
from server.plain_text import require_text
from server.settings import Settings

MAX_BODY_BYTES = 1_000_000
"""Largest body of a request, except where a route allows more (sound)."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Some Safari versions do not count a WebSocket to the same host as 'self'; the host is filled in.
        "connect-src 'self' {socket}",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = "microphone=(self), camera=(), geolocation=(), payment=(), usb=(), screen-wake-lock=(self)"
ONE_YEAR = 365 * 24 * 3600


def init_app(app: Flask, settings: Settings) -> None:
    """Put the protection around every request."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    production = settings.environment == "production"
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        SESSION_COOKIE_NAME="souffleur",
        # An answer that was under way would bring back the cookie from before a sign-in or sign-out.
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=production,
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
    )
    _limit(app, settings)

    @app.before_request
    def check_address() -> None:
        require_text(request)

    @app.before_request
    def check_origin() -> None:
        if request.method not in SAFE_METHODS and request.authorization is None:
            require_origin(request, settings)

    @app.after_request
    def add_headers(response: Response) -> Response:
        return _with_headers(response, production)


def origin_allowed(asked: Request, settings: Settings) -> bool:
    """Tell whether the page that sends this request is ours. A request without Origin is not from a page."""
    origin = asked.headers.get("Origin")
    if origin is None:
        return asked.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
    if origin in settings.allowed_origins:
        return True
    sent = urlsplit(origin)
    return (
        sent.scheme in ("http", "https")
        and sent.netloc == asked.host
        and (settings.environment == "development" or sent.scheme == asked.scheme)
    )


def require_origin(asked: Request, settings: Settings) -> None:
    """Refuse a request that another site's page makes with our cookie.

    Raises:
        NotAllowed: the origin is foreign.
    """
    if not origin_allowed(asked, settings):
        raise NotAllowed("the Origin is not allowed", code="origin_refused")


def limiter_key() -> str:
    """Count by person, and by address for whoever is not signed in."""
    try:
        return f"person:{current_person().id}"
    except NotSignedIn:
        return f"address:{request.remote_addr}"


def _limit(app: Flask, settings: Settings) -> None:
    limiter = Limiter(
        limiter_key,
        default_limits=[settings.rate_limit],
        storage_uri=settings.redis_url or "memory://",
        headers_enabled=True,
        header_name_mapping={
            HeaderNames.RETRY_AFTER: "X-RateLimit-Retry-After"
        },  # the other is the problem's
        in_memory_fallback_enabled=bool(settings.redis_url),
    )
    limiter.init_app(app)
    app.extensions["souffleur.limiter"] = limiter
    limiter.request_filter(lambda: not request.path.startswith("/v1/") or request.path == "/v1/realtime")


def _with_headers(response: Response, production: bool) -> Response:
    headers = response.headers
    scheme = "wss" if request.is_secure else "ws"
    headers.setdefault("Content-Security-Policy", POLICY.format(socket=f"{scheme}://{request.host}"))
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if production:
        headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains")
    if request.path.startswith("/v1/"):
        headers.setdefault("Cache-Control", "no-store")
    return response
