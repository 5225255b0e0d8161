"""Measures what a user's clean debug build pays for the crates that are not ours, in CPU seconds.

    python3 tests/bench/weight.py

Each crate is built in a package of its own, whole, and then again with only our crates touched; the difference is what
the foreign crates cost. One run each: the numbers move by a fifth from machine to machine.
"""

import os
import pathlib
import tempfile

from run import ROOT, once

CRATES = {
    "telemetry-core without default features": ("telemetry-core", "telemetry-core", []),
    "telemetry-core with the derive": ("telemetry-core", "telemetry-core", ["derive"]),
    "telemetry-catalog as a build dependency": ("telemetry-catalog", "catalog", []),
}

OURS = ["telemetry-core", "telemetry-derive", "catalog"]


def weigh(name, folder, features):
    with tempfile.TemporaryDirectory() as temporary:
        package = pathlib.Path(temporary)
        (package / "src").mkdir()
        (package / "src" / "lib.rs").write_text("")
        (package / "Cargo.toml").write_text(
            '[package]\nname = "weight"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
            f'{name} = {{ path = "{ROOT / folder}", default-features = false, features = {features!r} }}\n'.replace("'", '"')
        )
        once(["cargo", "fetch", "--quiet"], cwd=package)
        build = ["cargo", "build", "--quiet", "--offline"]
        # Without incremental compilation the second build of our crates costs what the first did.
        plain = {**os.environ, "CARGO_INCREMENTAL": "0"}
        whole, _ = once(build, cwd=package, env=plain)
        for crate in OURS:
            (ROOT / crate / "src" / "lib.rs").touch()
        ours, _ = once(build, cwd=package, env=plain)
        return whole - ours, ours


def main():
    for what, (name, folder, features) in CRATES.items():
        foreign, ours = weigh(name, folder, features)
        print(f"{what:<42} foreign crates {max(foreign, 0):5.1f} CPU s, ours {ours:5.1f}", flush=True)


if __name__ == "__main__":
    main()
