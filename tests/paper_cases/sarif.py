"""Reads findings in SARIF with models that were made from the official schema of SARIF 2.1.0; they refuse unknown keys."""
import sys

from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Report

results = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        report = Report.model_validate_json(file.read())
    for run in report.runs:
        rules = [rule.id for rule in run.tool.driver.rules]
        assert len(rules) == len(set(rules)), (path, rules)
        for result in run.results:
            assert rules[result.ruleIndex] == result.ruleId, (path, result)
            results += 1
print(len(sys.argv) - 1, "files,", "with" if results else "without", "results")
