"""Reads registries of OpenTelemetry Weaver with PyYAML and holds them against what the first version of the format
allows: its keys, types and levels, examples of the right type, and references to what is defined once."""
import re
import sys
from pathlib import Path

import yaml

SIMPLE = {"string": str, "int": int, "double": float, "boolean": bool}
TYPES = {*SIMPLE, *(f"{word}[]" for word in SIMPLE), "any"}
GROUP = {"id", "type", "brief", "note", "stability", "deprecated", "display_name", "attributes", "annotations", "name"}
DEFINED = {"id", "type", "stability", "brief", "note", "examples", "annotations"}
USED = {"ref", "requirement_level", "brief", "note", "annotations"}
EVENT_FACTS = {
    "class", "linkage", "purposes", "consent", "grant", "destinations", "owner", "since", "expires", "reviews", "retention"
}
USE_FACTS = {
    "class", "purposes", "destinations", "consent", "grant", "retention", "legal_basis", "identifies", "lifetime", "made",
    "transforms"
}


def only(entry, allowed, needed, path):
    assert set(entry) <= allowed and needed <= set(entry), (path, entry)


def defined(attribute, path):
    only(attribute, DEFINED, {"id", "type", "stability", "brief", "annotations"}, path)
    kind = attribute["type"]
    if isinstance(kind, dict):
        only(kind, {"members"}, {"members"}, path)
        members = kind["members"]
        for member in members:
            only(member, {"id", "value", "brief", "stability"}, {"id", "value", "stability"}, path)
        assert len({type(member["value"]) for member in members}) == 1, (path, members)
        assert len({member["id"] for member in members}) == len(members), (path, members)
    else:
        template = re.fullmatch(r"template\[(.+)\]", kind)
        assert (template.group(1) if template else kind) in TYPES, (path, kind)
    for example in attribute.get("examples", []):
        assert type(example) is SIMPLE[kind], (path, attribute)
    return attribute["id"]


def used(attribute, known, path):
    only(attribute, USED, {"ref", "requirement_level", "annotations"}, path)
    assert attribute["ref"] in known, (path, attribute)
    level = attribute["requirement_level"]
    if isinstance(level, dict):
        only(level, {"conditionally_required"}, {"conditionally_required"}, path)
        assert level["conditionally_required"], path
    else:
        assert level in {"required", "recommended", "opt_in"}, (path, level)
    facts = attribute["annotations"]["privacy"]
    only(facts, USE_FACTS, {"class", "purposes"}, path)
    assert facts["purposes"], (path, facts)
    return attribute["ref"]


def once(names, path):
    assert len(names) == len(set(names)), (path, names)


for path in map(Path, sys.argv[1:]):
    manifest = yaml.safe_load((path / "manifest.yaml").read_text(encoding="utf-8"))
    only(manifest, {"schema_url", "description", "stability"}, {"schema_url", "stability"}, path)
    assert re.fullmatch(r"https?://[^/\s]+(/[^/\s]+)+", manifest["schema_url"]), (path, manifest)
    registry = yaml.safe_load((path / "registry.yaml").read_text(encoding="utf-8"))
    only(registry, {"groups"}, {"groups"}, path)
    groups = registry["groups"]
    once([group["id"] for group in groups], path)
    known = []
    for group in groups:
        only(group, GROUP, {"id", "type", "brief", "attributes"}, path)
        if group["type"] == "attribute_group":
            known += [defined(attribute, path) for attribute in group["attributes"]]
    once(known, path)
    for event in groups:
        if event["type"] != "attribute_group":
            assert event["type"] == "event" and event["stability"] == "development" and event["name"], (path, event)
            only(event["annotations"]["privacy"], EVENT_FACTS, {"class", "purposes", "consent", "destinations"}, path)
            once([used(attribute, known, path) for attribute in event["attributes"]], path)
print(len(sys.argv) - 1, "registries")
