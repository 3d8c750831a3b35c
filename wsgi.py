"""Where the server begins; the only place where the environment becomes settings."""

from server.app import create_app
from server.settings import Settings

app = create_app(Settings())
