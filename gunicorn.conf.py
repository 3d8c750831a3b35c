"""For ``gunicorn wsgi:app``, without the preparations of ``make run``."""

from server.gunicorn_options import options
from server.settings import Settings

globals().update(options(Settings()))
