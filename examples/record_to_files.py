"""Appends a call to the files, without a server (docs/format.md §3 and §7). It does not redact secrets."""
import json, os, pathlib, uuid
from datetime import datetime

def short(value):  # strings are truncated wherever they are nested
    if isinstance(value, dict):
        return {str(key): short(item) for key, item in value.items()}
    if isinstance(value, list):
        return [short(item) for item in value]
    return f"{value[:500]} …[{len(value)} chars total]" if isinstance(value, str) and len(value) > 500 else value

def record(home, user, tool, args, status, result):
    now = datetime.now().astimezone()
    entry = {"ts": now.isoformat(timespec="milliseconds"), "user": user, "tool": tool, "args": short(args)}
    entry |= {"status": status, "result_chars": len(result), "result_snippet": result[:300], "id": str(uuid.uuid4())}
    path = pathlib.Path(home, user, "tool_audit", f"{now:%Y-%m-%d}.jsonl")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "ab+", buffering=0) as file:  # one write, always at the end of the file
        is_torn = file.tell() > 0 and file.seek(-1, os.SEEK_END) >= 0 and file.read(1) != b"\n"
        file.write(b"\n" * is_torn + json.dumps(entry).encode() + b"\n")
    return path

path = record(os.environ.get("TOOL_AUDIT_HOME", "./home"), "alice", "clock.now", {"zone": "UTC"}, "ok", "noon")
entry = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
print(entry["tool"], entry["status"], entry["result_snippet"])
