"""Complete package-lock.json with the optional packages of other systems.

npm writes only those optional packages into the lock that the registry at hand has; a mirror may hold those
of one system only, and then ``npm ci`` refuses the lock everywhere. The version of each is exact in its
parent, and system and processor are in its name, so nothing has to be asked.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tools.places import PWA, say

LOCK = PWA / "package-lock.json"
SYSTEMS = frozenset(
    ("aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32")
)
PROCESSORS = frozenset(
    ("arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64")
)


def complete(lock: dict[str, Any]) -> list[str]:
    """Add what is missing; gives the names."""
    packages: dict[str, Any] = lock["packages"]
    added = []
    for place, parent in list(packages.items()):
        for name, version in (parent.get("optionalDependencies") or {}).items():
            key = f"node_modules/{name}"
            if key in packages or f"{place}/{key}" in packages or not version[:1].isdigit():
                continue
            packages[key] = _entry(name, version, dev=parent.get("dev", False))
            added.append(name)
    lock["packages"] = dict(sorted(packages.items()))
    return added


def _entry(name: str, version: str, *, dev: bool) -> dict[str, Any]:
    parts = name.rpartition("/")[2].split("-")
    system = [part for part in parts if part in SYSTEMS]
    processor = [part for part in parts if part in PROCESSORS]
    entry: dict[str, Any] = {"version": version}
    if processor:
        entry["cpu"] = processor
    if dev:
        entry["dev"] = True
    entry["optional"] = True
    if system:
        entry["os"] = system
    if system == ["linux"]:
        entry["libc"] = ["musl" if any("musl" in part for part in parts) else "glibc"]
    return entry


def main(file: Path = LOCK) -> int:
    """Complete the file in place."""
    lock = json.loads(file.read_text(encoding="utf-8"))
    added = complete(lock)
    file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    say(f"package-lock.json: {len(added)} optional packages of other systems added")
    return 0


if __name__ == "__main__":
    sys.exit(main())
