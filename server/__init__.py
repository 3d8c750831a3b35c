"""The Flask application: people, conversations, content and sockets."""

import voice  # noqa: F401 - sets numpy's threads before anything loads numpy
