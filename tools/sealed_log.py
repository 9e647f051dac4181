"""What docs/proof.md is built of: canonical JSON, Ed25519, signed notes, keys, and the tree over all events.

Part of verify_bundle.py, beside which it lies. Needs Python 3.8 or newer and nothing else."""
import base64, functools, hashlib, hmac, json, re
from unicodedata import category

def sha256(data):
    return hashlib.sha256(data).digest()

# --- Ed25519 (RFC 8032, 5.1), points in extended coordinates ---
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, I = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def double(p):
    a, b, c = p[0] * p[0], p[1] * p[1], 2 * p[2] * p[2]
    h, e, g = a + b, a + b - (p[0] + p[1]) ** 2, a - b
    f = c + g
    return e * f % P, g * h % P, f * g % P, e * h % P

def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0

def point(data):
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * I % P
    if y >= P or (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P

def small(p):
    for _ in range(3):
        p = double(p)
    return same(p, ZERO)

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

@functools.lru_cache(maxsize=4096)
def ed25519(key, message, signature):
    a, r = point(key), point(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or small(a) or small(r):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus, total = (P - a[0], a[1], 1, P - a[3]), ZERO
    points = None, BASE, minus, add(BASE, minus)
    for bit in range(252, -1, -1):  # s times the base minus k times the key, both at once
        total = double(total)
        if which := (s >> bit & 1) + 2 * (k >> bit & 1):
            total = add(total, points[which])
    return same(total, r)

# --- spellings ---
def refuse(_):
    raise ValueError("a fraction")

def ordered(value, depth=0):
    if isinstance(value, int) and abs(value) > 2**53 - 1 or isinstance(value, (dict, list)) and depth == 127:
        raise ValueError("too large or too deep")
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: ordered(value[name], depth + 1) for name in names}
    return [ordered(item, depth + 1) for item in value] if isinstance(value, list) else value

def canonical(data):
    """The value, or None where the bytes are not canonical JSON (null itself is of no use anywhere)."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=refuse, parse_constant=refuse)
        again = json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":"))
        return value if again.encode("utf-8") == data else None
    except (ValueError, RecursionError):
        return None

def number(value):
    return type(value) is int and value >= 0

def hexhash(value):
    return type(value) is str and re.fullmatch("[0-9a-f]{64}", value) is not None

def each(test):
    return lambda items: type(items) is list and all(map(test, items))

def has(value, **fields):
    """An object with exactly these fields, each of its type or passing its test."""
    good = lambda test, item: type(item) is test if isinstance(test, type) else test(item)
    return type(value) is dict and set(value) == set(fields) and all(good(t, value[n]) for n, t in fields.items())

def base64_of(text):
    try:
        data = base64.b64decode(text, validate=True)
        return data if base64.b64encode(data).decode() == text else None
    except ValueError:
        return None

def hash_of(line):
    data = base64_of(line)
    return data if data is not None and len(data) == 32 else None

def rising(items):
    items = list(items)
    return all(a < b for a, b in zip(items, items[1:]))

def decimal(text):
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,19}", text) and int(text) < 2**64 else None

def lines_of(data):
    return None if data and not data.endswith(b"\n") else data.split(b"\n")[:-1]

# --- notes and keys ---
def good_name(name):
    return name != "" and not any(c == "+" or c.isspace() or category(c) == "Cc" for c in name)

def key_of(vkey, kind):
    name, ident, encoded = (vkey.split("+", 2) + ["", ""])[:3] if type(vkey) is str else ("", "", "")
    data = base64_of(encoded)
    if data is None or len(data) != 33 or data[0] != kind or not good_name(name) or point(data[1:]) is None:
        return None
    key_id = sha256(name.encode() + b"\n" + data)[:4]
    return (name, key_id, data[1:], kind) if key_id.hex() == ident else None

def note_of(text):
    if len(text.encode()) > 1_000_000 or any(category(c) == "Cc" and c != "\n" for c in text):
        return None
    head, divided, tail = text.rpartition("\n\n")
    lines, signatures = tail[:-1].split("\n"), []
    for line in lines:
        name, space, encoded = line[2:].partition(" ")
        data = base64_of(encoded)
        if not line.startswith("\u2014 ") or not space or not good_name(name) or data is None or len(data) < 4:
            return None
        signatures.append((name, data[:4], data[4:]))
    return (head + "\n", signatures) if divided and tail.endswith("\n") and len(lines) <= 100 else None

def signed(note, key):
    name, key_id, public, kind = key
    for signature in [line[2] for line in note[1] if line[:2] == (name, key_id)]:
        message = note[0]
        if kind == 4:
            time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = "cosignature/v1\ntime %d\n%s" % (time, message)
        if ed25519(public, message.encode(), signature):
            return True
    return False

def keys_of(data):
    value = canonical(data)
    one = lambda k: has(k, **{"from": number, "vkey": str}) and key_of(k["vkey"], 1) is not None
    if not has(value, origin=str, keys=each(one)) or not value["keys"] or not rising(k["from"] for k in value["keys"]):
        return None
    keys = [(k["from"], key_of(k["vkey"], 1)) for k in value["keys"]]
    return (value["origin"], keys) if all(key[0] == value["origin"] for _, key in keys) else None

def policy_of(data):
    value = canonical(data[:-1] if data.endswith(b"\n") else data)
    good = has(value, needed=number, witnesses=each(lambda k: key_of(k, 4) is not None))
    good = good and rising(value["witnesses"]) and value["needed"] <= len(value["witnesses"])
    return (value["needed"], [key_of(k, 4) for k in value["witnesses"]]) if good else None

# --- the tree (RFC 9162, 2.1.3.2 and 2.1.4.2) ---
def climb(first, second, path, before, after):
    for item in path:
        if second == 0:
            return None
        if first & 1 or first == second:
            before, after = sha256(b"\x01" + item + before), sha256(b"\x01" + item + after)
            while first and not first & 1:
                first, second = first >> 1, second >> 1
        else:
            after = sha256(b"\x01" + after + item)
        first, second = first >> 1, second >> 1
    return (before, after) if second == 0 else None

def includes(leaf, index, size, path, root):
    return index < size and (climb(index, size - 1, path, leaf, leaf) or (None, None))[1] == root

def consistent(old, new, path):
    if old[0] == 0 or old[0] >= new[0]:
        return not path and (old == new or old == (0, sha256(b"")))
    first, second = old[0] - 1, new[0] - 1
    while first & 1:
        first, second = first >> 1, second >> 1
    path = [old[1]] + path if old[0] & (old[0] - 1) == 0 else path
    return bool(path) and climb(first, second, path[1:], path[0], path[0]) == (old[1], new[1])

def proof_of(text):
    lines = text.split("\n")
    if lines[0] != "c2sp.org/tlog-proof@v1" or "" not in lines[2:-1] or not lines[1].startswith("index "):
        return None
    end = lines.index("", 2)
    index, path = decimal(lines[1][6:]), [hash_of(line) for line in lines[2:end]]
    return None if index is None or None in path or len(path) > 63 else (index, path, "\n".join(lines[end + 1:]))

# --- values in events ---
def commitments(value, path=""):
    if type(value) is dict and len(value) == 1 and type(value.get("$commitment")) is str:
        yield path, value["$commitment"]
    elif type(value) is dict and not (len(value) == 1 and type(value.get("$personal")) is str):
        for name, item in value.items():
            yield from commitments(item, path + "/" + name.replace("~", "~0").replace("/", "~1"))
    elif type(value) is list:
        for place, item in enumerate(value):
            yield from commitments(item, "%s/%d" % (path, place))

def commits(commitment, path, opening):
    message = (path + "\0" + opening["v"]).encode()
    return commitment.lower() == hmac.new(bytes.fromhex(opening["k"]), message, "sha256").hexdigest()

def erasures(body):
    for holder in [body, body.get("data")] if body.get("type") == "erased" else []:
        named = holder.get("erased") if type(holder) is dict else None
        for e in named if type(named) is list else []:
            if type(e) is dict and number(e.get("seq")) and type(e.get("path")) is str:
                yield e["seq"], e["path"]
