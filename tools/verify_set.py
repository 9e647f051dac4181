#!/usr/bin/env python3
"""Checks exported sets of bundles as docs/proof.md says. Needs verify_bundle.py and sealed_log.py beside it, and nothing else.

    python3 verify_set.py [--keys FILE] [--json] FILE.zip

0 sound, 1 damaged, 2 cannot verify, 3 wrong usage. Each bundle can be taken out and checked by verify_bundle.py alone."""
import argparse, io, json, sys, zipfile

from sealed_log import canonical, each, has, hexhash, keys_of, note_of, number, rising, sha256, signed
from verify_bundle import Bundle, unpack

OWN = {"set.json", "set.note", "keys.json"}

def is_set(s):
    text = lambda t: type(t) is str
    listed = lambda f: has(f, name=str, size=number, sha256=str)
    inside = lambda c: has(c, no=number, case=str, stream=str, seq=number, head=hexhash, file=listed)
    outside = lambda c: has(c, no=number, case=str, why=str)
    if not has(s, set=number, origin=str, chosen=lambda c: type(c) is dict and all(map(text, c.values())), count=number,
               export=lambda e: has(e, stream=str, seq=number), cases=each(inside), missing=each(outside)):
        return False
    numbers = [[c["no"] for c in s[which]] for which in ("cases", "missing")]
    names = [c["file"]["name"] for c in s["cases"]]
    return (all(map(rising, numbers)) and sorted(sum(numbers, [])) == list(range(1, s["count"] + 1))
            and len(set(names)) == len(names) and not OWN & set(names))

class Set:
    def __init__(self, trusted):
        self.trusted, self.findings, self.about, self.cannot, self.size = trusted, set(), {}, False, 0

    def find(self, kind, file, seq=None, path=None):
        self.findings.add((file, seq, path, kind))

    def check(self, archive):
        names = [entry.orig_filename for entry in archive.infolist()]
        if len(set(names)) != len(names) or len(names) > 50_000:
            return self.find("archive", "")
        read = lambda name: archive.read(name) if name in names else None
        value = canonical(read("set.json") or b"")
        self.cannot = type(value) is dict and number(value.get("set")) and value["set"] != 1
        if not self.cannot and not is_set(value):
            return self.find("manifest", "set.json")
        if self.cannot or self.trusted and self.trusted[0] != value["origin"]:
            self.cannot = True
            return
        inside = keys_of(read("keys.json")) if "keys.json" in names else None
        if inside is None:
            self.find("unreadable" if "keys.json" in names else "missing-file", "keys.json")
        keys = self.trusted or inside or ("", [])
        for case in value["cases"]:
            self.bundle(case, read(case["file"]["name"]), keys)
        for name in set(names) - OWN - {case["file"]["name"] for case in value["cases"]}:
            self.find("stray-file", name)
        self.signature(read("set.note"), read("set.json"), keys[1])
        self.about = {"origin": value["origin"], "cases": [case["case"] for case in value["cases"]], "missing": value["missing"]}

    def bundle(self, case, data, keys):
        name = case["file"]["name"]
        if data is None:
            return self.find("missing-file", name)
        if (len(data), sha256(data).hex()) != (case["file"]["size"], case["file"]["sha256"]):
            self.find("file-digest", name)
        try:
            bundle = Bundle(unpack(io.BytesIO(data)), keys, None)
        except Exception:  # whatever a hostile ZIP makes the library say
            return self.find("archive", name)
        bundle.check()
        self.cannot = self.cannot or bundle.cannot
        manifest = bundle.manifest if bundle.about else None
        if manifest and any(manifest[field] != case[field] for field in ("case", "stream", "seq", "head")):
            self.find("head", name)
        self.size = max(self.size, bundle.about.get("size") or 0)
        for file, seq, path, kind in bundle.findings:
            self.find(kind, name + "/" + file, seq, path)

    def signature(self, data, list_of_set, keys):
        if data is None:
            return self.find("missing-file", "set.note")
        try:
            note = note_of(data.decode("utf-8"))
        except UnicodeDecodeError:
            note = None
        if note is None:
            return self.find("unreadable", "set.note")
        current = max((at for at, (start, _) in enumerate(keys) if start <= self.size), default=len(keys))
        right = note[0] == "sejel/bundle/1\n%s\n" % sha256(list_of_set).hex()
        if not right or not any(signed(note, key) for _, key in keys[current:]):
            self.find("manifest-signature", "set.note")

def verdict(name, trusted):
    checked = Set(trusted)
    with open(name, "rb") as file:
        if file.read(22) == b"age-encryption.org/v1\n":
            raise OSError(name + ": encrypted: first decrypt it with your key, by age --decrypt")
    try:
        archive = zipfile.ZipFile(name)
    except Exception:
        checked.find("archive", "")
    else:
        with archive:
            checked.check(archive)
    code = 2 if checked.cannot else 1 if checked.findings else 0
    order = sorted(checked.findings, key=lambda f: (f[0], f[1] is not None, f[1] or 0, f[2] or "", f[3]))
    findings = [dict(zip(("file", "seq", "path", "kind"), f)) for f in order]
    return dict(bundle=name, outcome=("sound", "damaged", "cannot-verify")[code], exit=code,
                compared=trusted is not None, findings=findings, **checked.about)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.error = lambda why: (print(why, file=sys.stderr), sys.exit(3))
    parser.add_argument("--keys"), parser.add_argument("--json", action="store_true"), parser.add_argument("set")
    given = parser.parse_args()
    try:
        keys = keys_of(open(given.keys, "rb").read()) if given.keys else None
        if given.keys and keys is None:
            parser.error(given.keys + ": not as docs/proof.md describes it")
        told = verdict(given.set, keys)
    except OSError as why:
        parser.error(str(why))
    if given.json:
        print(json.dumps(told, ensure_ascii=True))
        return told["exit"]
    if not told["compared"]:
        print("NOT COMPARED with a key from elsewhere: only the keys inside were used. Ask for --keys.")
    for case in told.get("missing", []):
        print("not in it: case %s, %s" % (ascii(case["case"]), ascii(case["why"])))
    for finding in told["findings"]:
        print("DAMAGED %s at %s" % (finding["kind"], ascii(finding["file"])))
    print("%d cases in it: %s" % (len(told.get("cases", [])), told["outcome"]))
    return told["exit"]

if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as why:  # a fault of this program says nothing about the set
        print("cannot verify: %r" % why, file=sys.stderr)
        sys.exit(2)
