"""Measures whole processes on synthetic catalogs: CPU seconds and peak memory, each the median of several runs.

    cargo build --release
    python3 tests/bench/run.py                  # 1,000 and 10,000 events
    python3 tests/bench/run.py --peer           # beside glean_parser from PyPI, in the same run
    python3 tests/bench/run.py --compile        # what the generated Rust of 1,000 events costs to compile
    python3 tests/bench/run.py --program        # what records add to a program, and what it costs to inspect one of 50 MB

CPU is user and system time of the process and its children, from the operating system's own accounting.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import synthetic

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
TELEMETRY = ROOT / "target" / "release" / "telemetry"


# A compiler that finds its own results of an earlier run checks a package in no time.
CLEAN = {**os.environ, "CARGO_INCREMENTAL": "0"}


def once(command, **options):
    """Runs a command; returns its CPU seconds and its peak memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{errors.decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(command, runs, before=None):
    results = []
    for _ in range(runs + 1):
        if before:
            before()
        results.append(once(command))
    results = results[1:]
    return statistics.median(cpu for cpu, _ in results), max(memory for _, memory in results)


def row(what, count, figures):
    cpu, memory = figures
    print(f"{what:<28} {count:>7,} events  {cpu:8.3f} CPU s  {memory:7.0f} MB", flush=True)
    return cpu


def commands(folder, count):
    """`check` and `generate` of so many events, and what takes away what was generated."""
    catalog, out = folder / f"catalog-{count}", folder / f"out-{count}"
    generate = [TELEMETRY, "generate", "-q", catalog, "--bundle-only", "--out", out]
    return [TELEMETRY, "check", "-q", catalog], generate, lambda: shutil.rmtree(out, ignore_errors=True)


def ours(folder, count, runs):
    synthetic.write(count, folder / f"catalog-{count}")
    check, generate, clean = commands(folder, count)
    checked = row("check", count, measure(check, runs))
    return checked, row("generate rust schema docs", count, measure(generate, runs, clean))


def growth(folder, which, runs):
    """What ten times the events cost: ten runs of the small catalog in turns with one of the large, so that what else
    the machine does weighs on both alike."""
    sums = {1_000: 0, 10_000: 0}
    for _ in range(runs):
        for count, times in ((1_000, 10), (10_000, 1)):
            command, clean = commands(folder, count)[which], commands(folder, count)[2]
            for _ in range(times):
                clean()
                sums[count] += once(command)[0] / times
    return sums[10_000] / sums[1_000]


GLEAN = """$schema: moz://mozilla.org/schemas/glean/metrics/2-0-0
area{area}:
"""

GLEAN_EVENT = """  action_{n}:
    type: event
    description: The user finished action {n}.
    bugs: [https://example.org/1]
    data_reviews: [https://example.org/2]
    data_sensitivity: [interaction]
    notification_emails: [team@example.org]
    expires: never
    extra_keys:
      succeeded: {{ type: boolean, description: Whether action {n} ended without an error. }}
      outcome: {{ type: string, description: How action {n} ended. }}
      item_count: {{ type: quantity, description: How many items action {n} touched. }}
      duration_ms: {{ type: quantity, description: How long action {n} took. }}
      delta: {{ type: quantity, description: By how many lines the item grew or shrank. }}
      language: {{ type: string, description: The language of the item. }}
      server_version: {{ type: string, description: The version of the language server. }}
      ratio: {{ type: string, description: The part of the items that changed. }}
"""


def peer(folder, count):
    """The same events for glean_parser, installed into a virtual environment; one run, it is slow."""
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin" / "pip", "-q", "install", "glean_parser"], check=True)
    files = []
    for start in range(0, count, 50):
        file = folder / f"metrics-{start}.yaml"
        events = "".join(GLEAN_EVENT.format(n=n) for n in range(start, min(start + 50, count)))
        file.write_text(GLEAN.format(area=start) + events)
        files.append(file)
    parser = environment / "bin" / "glean_parser"
    check = row("glean_parser check", count, once([parser, "glinter", *files]))
    out = folder / "glean"
    rust = row("glean_parser rust", count, once([parser, "translate", "-f", "rust", "-o", out, *files]))
    return check, rust


def generated_package(folder):
    """A user's package: the generated module of 1,000 events, and a program that names it."""
    catalog, package = folder / "catalog-1000", folder / "package"
    synthetic.write(1000, catalog)
    (package / "src").mkdir(parents=True)
    once([TELEMETRY, "generate", "rust", "-q", catalog, "--out", folder / "generated"])
    shutil.copy(folder / "generated" / "rust" / "synthetic.rs", package / "src" / "lib.rs")
    core = ROOT / "telemetry-core"
    (package / "Cargo.toml").write_text(
        f'[package]\nname = "generated"\nversion = "0.0.0"\nedition = "2024"\n'
        f'[dependencies]\ntelemetry-core = {{ path = "{core}" }}\n[workspace]\n'
    )
    return package


def compile_generated(folder):
    """What a user's compiler pays for the generated module of 1,000 events, macros included."""
    package = generated_package(folder)
    for command in (["check"], ["build", "--release"]):
        cargo = ["cargo", *command, "--quiet"]
        once(cargo, cwd=package, env=CLEAN)
        (package / "src" / "lib.rs").touch()
        row(f"cargo {' '.join(command)}", 1000, once(cargo, cwd=package, env=CLEAN))


EVENT = {
    "description": "The user finished an action.",
    "purpose": "product",
    "consent": "usage",
    "destinations": [],
    "fields": {
        f"field_{n}": {"type": "count", "class": "technical", "description": f"How many items of kind {n} there were."}
        for n in range(8)
    },
}


def record(number):
    """One event as the derive leaves it in a program."""
    head = {"telemetry": 1, "declares": "event", "name": f"action_{number}", "package": "app", "version": "1.0.0"}
    text = json.dumps(head | {"module": "app::events", "at": f"src/events.rs:{number + 1}", "is": EVENT}).encode()
    return b"TELEMREC" + len(text).to_bytes(4, "little") + text


def inspect(folder, runs):
    """A real program with a section of 50 MB such as debug information, and events beside it: reading and all."""
    source, program = folder / "main.c", folder / "app"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run(["gcc", source, "-o", program], check=True)
    (folder / "padding").write_bytes(os.urandom(1 << 20) * 50)
    subprocess.run(["objcopy", "--add-section", f".debug_info={folder / 'padding'}", program], check=True)
    for count in (1, 100, 1_000, 10_000):
        (folder / "records").write_bytes(b"".join(map(record, range(count))))
        whole = folder / f"app-{count}"
        subprocess.run(["objcopy", "--add-section", f"telemetry={folder / 'records'}", program, whole], check=True)
        size = whole.stat().st_size / 1e6
        read = row(f"cat, {size:.0f} MB", count, measure(["cat", whole], runs))
        for form in ("yaml", "json", "table"):
            cpu = row(f"inspect --format {form}", count, measure([TELEMETRY, "inspect", "-q", whole, "--format", form], runs))
        print(f"inspecting {size:.0f} MB with {count:,} events costs {cpu - read:.3f} CPU s beyond reading the file")


def embedded(folder):
    """What the records of 1,000 events add to a program, from a program that has them."""
    package = generated_package(folder)
    (package / "src" / "main.rs").write_text("use generated as _;\nfn main() {}\n")
    target, section = folder / "target", folder / "section"
    once(["cargo", "build", "--release", "--quiet", "--target-dir", target], cwd=package)
    program = target / "release" / "generated"
    subprocess.run(["objcopy", "--dump-section", f"telemetry={section}", program, "/dev/null"], check=True)
    data = section.read_bytes()
    # No text holds the magic: a record begins with it, and its JSON ends at a zero.
    records = [json.loads(record[4:].split(b"\0")[0]) for record in data.split(b"TELEMREC")[1:]]
    events = [record for record in records if record["declares"] == "event"]
    texts = [text for event in events for text in (event["is"]["description"], *(field[2] for field in event["fields"]))]
    each, described = len(data) / len(events), sum(len(text.encode()) for text in texts) / len(events)
    print(f"the records of {len(events):,} events take {each:.0f} bytes an event, of which {described:.0f} are descriptions")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--peer", action="store_true")
    arguments.add_argument("--compile", action="store_true")
    arguments.add_argument("--program", action="store_true")
    chosen = arguments.parse_args()
    if not TELEMETRY.exists():
        sys.exit("build the command line first: cargo build --release")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if chosen.program:
            embedded(folder)
            return inspect(folder, chosen.runs)
        small = ours(folder, 1_000, chosen.runs)
        ours(folder, 10_000, chosen.runs)
        check, generate = growth(folder, 0, chosen.runs), growth(folder, 1, chosen.runs)
        print(f"ten times the events cost {check:.1f} (check) and {generate:.1f} (generate) times the CPU, in turns")
        if chosen.peer:
            check, rust = peer(folder, 1_000)
            print(f"glean_parser costs {check / small[0]:.0f} times the CPU of our check, {rust / small[1]:.0f} times that of all three outputs")
        if chosen.compile:
            compile_generated(folder)


if __name__ == "__main__":
    main()
