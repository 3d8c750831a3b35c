"""The build of the PWA, made again only when something it is made of changed."""

from __future__ import annotations

from pathlib import Path

from tools.node import npm_environment
from tools.places import FRONT, PWA, digest, run, say, stamp, stamped

NOT_INPUT = {"node_modules", "dist", "coverage", ".vite", "test-results"}


def inputs() -> list[Path]:
    """List the files of which the PWA is made."""
    return [
        path
        for path in PWA.rglob("*")
        if path.is_file() and not NOT_INPUT & set(path.relative_to(PWA).parts) and ".test." not in path.name
    ]


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
