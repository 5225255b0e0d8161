"""Measures the data dictionary: how long its making takes, how large it is, how fast a browser answers.

    python3 tests/bench/site.py              makes sites of 1,000 to 8,000 events
    python3 tests/bench/site.py --browser    and opens one of 2,000 events; tests/browser/run installs what that needs

Times are CPU seconds of the whole process, the best of five; making ends in memory (`--check`) or on the disk.
"""

import argparse
import gzip
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile

from synthetic import write

ROOT = pathlib.Path(__file__).parent.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
TELEMETRY = TARGET / "release" / "telemetry"


def cpu(*arguments: str) -> float:
    """Returns the least CPU seconds of five runs."""
    best = float("inf")
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([TELEMETRY, *arguments], capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def making(folder: pathlib.Path) -> None:
    print(f"{'events':>8} {'check':>8} {'one file':>9} {'folder, written anew':>21}   CPU s")
    for count in (1_000, 2_000, 4_000, 8_000):
        catalog, out = folder / f"catalog-{count}", folder / "out"
        write(count, catalog)
        check = cpu("check", str(catalog))
        one = cpu("docs", "site", str(catalog), "--one-file", "--out", str(out / "one"))
        times = []
        for _ in range(3):
            shutil.rmtree(out, ignore_errors=True)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([TELEMETRY, "docs", "site", catalog, "--out", out], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"{count:>8} {check:>8.2f} {one:>9.2f} {min(times):>21.2f}")


def sizes(folder: pathlib.Path) -> None:
    catalog, out = folder / "catalog-500", folder / "one-500"
    write(500, catalog)
    subprocess.run([TELEMETRY, "docs", "site", catalog, "--one-file", "--out", out], capture_output=True, check=True)
    html = (out / "index.html").read_bytes()
    print(f"one file of 500 events: {len(html) // 1000} kB, {len(gzip.compress(html, 6)) // 1000} kB as it is sent (gzip)")


def browser(folder: pathlib.Path) -> None:
    catalog, out = folder / "catalog-2000", folder / "site-2000"
    subprocess.run([TELEMETRY, "docs", "site", catalog, "--out", out], capture_output=True, check=True)
    environment = {
        "MODULES": str(TARGET / "browser"),
        "CHROMIUM": shutil.which("chromium") or "chromium",
        **os.environ,
    }
    script = ROOT / "tests" / "browser" / "times.mjs"
    subprocess.run(["node", script, out / "index.html"], env=environment, check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", action="store_true")
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "telemetry-cli"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as name:
        making(pathlib.Path(name))
        sizes(pathlib.Path(name))
        if arguments.browser:
            browser(pathlib.Path(name))
