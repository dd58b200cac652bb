"""Sign the end of a case's log, so that a case made anew as a whole shows.

In:   a case; a private key, which lies outside it; the entries of a log with the checkpoints it names.
Out:  a checkpoint: RFC 8785 JSON with an Ed25519 signature over the same object without "signature"; what is wrong
with one.
Holds: the private key is never in the case, so that a stolen or packed case cannot be signed again; all checkpoints
of a case are of one key. A checkpoint says that the log was so when it was signed, and no more.
Does not hold: whoever can write to the case can leave all checkpoints out and sign a new case with a new key. Against
that, keep a checkpoint and the key's fingerprint elsewhere.
"""

import dataclasses
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import rfc8785

from tellings.custody.disk import put_in_place, refusals
from tellings.custody.log import CheckpointSigned, Entry, Log
from tellings.custody.objects import Objects, is_digest
from tellings.errors import CaseDamaged, InputError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORM = "tellings-checkpoint-1"
KEYS_VARIABLE = "TELLINGS_KEYS"  # the folder of private keys
_NAME_DIGITS = 16  # of the case's digest, in the name of its key's file
_FROM_COPY = (
    "restore the case from a copy, and compare the key's fingerprint with the one you noted elsewhere"
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's end, signed. seq, sha256: number and digest of its last line then; at: RFC 3339, by the clock here.

    case: digest of the log's first line; public_key, signature: hexadecimal digits. The public key, 64 digits, is
    also the key's fingerprint.
    """

    seq: int
    sha256: str
    at: str
    case: str
    public_key: str
    signature: str


class Signable(Protocol):
    """What signing needs of a case."""

    @property
    def folder(self) -> Path:
        """The case's folder."""

    @property
    def objects(self) -> Objects:
        """Its objects."""

    @property
    def log(self) -> Log:
        """Its log."""

    def held_still(self) -> AbstractContextManager[None]:
        """Keep other writers out meanwhile."""

    def log_checkpoint(self, data: bytes) -> Entry:
        """Keep a checkpoint and log it."""


# ---------------------------------------------------------------- signing


def keys_folder(environment: Mapping[str, str], *, is_windows: bool) -> Path:
    """Return the folder of private keys: TELLINGS_KEYS, else the user's own folder of settings.

    Raises: InputError if there is no telling where that is.
    """
    told = environment.get(KEYS_VARIABLE)
    if told:
        return Path(told)
    base = environment.get("APPDATA" if is_windows else "XDG_CONFIG_HOME")
    if base:
        return Path(base) / "tellings" / "keys"
    try:
        return Path.home() / ".config" / "tellings" / "keys"
    except RuntimeError as exc:
        raise InputError(
            f"there is no home folder to keep a key in; give a file with --key, or set {KEYS_VARIABLE}"
        ) from exc


def key_file(case: Signable, folder: Path) -> Path:
    """Return where, in the folder of private keys, the key of a case is or would be. Raises: CaseDamaged."""
    return folder / f"{_first(case.log).digest[:_NAME_DIGITS]}.pem"


def sign(case: Signable, path: Path) -> tuple[Checkpoint, bytes, bool]:
    """Sign the log's end with the private key in the file `path`, keep the checkpoint in the case, and log it.

    Returns: the checkpoint, its bytes as kept, and whether the key was made now: it is, where there is no such file
    and no checkpoint in the case yet.
    Raises: InputError if the file lies in the case, holds no such key, or another than the one that signed before;
    CaseDamaged if the log does not hold; CaseBusy; CannotWrite.
    """
    if path.resolve().is_relative_to(case.folder.resolve()):
        raise InputError(
            f"{path}: lies in the case, which its key must not; give a file elsewhere with --key"
        )
    with case.held_still():
        entries = list(case.log.entries())
        if not entries:
            raise CaseDamaged(f"{case.log.path}: holds no whole line; restore it from a copy of the case")
        case.log.check_head(entries[-1])
        earlier = latest(entries, case.objects)
        is_new = not path.exists()
        if is_new and earlier is not None:
            raise InputError(
                f"{path}: is not there, and this case was signed before, with the key {earlier.public_key}; a case has "
                "one key: give its file with --key; if it is lost, note the digest that `tellings case verify` prints"
            )
        key = _made(path) if is_new else _read(path)
        public = key.public_key().public_bytes_raw().hex()
        if earlier is not None and earlier.public_key != public:
            raise InputError(
                f"{path}: holds the key {public}, and this case was signed with the key {earlier.public_key}; a case "
                "has one key: give its file with --key"
            )
        told = Checkpoint(
            seq=entries[-1].seq,
            sha256=entries[-1].digest,
            at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            case=entries[0].digest,
            public_key=public,
            signature="",
        )
        signed = dataclasses.replace(told, signature=key.sign(_signed_bytes(told)).hex())
        data = rfc8785.dumps({"form": FORM, **dataclasses.asdict(signed)})
        case.log_checkpoint(data)
    return signed, data, is_new


def _first(log: Log) -> Entry:
    first = log.first()
    if first is None:
        raise CaseDamaged(f"{log.path}: holds no whole line; restore it from a copy of the case")
    return first


def _made(path: Path) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    encoded = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with refusals(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    put_in_place(path, encoded, mode=0o600)
    return key


def _read(path: Path) -> "Ed25519PrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}); give another file with --key") from exc
    except (ValueError, TypeError, UnsupportedAlgorithm) as exc:  # TypeError: it wants a password
        raise InputError(
            f"{path}: holds no private key that can be read (PKCS 8, PEM, no password); give another with --key"
        ) from exc
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"{path}: holds a key of another kind than Ed25519; give another file with --key")
    return key


def _signed_bytes(told: Checkpoint) -> bytes:
    data = {"form": FORM, **dataclasses.asdict(told)}
    del data["signature"]
    return rfc8785.dumps(data)


# ---------------------------------------------------------------- checking


def parse(data: bytes) -> Checkpoint | None:
    """Return the checkpoint that these bytes are, None if they are none. Its signature is not looked at here."""
    try:
        told: Any = json.loads(data)
    except ValueError:
        return None
    names = {field.name for field in dataclasses.fields(Checkpoint)}
    if not isinstance(told, dict) or set(told) != {"form", *names} or told.pop("form") != FORM:
        return None
    if type(told["seq"]) is not int or not all(isinstance(told[name], str) for name in names - {"seq"}):
        return None
    is_whole = all(is_digest(told[name]) for name in ("sha256", "case", "public_key"))
    return Checkpoint(**told) if is_whole else None


def latest(entries: Sequence[Entry], objects: Objects) -> Checkpoint | None:
    """Return the last checkpoint that the log names, None if there is none or its object is not whole."""
    for entry in reversed(entries):
        if isinstance(entry.act, CheckpointSigned):
            try:
                return parse(objects.get(entry.act.object))
            except CaseDamaged:
                return None
    return None


def faults(
    entries: Sequence[Entry], objects: Objects, whole: set[str], outside: bytes | None
) -> Iterator[tuple[str, str, str]]:
    """Yield item, fact and next step of whatever does not hold about the checkpoints of a case.

    entries: those of the log that could be read; whole: digests of the objects that are there and unchanged (others
    are passed over here); outside: the bytes of a checkpoint that was kept elsewhere, or None.
    """
    key: str | None = None
    for entry in entries:
        if not isinstance(entry.act, CheckpointSigned) or entry.act.object not in whole:
            continue
        item = f"the checkpoint of log.jsonl, line {entry.seq + 1}"
        told = parse(objects.get(entry.act.object))
        fact = _misfit(told, [one for one in entries if one.seq < entry.seq], key)
        if fact is not None:
            yield item, fact, _FROM_COPY
        if key is None and told is not None:
            key = told.public_key
    if outside is not None:
        fact = _misfit(parse(outside), entries, key)
        if fact is not None:
            yield "the checkpoint that was kept elsewhere", fact, _FROM_COPY


def _misfit(told: Checkpoint | None, entries: Sequence[Entry], key: str | None) -> str | None:
    """Return what is wrong with a checkpoint of one of these entries; key: the case's first, None if it has none."""
    if told is None:
        return "is no checkpoint"
    if not _is_signed(told):
        return "its signature is not that of its words"
    digests = {entry.seq: entry.digest for entry in entries}
    if digests.get(0) != told.case:
        return "is of another case: the log begins otherwise"
    if digests.get(told.seq) != told.sha256:
        return f"signed line {told.seq + 1} of a log that is another than this one"
    if key not in (None, told.public_key):
        return f"is signed with the key {told.public_key}, and the case's first checkpoint with {key}"
    return None


def _is_signed(told: Checkpoint) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told.public_key))
        key.verify(bytes.fromhex(told.signature), _signed_bytes(told))
    except (ValueError, InvalidSignature):
        return False
    return True


def is_private(path: Path) -> bool:
    """Whether nobody but its owner may read a file; on Windows, whose rights are others, it is taken to be so."""
    return os.name == "nt" or not path.stat().st_mode & 0o077
