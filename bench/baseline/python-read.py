"""Reads a page as the older tool does: reads the whole file, splits it, parses every line, takes the first rows."""

import json
import pathlib
import sys
import time

ROWS = 200


def peak_mb():
    try:
        for line in pathlib.Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


path = pathlib.Path(sys.argv[1])
start = time.perf_counter()
entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
page = entries[:ROWS]
ms = (time.perf_counter() - start) * 1000
print(json.dumps({"ms": ms, "rows": len(page), "peakMb": peak_mb()}))
