"""The instance folder: everything that belongs to one installation and to nobody else."""

from __future__ import annotations

import base64
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

FOLDER_MODE = 0o700
FILE_MODE = 0o600


@dataclass(frozen=True)
class VapidKeys:
    """The key pair with which this server proves to a push service who it is (RFC 8292)."""

    private_pem: str
    public: str
    """Uncompressed point on P-256, base64url without padding: the ``applicationServerKey`` of a browser."""


class Instance:
    """One instance folder and the secrets in it."""

    def __init__(self, folder: Path):
        """Name the folder; nothing is made yet."""
        self.folder = folder.resolve()
        self.session_key_file = self.folder / "session.key"
        self.vapid_file = self.folder / "vapid.pem"

    def prepare(self) -> None:
        """Make the folder and the secrets that are missing; existing ones stay, permissions are tightened."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(FOLDER_MODE)
        _write_new(self.session_key_file, secrets.token_urlsafe(48).encode())
        if not self.vapid_file.exists():
            _write_new(self.vapid_file, _new_vapid_pem())
        for file in (self.session_key_file, self.vapid_file):
            file.chmod(FILE_MODE)

    def session_key(self) -> str:
        """Read the key that signs cookies."""
        return self.session_key_file.read_text().strip()

    def vapid(self) -> VapidKeys:
        """Read the push key pair.

        Raises:
            ValueError: the file holds something else than a P-256 key.
        """
        pem = self.vapid_file.read_bytes()
        key = serialization.load_pem_private_key(pem, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
            raise ValueError(f"{self.vapid_file} does not hold a P-256 key")
        point = key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return VapidKeys(pem.decode(), base64.urlsafe_b64encode(point).rstrip(b"=").decode())

    def loose_permissions(self) -> list[Path]:
        """List what others on this machine can read although it is secret."""
        paths = [self.folder, self.session_key_file, self.vapid_file]
        return [path for path in paths if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]


def _new_vapid_pem() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write_new(file: Path, content: bytes) -> None:
    """Write a secret that nobody else can read, not even for a moment, unless it exists already."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
