"""Check that a Tellings case, packed or a folder, is unchanged since it was kept. Tellings is not needed.

    python -I -S verify.py PATH [--noted DIGEST] [--checkpoint FILE]

Plain Python, 3.11 or later, short enough to be read before it is run. It writes nothing, opens no network and runs
nothing that it reads. It checks: a pack's closing digest and list; that each line of log.jsonl holds the SHA-256 of
the one before, and HEAD that of the last; that each file under objects/ has the SHA-256 of its name, and all that the
log names are there; that every span and quote is of its kept text; checkpoints. It does not check case.db, which is
derived, nor the user's own files in a folder. A case made anew as a whole shows only against a digest or checkpoint
kept elsewhere; take verify.py from elsewhere too. It ends with 0: unchanged (which does not say that a report is
true); 3: not as kept; 2: no case.
"""
# fmt: off

import argparse
import hashlib
import json
import re
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

Lines = list[tuple[dict[str, Any], str]]  # what each line of the log says, and the line's SHA-256
MEMBER = re.compile(r"objects/[0-9a-f]{2}/[0-9a-f]{62}|log\.jsonl|HEAD|(actors|method)\.toml|gazetteer\.csv"
                    r"|log\.torn-\d+|verify\.py")  # what a case may hold
ACTS = ("case_created", "case_upgraded", "pseudonyms_keyed", "report_added", "extraction_stored", "judgement_added",
        "set_aside_noted", "settings_kept", "sealed", "checkpoint_signed")
TOLD = ("report_id", "original_sha256", "text_sha256")  # what a report's metadata says of it, as its line does
NAMING = ("original", "text", "metadata", "object")  # the keys of a line that hold the SHA-256 of an object
UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, LookupError, TypeError, EOFError)

def main(argv: list[str]) -> int:
    """Check what the command line names, print what is not as kept, and return the exit code."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Check a Tellings case, packed or a folder.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--noted", metavar="DIGEST", help="a digest of the log's end that was noted elsewhere")
    parser.add_argument("--checkpoint", metavar="FILE", type=Path, help="a checkpoint that was kept elsewhere")
    asked, found = parser.parse_args(argv), list[str]()
    try:
        root, digests = gather(asked.path, found)
        lines = read_log(root, digests, found)
        key = check_objects(root, digests, lines, found)
        if asked.noted and asked.noted.lower() not in [digest for _, digest in lines]:
            found.append("the noted digest: is that of no line of the log, which was another one then")
        if asked.checkpoint and (fact := misfit(asked.checkpoint.read_bytes(), lines, key)):
            found.append(f"the checkpoint {asked.checkpoint}: {fact}")
    except OSError as exc:
        print(ascii(f"error: {asked.path} cannot be used: {exc}")[1:-1])
        return 2
    except UNREADABLE as exc:
        found.append(f"{asked.path}: is not as kept: {exc!r}")
    for line in found:
        print(ascii(line)[1:-1])  # nothing in a case may steer the screen
    if changed := sum(not line.startswith("note: ") for line in found):
        print(f"{changed} item{'s' * (changed > 1)} not as kept")
        return 3
    print(f"digest of the log's end (act {len(lines) - 1}): {lines[-1][1]}; signed with the key: {key or 'none'}")
    print(f"all of it ({len(lines)} acts, {len(digests)} files) is unchanged since {lines[0][0]['at']}")
    return 0

def gather(path: Any, found: list[str]) -> tuple[Any, dict[str, str]]:
    """Return where the files are and the SHA-256 of each; hold a pack against its closing digest and its list."""
    root, listed, digests = path, {}, {}
    if path.is_dir():
        names = [file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file()]
        if "log.jsonl" not in names:
            raise FileNotFoundError("it holds no log.jsonl, so it is no case")
    else:
        whole = hashlib.sha256()
        with path.open("rb") as file:
            start, size = file.read(48), file.seek(0, 2)
            file.seek(max(0, size - 87))
            closing = re.fullmatch(rb"tellings-pack-1 sha256 ([0-9a-f]{64})", file.read())
            if closing is None and start[:4] + start[30:] != b"PK\3\4tellings-pack.json":
                raise FileNotFoundError("it is neither a case folder nor a packed case")
            file.seek(0)
            while closing and (left := size - 64 - file.tell()):
                whole.update(file.read(min(left, 1 << 20)))
        if closing is None or whole.hexdigest().encode() != closing[1]:
            raise ValueError("its closing digest is not that of its bytes: some have changed, or it is cut short")
        pack = zipfile.ZipFile(path)
        if sum(one.file_size for one in pack.infolist()) > 200 * size or len(pack.NameToInfo) < len(pack.infolist()):
            raise ValueError("it swells to more than 200 times its size, or holds a file twice: it was not opened")
        names = [name for name in pack.namelist() if name != "tellings-pack.json"]
        listed = {file["path"]: file["sha256"] for file in json.loads(pack.read("tellings-pack.json"))["files"]}
        root = zipfile.Path(pack)  # only now: it adds the folders to the names
    for name in filter(MEMBER.fullmatch, sorted(names)):
        with (root / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    for name in sorted({*names, *listed}) if root != path else ():
        if name not in digests or digests[name] != listed.get(name):
            found.append(f"{name}: is missing, or not what the pack lists, or nothing that a case has")
    return root, digests

def read_log(root: Any, digests: dict[str, str], found: list[str]) -> Lines:
    """Return what each line of log.jsonl says, in order, with the line's digest; hold the chain and HEAD."""
    lines: Lines = []
    whole = (root / "log.jsonl").read_bytes().split(b"\n") if "log.jsonl" in digests else [b""]
    for number, raw in enumerate(whole[:-1]):  # what comes after the last newline was cut short, and never done
        try:
            act = json.loads(raw)
            fits = json.dumps(act, **FORM).encode() == raw and act["act"] in ACTS and act["seq"] == number
        except UNREADABLE:
            act, fits = {"act": "none", "prev": ""}, False
        if not fits or act["prev"] != (lines[-1][1] if lines else "0" * 64):
            found.append(f"log.jsonl, line {number + 1}: this line, or the one before, is not as it was written")
        lines.append((act, hashlib.sha256(raw + b"\n").hexdigest()))
    ends = [json.dumps({"seq": seq, "sha256": lines[seq][1]}, **FORM).encode() for seq in range(len(lines))[-2:]]
    if (root / "HEAD").read_bytes().strip() not in ends if "HEAD" in digests else len(lines) != 1:
        found.append("HEAD: is not the end of log.jsonl: one of them has changed, or the log's tail is cut")
    return lines

def check_objects(root: Any, digests: dict[str, str], lines: Lines, found: list[str]) -> str | None:
    """Hold each object against its name and the log, each finding against its text; return the key that signs."""
    place = {digest: f"objects/{digest[:2]}/{digest[2:]}" for digest in digests.values()}
    found += [f"{name}: has changed" for name in digests if name[:8] == "objects/" and name != place[digests[name]]]
    seals, held = list[Any](), {digest for name, digest in digests.items() if name == place[digest]}
    def standing(digest: Any) -> Any:  # the bytes of what seals put in its place, where a name was blotted out
        for seal in seals:
            digest = seal["replaced"].get(digest, None if digest in seal["removed"] else digest)
        return (root / place[digest]).read_bytes() if digest in held else None

    for act, _ in reversed(lines):  # from the last: a later seal may have blotted out a name in an earlier one
        if act["act"] == "sealed" and (data := standing(act["object"])) is not None:
            seals.insert(0, json.loads(data))
            found.append("note: removed on purpose, on {at}, by {by}: {why}".format(**seals[0]))
    named = {act[key] for act, _ in lines for key in NAMING if key in act}
    named = named.union(*(seal["replaced"].values() for seal in seals)).difference(*(seal["removed"] for seal in seals))
    found += [f"objects/{digest[:2]}/{digest[2:]}: is missing" for digest in sorted(named - held)]
    key, texts = None, {act["report_id"]: act["text"] for act, _ in lines if act["act"] == "report_added"}
    for number, (act, _) in enumerate(lines):
        named_first = act.get("object", act.get("metadata"))
        data, facts = standing(named_first), []
        if data is not None and act["act"] == "report_added":
            same = [*map(json.loads(data).get, TOLD)] == [act["report_id"], act["original"], act["text"]]
            facts = [] if same else ["is of another report than the log says"]
        elif data is not None and act["act"] == "extraction_stored":
            text = standing(texts.get(act["report_id"]))
            facts = [*misplaced(json.loads(data), act["report_id"], None if text is None else text.decode())]
        elif data is not None and act["act"] == "checkpoint_signed":
            facts, key = [*filter(None, [misfit(data, lines[:number], key)])], key or json.loads(data)["public_key"]
        found += [f"{named_first} (log.jsonl, line {number + 1}): {fact}" for fact in facts]
    return key

def misplaced(value: Any, report_id: str, text: str | None) -> Any:
    """Yield what is wrong with each span and quote in a finding; text: its report's, None where it is not there."""
    if isinstance(value, dict):
        if value.get("report_id", report_id) != report_id:
            yield "is, or holds a place, of another report"
        span = value if set(value) == {"start", "end"} else value.get("span")
        if text is not None and isinstance(span, dict) and set(span) == {"start", "end"}:
            said = text[span["start"] : span["end"]]
            if not 0 <= span["start"] < span["end"] <= len(text) or value.get("quote") not in (said, None):
                yield f"the span or quote at [{span['start']}, {span['end']}) is not of the kept text"
    for item in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from misplaced(item, report_id, text)

def misfit(data: bytes, lines: Lines, key: str | None) -> str | None:
    """Return what is wrong with a checkpoint of one of these lines; key: that of the case's first, None if none."""
    told = json.loads(data)
    signature, public = bytes.fromhex(told.pop("signature")), bytes.fromhex(told["public_key"])
    if told["form"] != "tellings-checkpoint-1" or not is_signed(public, json.dumps(told, **FORM).encode(), signature):
        return "its signature is not that of its words"
    if not told["seq"] < len(lines) or (told["case"], told["sha256"]) != (lines[0][1], lines[told["seq"]][1]):
        return f"the line {told['seq'] + 1} that it signed is another than the log holds"
    return "is signed with another key than the case's first" if key not in (None, told["public_key"]) else None

FORM: Any = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}  # RFC 8785, since all words are ASCII
# Ed25519 (RFC 8032): points (x, y) of the curve y*y - x*x = 1 + D*x*x*y*y, modulo P.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202, 4 * pow(5, -1, P) % P)

def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the Ed25519 signature of the message is the key's."""
    y, factor = int.from_bytes(public, "little") % 2**255, int.from_bytes(signature[32:], "little")
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if len(public) != 32 or len(signature) != 64 or y >= P or x * x % P != square or factor >= ORDER:
        return False
    x, total = (-x if x & 1 == public[31] >> 7 else x), (0, 1, 1, 0)  # mirrored: a multiple of it is taken away
    drawn = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    for number, of in ((factor, (*BASE, 1, BASE[0] * BASE[1])), (drawn, (x, y, 1, x * y))):
        while number:
            total, of, number = add(total, of) if number & 1 else total, add(of, of), number >> 1
    x, y = (part * pow(total[2], -1, P) % P for part in total[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

def add(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Return the sum of two points, each (X, Y, Z, T) with x = X/Z, y = Y/Z and T = X*Y/Z, as RFC 8032 adds them."""
    (x, y, z, t), (u, v, w, s) = one, two
    a, b, c, d = (y - x) * (v - u), (y + x) * (v + u), 2 * D * t * s, 2 * z * w
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
