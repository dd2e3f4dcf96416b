"""Records a call on a server and reads the day: TOOL_AUDIT_KEY=… python3 record_and_read.py"""
import json, os, time, urllib.error, urllib.request, uuid

SERVER = os.environ.get("TOOL_AUDIT_URL", "http://127.0.0.1:8321")

def ask(path, body=None, **headers):
    headers |= {"Authorization": "Bearer " + os.environ["TOOL_AUDIT_KEY"], "Content-Type": "application/json"}
    request = urllib.request.Request(SERVER + path, body and json.dumps(body).encode(), headers)
    for attempt in range(5):  # the key makes it one call, however often it is sent
        try:
            return json.load(urllib.request.urlopen(request, timeout=30))
        except urllib.error.URLError as error:
            if attempt == 4 or getattr(error, "code", 503) not in (429, 503):
                raise
            time.sleep(2**attempt)

call = {"tool": "weather.forecast", "args": {"city": "Basel"}, "status": "ok", "result": "Sun."}
receipt = ask("/api/audit/record", call, **{"Idempotency-Key": str(uuid.uuid4())})
for row in ask(f"/api/audit/page?day={receipt['day']}&tool=weather.forecast")["entries"]:
    print(row["position"], row["entry"]["tool"], row["entry"]["status"])
