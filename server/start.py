"""``make run``: prepare what is missing, say what was found, serve. See :mod:`server.serving`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Start the server; returns only when it could not start."""
    # Nothing that importing makes is ever garbage, and looking for it again and again takes a tenth of the
    # start. It is looked for again as soon as the server runs.
    gc.disable()
    from server.serving import serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
