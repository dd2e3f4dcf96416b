"""Appends like the older writer: opens the file for each entry. Arguments: file, name, count, sizes as JSON."""

import json
import sys

path, name, count, sizes = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
for n in range(count):
    size = sizes[n % len(sizes)]
    entry = {"ts": "2026-11-22T12:00:00", "args": {"w": name, "n": n}}
    if size:
        entry["args"]["pad"] = "z" * size
    with open(path, "a") as file:
        file.write(json.dumps(entry) + "\n")
