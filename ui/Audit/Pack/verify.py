#!/usr/bin/env python3
"""Checks this evidence pack with nothing but Python's standard library.

    python3 verify.py                 checks the pack
    python3 verify.py --root DIGITS   compares its root with 64 digits from paper too

Says AGREES and ends with 0, or names the first fault of each part and ends with 1.
"""
import base64
import csv
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def read(name):
    try:
        return (HERE / name).read_bytes()
    except OSError as error:
        raise SystemExit(f"DOES NOT AGREE\n  {name}: cannot be read: {error.strerror}")


# --- The chain: README.txt, "What is hashed" ---

def number(text):
    return b"\xff\xff\xff\xff" if text is None else (8).to_bytes(4, "big") + int(text).to_bytes(8, "big", signed=True)


def data(value):
    return b"\xff\xff\xff\xff" if value is None else len(value).to_bytes(4, "big") + value


def words(text):
    return data(None if text is None else text.encode())


def digits(text):
    return data(None if text is None else bytes.fromhex(text))


def chained(f, previous):
    return b"\x01" + b"".join((
        words(f["stream"]), number(f["seq"]), digits(f["id"]), words(f["kind"]), number(f["occurred_at"]),
        words(f["device"]), number(f["boot"]), number(f["device_seq"]), number(f["item"]), number(f["device_at"]),
        number(f["received_at"]), number(f["recorded_at"]), number(f["uncertainty"]),
        words(f["actor"]), words(f["second_actor"]), digits(f["corrects"]), digits(f["payload_digest"]), data(previous)))


def payload_fault(f):
    if f["left_out"]:
        return None
    if f["salt"] is None or f["payload"] is None:
        return "has no payload, and nobody says why"
    made = hashlib.sha256(bytes.fromhex(f["salt"]) + f["payload"].encode()).hexdigest()
    return None if made == f["payload_digest"] else "the payload is not what was stored"


def fact_fault(f, stream, hexed):
    """What is wrong with a fact that should follow the last one of its stream; moves the stream on when nothing is."""
    if int(f["seq"]) != stream["seq"] + 1:
        return f"fact {stream['seq'] + 1} is missing"
    wrong = payload_fault(f)
    if wrong:
        return wrong
    made = chained(f, stream["hash"])
    if hashlib.sha256(made).hexdigest() != f["hash"]:
        return "does not follow from the fact before it: one of them is not what was stored"
    if made.hex() != hexed:
        return "facts.hex has other bytes"
    stream["seq"], stream["hash"] = int(f["seq"]), bytes.fromhex(f["hash"])
    stream["left_out"] += 1 if f["left_out"] else 0
    return None


def check_facts():
    streams, broken, known = {}, set(), set()
    lines, hexed = read("facts.jsonl").splitlines(), read("facts.hex").decode("ascii", "replace").splitlines()
    if len(lines) != len(hexed):
        fault("facts.hex", f"has {len(hexed)} lines, facts.jsonl {len(lines)}")
    for at, line in enumerate(lines, 1):
        try:
            f = json.loads(line)
            stream = streams.setdefault(f["stream"], {"seq": 0, "hash": bytes(32), "left_out": 0})
            wrong = fact_fault(f, stream, hexed[at - 1] if at <= len(hexed) else "")
            known.add((f["stream"], f["seq"], f["hash"]))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            fault(f"facts.jsonl line {at}", f"cannot be read as a fact: {error}")
            return streams, known
        if wrong and f["stream"] not in broken:
            broken.add(f["stream"])
            fault(f"{f['stream']} at fact {f['seq']}", wrong)
    return streams, known


def check_copies(known):
    """chain.txt and timeline.csv repeat what the facts say; a copy that says otherwise misleads its reader."""
    for at, line in enumerate(read("chain.txt").decode().splitlines(), 1):
        if tuple(line.split(" ")) not in known:
            fault(f"chain.txt line {at}", "is no fact of facts.jsonl")
    rows = csv.DictReader(read("timeline.csv").decode("utf-8-sig").splitlines())
    for at, row in enumerate(rows, 2):
        if (row.get("stream"), row.get("no"), row.get("hash")) not in known:
            fault(f"timeline.csv line {at}", "is no fact of facts.jsonl")


# --- The root ---

def check_root(streams, paper):
    text, root = read("heads.txt"), json.loads(read("root.json"))
    made = hashlib.sha256(text).hexdigest()
    if made != root["root"]:
        fault("root.json", f"its root is not that of heads.txt, which has {made}")
    said = f"specimen-logistics root 1\n{root['at']}\n{root['root']}\n{root['streams']}\n{root['facts']}\n".encode()
    if said != read("root.txt"):
        fault("root.txt", "does not say what root.json says")
    heads = {}
    for line in text.decode().splitlines():
        if line.startswith("stream "):
            name, seq, head = line[7:].rsplit(" ", 2)
            heads[name] = (int(seq), head)
    if len(heads) != int(root["streams"]) or sum(seq for seq, _ in heads.values()) != int(root["facts"]):
        fault("heads.txt", "its counts are not the root's")
    after = check_heads(streams, heads)
    key = base64.b64decode(root["public_key"])
    if not signed(key, said, base64.b64decode(root["signature"])):
        fault("root.json", "its signature is not that of its key")
    if paper and paper != made:
        same = sum(paper[i:i + 8] == made[i:i + 8] for i in range(0, 64, 8))
        fault("paper", f"{same} of 8 groups are the same: this pack is under another root")
    return made, after, hashlib.sha256(key).hexdigest()


def check_heads(streams, heads):
    """How many facts the root does not speak of, since they were recorded after it."""
    at_seq = {(f["stream"], int(f["seq"])): f["hash"] for f in map(json.loads, read("facts.jsonl").splitlines())} if not faults else {}
    after = 0
    for name, stream in streams.items():
        seq, head = heads.get(name, (0, ""))
        after += max(0, stream["seq"] - seq)
        if seq == 0:
            fault(name, "the root does not know it")
        elif seq > stream["seq"]:
            fault(name, f"the root knows {seq} facts, {stream['seq']} are here or follow")
        elif at_seq and at_seq[(name, seq)] != head:
            fault(f"{name} at fact {seq}", "the root knows another hash here")
    return after


# --- The signature: ECDSA over NIST P-256 with SHA-256 (FIPS 186-5) ---

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
KEY_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


def plus(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], P - 2, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], P - 2, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(k, point):
    total = None
    while k:
        if k & 1:
            total = plus(total, point)
        point, k = plus(point, point), k >> 1
    return total


def signed(key, said, signature):
    if not key.startswith(KEY_HEAD) or len(key) != len(KEY_HEAD) + 64 or len(signature) != 64:
        return False
    x, y = int.from_bytes(key[-64:-32], "big"), int.from_bytes(key[-32:], "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if x >= P or y >= P or (y * y - (x * x * x - 3 * x + B)) % P or not 0 < r < N or not 0 < s < N:
        return False
    w, e = pow(s, N - 2, N), int.from_bytes(hashlib.sha256(said).digest(), "big")
    point = plus(times(e * w % N, G), times(r * w % N, (x, y)))
    return point is not None and point[0] % N == r


def main():
    arguments = sys.argv[1:]
    paper = "".join(arguments[1:]).replace(" ", "").lower() if arguments[:1] == ["--root"] else None
    if paper is not None and (len(paper) != 64 or any(c not in "0123456789abcdef" for c in paper)):
        raise SystemExit("A root has 64 digits from 0 to 9 and a to f.")
    streams, known = check_facts()
    try:
        if not faults:
            check_copies(known)
        root, after, key = check_root(streams, paper)
    except (ValueError, KeyError, TypeError) as error:
        raise SystemExit("DOES NOT AGREE\n  " + "\n  ".join(faults + [f"the root's files cannot be read: {error}"]))
    if faults:
        raise SystemExit("DOES NOT AGREE\n  " + "\n  ".join(faults))
    print("AGREES")
    for name, stream in streams.items():
        left_out = f", of {stream['left_out']} the digest alone" if stream["left_out"] else ""
        print(f"  {name}: {stream['seq']} facts, no gap{left_out}")
    print("  root " + " ".join(root[i:i + 8] for i in range(0, 64, 8)) + (" as on paper" if paper else ""))
    print(f"  recorded after the root, which does not speak of them: {after}")
    print(f"  signed by the key with SHA-256 {key}")


if __name__ == "__main__":
    main()
