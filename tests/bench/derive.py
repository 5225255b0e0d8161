#!/usr/bin/env python3
"""Measures what the derives cost a compiler, beside serde's `Serialize` on the same structs, in the same run.

    cargo build --release
    python3 tests/bench/derive.py

The structs are those of the synthetic catalog: 1,000 events of 8 mixed fields and their enums. In the package beside
them each attribute is taken away and each derive is `serde::Serialize`. Events that name a catalog are held against it by
the compiler, which serde has nothing like: they are measured for themselves. `cargo check` runs on each package by turns;
what is printed is the median of its CPU seconds, dependencies not counted. Nothing of an earlier run is used
again: a compiler that finds its own results checks a package in no time.
"""

import argparse
import pathlib
import re
import statistics
import sys
import tempfile

import synthetic
from run import CLEAN, ROOT, TELEMETRY, once

MANIFEST = """[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
[dependencies]
{dependency}
[workspace]
"""


def with_serde(module):
    """The same structs, for serde."""
    module = re.sub(r"telemetry_core::catalog! \{.*?\n\}\n", "", module, flags=re.S)
    module = re.sub(r"^( *)#\[telemetry\(.*?\)\]\n", "", module, flags=re.S | re.M)
    module = re.sub(r"\b(Event|Fields|FieldEnum)\)\]", "serde::Serialize)]", module)
    needed = re.search(r"use telemetry_core::(?:\{(.*?)\}|(\w+));", module, flags=re.S)
    names = re.split(r",\s*", (needed.group(1) or needed.group(2)).strip())
    own = "".join(
        f"/// Stands in.\n#[derive(serde::Serialize)]\npub struct {name}"
        + ("<T>(pub T);\n" if f"{name}<" in module else "(pub String);\n")
        for name in names
        if name and name not in ("Event", "Fields", "FieldEnum")
    )
    return module.replace(needed.group(0), own)


def package(folder, name, dependency, module):
    (folder / name / "src").mkdir(parents=True)
    (folder / name / "Cargo.toml").write_text(MANIFEST.format(name=name, dependency=dependency))
    (folder / name / "src" / "lib.rs").write_text(module)
    return folder / name


def check(folder):
    (folder / "src" / "lib.rs").touch()
    return once(["cargo", "check", "--quiet"], cwd=folder, env=CLEAN)[0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5)
    runs = arguments.parse_args().runs
    if not TELEMETRY.exists():
        sys.exit("build the command line first: cargo build --release")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        synthetic.write(1000, folder / "catalog")
        once([TELEMETRY, "generate", "rust", "-q", folder / "catalog", "--out", folder / "generated"])
        module = (folder / "generated" / "rust" / "synthetic.rs").read_text()
        core = ROOT / "telemetry-core"
        ours = f'telemetry-core = {{ path = "{core}" }}'
        packages = {
            "our derives": package(folder, "ours", ours, module.replace("    catalog = CATALOG,\n", "")),
            "ours, held against a catalog": package(folder, "held", ours, module),
            "serde's Serialize": package(folder, "serdes", 'serde = { version = "1", features = ["derive"] }', with_serde(module)),
        }
        for each in packages.values():
            check(each)
        results = {what: [] for what in packages}
        for _ in range(runs):
            for what, each in packages.items():
                results[what].append(check(each))
    medians = {what: statistics.median(cpus) for what, cpus in results.items()}
    for what, cpu in medians.items():
        print(f"cargo check, 1,000 structs   {what:<28} {cpu:6.2f} CPU s")
    plain, held, serdes = medians.values()
    print(f"our derives cost {plain / serdes:.2f} times the CPU of serde's, {held / serdes:.2f} times where events name a catalog")


if __name__ == "__main__":
    main()
