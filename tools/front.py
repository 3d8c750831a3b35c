"""The build of the PWA, made again only when something it is made of changed."""

from __future__ import annotations

import os
from pathlib import Path

from tools.node import npm_environment
from tools.places import FRONT, PWA, digest, run, say, stamp, stamped

NOT_INPUT = {"node_modules", "dist", "coverage", ".vite", "test-results"}


def inputs() -> list[Path]:
    """List the files of which the PWA is made."""
    found = []
    for folder, below, names in os.walk(PWA):
        # Not even looked into: the modules are tens of thousands of files, and every start comes past here.
        below[:] = set(below) - NOT_INPUT
        found += [Path(folder, name) for name in names if ".test." not in name]
    return found


def install_modules() -> None:
    """Install the pinned npm packages, unless the same ones are there."""
    wanted = digest([PWA / "package-lock.json", PWA / "package.json"])
    if stamped("npm", wanted) and (PWA / "node_modules").is_dir():
        return
    say("Installing the packages of the PWA")
    quick = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
    run(["npm", "ci", *quick], cwd=PWA, env=npm_environment())
    stamp("npm", wanted)


def build() -> bool:
    """Build the PWA; gives False when nothing had to be done."""
    wanted = digest(inputs())
    if stamped("pwa", wanted) and (FRONT / "index.html").is_file():
        return False
    install_modules()
    say("Building the PWA")
    run(["npm", "run", "--silent", "build"], cwd=PWA, env=npm_environment())
    stamp("pwa", wanted)
    return True
