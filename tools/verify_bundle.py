#!/usr/bin/env python3
"""Checks exported bundles as docs/proof.md says. Needs sealed_log.py beside it, Python 3.8 or newer, and nothing else.

    python3 verify_bundle.py [--keys FILE] [--witness-policy FILE] [--json] FILE.zip [FILE.zip ...]

0 sound, 1 damaged, 2 cannot verify, 3 wrong usage. Several bundles give a line of JSON each, and the
worst of their codes. The numbers in comments are the steps of docs/proof.md."""
import argparse, json, sys, zipfile
from unicodedata import category

from sealed_log import (base64_of, canonical, commitments, commits, consistent, decimal, each, erasures, has, hash_of,
                        hexhash, includes, keys_of, lines_of, note_of, number, policy_of, proof_of, rising, sha256, signed)

# --- the bundle ---
def unpack(file):  # 1
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        names = [entry.orig_filename for entry in entries]
        odd = lambda n: {"", ".", ".."} & set(n.split("/")) or any(c in "\\:" or category(c) == "Cc" for c in n)
        no_file = lambda e: e.flag_bits & 1 or e.compress_type not in (0, 8) or e.external_attr >> 28 == 10
        too_much = len(entries) > 50_000 or sum(e.file_size for e in entries) > 4 << 30
        if too_much or len(set(names)) != len(names) or any(map(odd, names)) or any(map(no_file, entries)):
            raise ValueError("not an archive that would hold a bundle")
        files = {entry.orig_filename: archive.open(entry).read(entry.file_size + 1) for entry in entries}
        if any(len(files[e.orig_filename]) != e.file_size for e in entries):
            raise ValueError("not of its size")
        return files

def is_manifest(m):
    value = lambda w: has(w, seq=number, paths=each(lambda p: type(p) is str)) and w["paths"] and rising(w["paths"])
    return (has(m, v=number, case=str, stream=str, seq=number, head=hexhash, origin=str, withheld=each(value),
                directive=lambda d: has(d, id=str, version=str, digest=str), export=lambda e: has(e, stream=str, seq=number),
                files=each(lambda f: has(f, name=str, size=number, sha256=str)))
            and m["seq"] > 0 and rising(w["seq"] for w in m["withheld"]) and rising(f["name"] for f in m["files"])
            and not {"manifest.json", "manifest.note"} & {f["name"] for f in m["files"]})

class Bundle:
    def __init__(self, files, trusted, policy):
        self.files, self.trusted, self.policy = files, trusted, policy
        self.findings, self.about, self.cannot, self.witnesses = set(), {}, False, 0

    def find(self, kind, file, seq=None, path=None):
        self.findings.add((file, seq, path, kind))

    def read(self, name, reading):
        """What the reading gives of a file's text; unreadable where it gives nothing; None where it is not there."""
        try:
            value = reading(self.files[name].decode("utf-8")) if name in self.files else None
        except UnicodeDecodeError:
            value = None
        if value is None and name in self.files:
            self.find("unreadable", name)
        return value

    def check(self):
        m = self.manifest = canonical(self.files.get("manifest.json", b""))
        version = m.get("v") if type(m) is dict else None
        if "manifest.json" not in self.files:  # 2
            return self.find("missing-file", "manifest.json")
        self.cannot = number(version) and version != 1
        if not self.cannot and not is_manifest(m):
            return self.find("manifest", "manifest.json")
        if self.cannot or self.trusted and self.trusted[0] != m["origin"]:  # 3
            self.cannot = True
            return
        inside = None if self.trusted else self.read("keys.json", lambda text: keys_of(text.encode()))
        self.keys = (self.trusted or inside or ("", []))[1]
        self.all_files()
        self.log()
        self.about = {name: m[name] for name in ("case", "origin", "seq")}
        self.about.update(size=self.newest and self.newest[0], epoch=self.newest and self.epoch(self.newest[4]), witnesses=self.witnesses, **self.events())
        if "case.json" in self.files:  # 15
            case = canonical(self.files["case.json"])
            if case is None:
                self.find("unreadable", "case.json")
            elif type(case) is not dict or [case.get(n) for n in ("reference", "seq", "hash")] != [m["case"], m["seq"], m["head"]]:
                self.find("head", "case.json")

    def all_files(self):  # 4
        listed = {f["name"]: (f["size"], f["sha256"]) for f in self.manifest["files"]}
        always = {"manifest.note", "events.ndjson", "openings.ndjson", "checkpoint.note", "keys.json", "case.json"}
        for name in (set(listed) | always) - set(self.files):
            self.find("missing-file", name)
        for name in set(self.files) - {"manifest.json", "manifest.note"}:
            if name not in listed:
                self.find("stray-file", name)
            elif listed[name] != (len(self.files[name]), sha256(self.files[name]).hex()):
                self.find("file-digest", name)

    def valid(self, size):
        """The key valid at this size, and after it those that follow."""
        current = sum(since <= size for since, _ in self.keys)
        return [key for _, key in self.keys[current - 1:]] if current else []

    def epoch(self, name):
        base, _, number = name.rpartition("/epoch/")
        epoch = decimal(number) if base == self.manifest["origin"] else None
        return 1 if name == self.manifest["origin"] else epoch if epoch and 1 < epoch < 2**32 else None

    def checkpoint(self, name):  # 5
        def reading(text):
            note = note_of(text)
            lines = note[0].split("\n") if note else []
            size, root = (decimal(lines[1]), hash_of(lines[2])) if len(lines) > 3 and lines[0] else (None, None)
            return None if size is None or root is None else (size, root, text, note, lines[0])
        read = self.read(name, reading)
        if read is not None and self.epoch(read[4]) is None:
            self.find("checkpoint", name)
        if read is not None and not any(signed(read[3], key) for key in self.valid(read[0])[:1]):
            self.find("checkpoint-signature", name)
        return read

    def log(self):
        newest = self.newest = self.checkpoint("checkpoint.note")
        pair = ["previous-checkpoint.note", "consistency.txt"]
        for one, other in (pair, pair[::-1]):
            if one in self.files and other not in self.files:
                self.find("missing-file", other)
        def hashes(text):
            lines = lines_of(text.encode())
            path = None if lines is None or len(lines) > 64 else [hash_of(line.decode()) for line in lines]
            return None if path is None or None in path else path
        older, path = self.checkpoint(pair[0]), self.read(pair[1], hashes)
        if newest and older and path is not None and not consistent(older[:2], newest[:2], path):
            self.find("consistency", pair[1])
        note, text = self.read("manifest.note", note_of), sha256(self.files["manifest.json"]).hex()  # 6
        keys = self.valid(newest[0] if newest else 0)
        if note and (note[0] != "sejel/bundle/1\n" + text + "\n" or not any(signed(note, key) for key in keys)):
            self.find("manifest-signature", "manifest.note")
        if newest and self.policy:  # 7
            self.witnesses = sum(signed(newest[3], key) for key in self.policy[1])
            if self.witnesses < self.policy[0]:
                self.find("witness", "checkpoint.note")

    def lines(self, name, fields):  # 8
        lines = lines_of(self.files.get(name, b""))
        if lines is None:
            self.find("unreadable", name)
        for place, line in enumerate(lines or [], 1):
            value = canonical(line)
            if not has(value, **fields):
                self.find("unreadable", name, place)
            yield place, value if has(value, **fields) else None

    def events(self):
        m, due, before, at, last, documents = self.manifest, 1, "0" * 64, None, None, {}
        unopened, erased, proofs, openings = set(), set(), set(), {}
        text = lambda value: type(value) is str and base64_of(value) is not None
        all_open = lambda o: type(o) is dict and all(has(one, k=hexhash, v=str) for one in o.values())
        events = list(self.lines("events.ndjson", dict(stream=str, seq=number, body=text, prev=hexhash, hash=hexhash)))
        opened = list(self.lines("openings.ndjson", dict(seq=number, openings=all_open)))
        if len(events) != len(opened):
            self.find("sequence", "openings.ndjson")
        for place, line in opened:
            if line and line["seq"] != place:
                self.find("sequence", "openings.ndjson", place)
            if line:
                openings.setdefault(line["seq"], line["openings"])
        for _, event in events:
            if event is None:
                due = before = None
                continue
            seq, stream, body = event["seq"], event["stream"].encode(), base64_of(event["body"])
            name = "proofs/%06d.tlog-proof" % seq
            value = canonical(body)
            message = b"sejel/event/1\0" + len(stream).to_bytes(4, "big") + stream + seq.to_bytes(8, "big")
            placed = type(value) is dict and (value.get("stream"), value.get("seq")) == (event["stream"], seq)
            for kind, bad in [  # 9
                    ("sequence", due not in (None, seq)), ("previous", before not in (None, event["prev"])),
                    ("event-hash", sha256(message + bytes.fromhex(event["prev"]) + sha256(body)).hex() != event["hash"]),
                    ("place", event["stream"] != m["stream"] or value is not None and not placed), ("body", value is None)]:
                if bad:
                    self.find(kind, "events.ndjson", seq)
            if value is not None:
                at = self.body(seq, value if type(value) is dict else {}, at)
                shown, committed = openings.get(seq, {}), dict(commitments(value))  # 10
                for path, commitment in committed.items():
                    if path not in shown:
                        unopened.add((seq, path))
                    elif not commits(commitment, path, shown[path]):
                        self.find("opening", "openings.ndjson", seq, path)
                    elif path == "/data/file/digest":
                        documents[seq] = shown[path]["v"]
                for path in set(shown) - set(committed):
                    self.find("stray-opening", "openings.ndjson", seq, path)
                erased |= {e for e in erasures(value if type(value) is dict else {}) if e[0] < seq}
            self.proof(name, stream, seq, event["hash"])
            proofs.add(name)
            due, before, last = seq + 1, event["hash"], (seq, event["hash"])
        if last != (m["seq"], m["head"]):  # 12
            self.find("head", "manifest.json")
        for name in self.files:
            if name.startswith("proofs/") and name not in proofs:
                self.find("stray-file", name)
        self.documents(documents)
        withheld = {(w["seq"], path) for w in m["withheld"] for path in w["paths"]}  # 14
        for value in withheld - unopened:
            self.find("withheld", "manifest.json", *value)
        for value in unopened - withheld - erased:
            self.find("missing-opening", "openings.ndjson", *value)
        values = lambda some: [{"seq": seq, "path": path} for seq, path in sorted(some)]
        return {"withheld": values(withheld), "erased": values((unopened - withheld) & erased)}

    def body(self, seq, value, before):
        at = value.get("at") if type(value.get("at")) is str else None
        if before is not None and (at is None or at < before):
            self.find("time", "events.ndjson", seq)
        return at

    def proof(self, name, stream, seq, event_hash):  # 11
        proof = self.read(name, proof_of)
        if name not in self.files:
            self.find("missing-file", name)
        if proof and self.newest:
            leaf = sha256(b"\0" + sha256(stream) + seq.to_bytes(8, "big") + bytes.fromhex(event_hash))
            if proof[2] != self.newest[2]:
                self.find("checkpoint", name)
            if not includes(leaf, proof[0], self.newest[0], proof[1], self.newest[1]):
                self.find("inclusion", name)

    def documents(self, received):  # 13
        for seq in received:
            if not any(name.startswith("documents/%06d-" % seq) for name in self.files):
                self.find("missing-document", "documents/", seq, "/data/file/digest")
        for name in self.files:
            if name.startswith("documents/") and not any(
                    name.startswith("documents/%06d-" % seq) and digest == sha256(self.files[name]).hex()
                    for seq, digest in received.items()):
                self.find("document", name)

def verdict(name, trusted, policy):
    with open(name, "rb") as file:
        if file.read(22) == b"age-encryption.org/v1\n":
            raise OSError(name + ": encrypted: first decrypt it with your key, by age --decrypt")
        try:
            files, why = unpack(file), None
        except Exception as error:  # whatever a hostile ZIP makes the library say
            files, why = {}, error
    bundle = Bundle(files, trusted, policy)
    if why is None:
        bundle.check()
    else:
        bundle.find("archive", "")
    code = 2 if bundle.cannot else 1 if bundle.findings else 0
    order = sorted(bundle.findings, key=lambda f: (f[0], f[1] is not None, f[1] or 0, f[2] or "", f[3]))
    findings = [dict(zip(("file", "seq", "path", "kind"), f)) for f in order]
    return dict(bundle=name, outcome=("sound", "damaged", "cannot-verify")[code], exit=code,
                compared=trusted is not None, findings=findings, **bundle.about)

def tell(told):
    # ascii(): the names come from the bundle, and whoever made it shall not move the cursor of its reader.
    def place(v):
        words = (v.get("file"), "%s"), (v["seq"], "event %d"), (v["path"], "value %s")
        return ", ".join(form % (ascii(word) if type(word) is str else word) for word, form in words if word is not None)
    if not told["compared"]:
        print("NOT COMPARED with a key from elsewhere: only the keys inside were used. Whoever made this file may "
              "have made them too. Ask for --keys.")
    if "case" in told:
        print("case %s, %d events, log %s" % (ascii(told["case"]), told["seq"], ascii(told["origin"])))
    if (told.get("epoch") or 1) > 1:
        print("epoch %d of the log: after a loss that two people declared" % told["epoch"])
    for word, values in ("withheld", told.get("withheld", [])), ("lawfully erased", told.get("erased", [])):
        for value in values:
            print("%s: %s" % (word, place(value)))
    for finding in told["findings"]:
        print("DAMAGED %s at %s" % (finding["kind"], place(finding)))
    print(told["outcome"])

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.error = lambda why: (print(why, file=sys.stderr), sys.exit(3))
    parser.add_argument("--keys"), parser.add_argument("--witness-policy"), parser.add_argument("bundles", nargs="+")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        trust = []
        for name, reading in (given.keys, keys_of), (given.witness_policy, policy_of):
            trust.append(reading(open(name, "rb").read()) if name else None)
            if name and trust[-1] is None:
                parser.error(name + ": not as docs/proof.md describes it")
        worst = 0
        for name in given.bundles:
            told = verdict(name, *trust)
            if given.json or len(given.bundles) > 1:
                print(json.dumps(told, ensure_ascii=True))
            else:
                tell(told)
            worst = max(worst, told["exit"], key=(0, 2, 1).index)
        return worst
    except OSError as why:
        parser.error(str(why))

if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as why:  # a fault of this program says nothing about the bundle
        print("cannot verify: %r" % why, file=sys.stderr)
        sys.exit(2)
