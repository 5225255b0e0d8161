"""Reads a data safety form before and after it was filled with the csv module: only responses may differ, only where
there was none, and what is put there is an answer."""
import csv
import sys

ANSWERS = {"TRUE", "FALSE"}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


before = read(sys.argv[1])
for path in sys.argv[2:]:
    after = read(path)
    assert len(before) == len(after), path
    for old, new in zip(before, after):
        assert old[:2] + old[3:] == new[:2] + new[3:], (path, old, new)
        assert old[2] == new[2] or (old[2] == "" and new[2] in ANSWERS), (path, old, new)
    selected = {row[1] for row in after if row[0].startswith("PSL_DATA_TYPES_") and row[2].strip().upper() == "TRUE"}
    for row in after:
        if row[0].startswith("PSL_DATA_USAGE_RESPONSES:") and row not in before:
            assert row[0].split(":")[1] in selected, (path, row)
    controls = [row[0] for row in after if ":DATA_USAGE_USER_CONTROL" in row[0] and row[2].strip().upper() == "TRUE"]
    assert len(controls) == len(set(controls)), (path, controls)
print(len(sys.argv) - 2, "forms")
