"""Reads fides files with fideslang, and holds categories, uses and subjects against its taxonomy, which its models let
pass unread."""
import sys

import yaml
from fideslang import DEFAULT_TAXONOMY
from fideslang.models import Taxonomy


def keys(kind):
    return {entry.fides_key for entry in getattr(DEFAULT_TAXONOMY, kind) if not entry.version_deprecated}


CATEGORIES, USES, SUBJECTS = keys("data_category"), keys("data_use"), keys("data_subject")


def known(words, allowed, path):
    unknown = set(words) - allowed
    assert not unknown, (path, unknown)


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        written = yaml.safe_load(file)
    taxonomy = Taxonomy(**written)
    (dataset,), (system,) = taxonomy.dataset, taxonomy.system
    for collection in dataset.collections:
        names = [field.name for field in collection.fields]
        assert len(names) == len(set(names)), (path, names)
        for field in collection.fields:
            assert field.data_categories, (path, field)
            known(field.data_categories, CATEGORIES, path)
    for declaration in system.privacy_declarations:
        assert declaration.data_categories, (path, declaration)
        known(declaration.data_categories, CATEGORIES, path)
        known([declaration.data_use], USES, path)
        known(declaration.data_subjects, SUBJECTS, path)
        known(declaration.dataset_references, {dataset.fides_key}, path)
print(len(sys.argv) - 1, "files")
