"""Writes a synthetic catalog: N events of 8 mixed fields with descriptions, 50 events a file.

Use: python3 synthetic.py N FOLDER
"""

import pathlib
import sys

HEAD = """catalog: synthetic
title: Synthetic
version: 1.0.0
description: A catalog made to be measured, not to be used.
destinations:
  store: { ceiling: identifier, consent: usage, retention: P90D }
common:
  session:
    fields:
      session_id:
        type: uuid
        class: identifier
        identifies: session
        lifetime: session
        made: Random, at the start of each session.
        description: Tells sessions apart.
"""

EVENT = """  feature_{area}.action_{n}:
    description: The user finished action {n}.
    purpose: product
    consent: usage
    destinations: [store]
    fields:
      succeeded: {{ type: bool, class: technical, description: Whether action {n} ended without an error. }}
      outcome:
        type: enum
        class: technical
        description: How action {n} ended.
        values: {{ done: It ran to its end., cancelled: The user stopped it., failed: An error stopped it. }}
      item_count: {{ type: count, class: technical, description: How many items action {n} touched. }}
      duration_ms: {{ type: duration, class: technical, description: How long action {n} took. }}
      delta: {{ type: int, class: technical, description: By how many lines the item grew or shrank. }}
      language:
        type: string
        class: technical
        description: The language of the item.
        allow: [rust, go, python]
      server_version: {{ type: version, class: technical, description: The version of the language server. }}
      ratio: {{ type: float, class: interaction, description: The part of the items that changed. }}
"""


def write(count: int, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalog.yaml").write_text(HEAD)
    for start in range(0, count, 50):
        events = (EVENT.format(n=n, area=n % 40) for n in range(start, min(start + 50, count)))
        (folder / f"events_{start // 50:05}.yaml").write_text("events:\n" + "".join(events))


if __name__ == "__main__":
    write(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
