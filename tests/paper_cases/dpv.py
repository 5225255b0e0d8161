"""Reads JSON-LD with rdflib, and holds every name in it against the terms of DPV 2.3 that were looked up one by one in
its dpv.ttl, pd.ttl and eu-gdpr.ttl."""
import sys

from rdflib import RDF, Graph, Literal, URIRef

TERMS = {
    "https://w3id.org/dpv#": """Process hasProcess hasPurpose hasPersonalData hasData hasLegalBasis hasDataController
        hasRepresentative hasDataProtectionOfficer hasDataSubject hasRecipient hasStorageCondition hasName hasAddress
        hasContact DataController Representative DataProtectionOfficer DataSubject Recipient StorageDuration Data
        PersonalData PseudonymisedData ServiceProvision TechnicalServiceProvision ServiceUsageAnalytics
        ImproveExistingProductsAndServices OrganisationGovernance EnforceSecurity Personalisation Marketing""",
    "https://w3id.org/dpv/pd#": "Behavioural UID EmailAddress IPAddress Username",
    "https://w3id.org/dpv/legal/eu/gdpr#": "A6-1-a A6-1-b A6-1-c A6-1-d A6-1-e A6-1-f",
    "http://purl.org/dc/terms/": "title description",
    "http://www.w3.org/2000/01/rdf-schema#": "comment",
}
KNOWN = {URIRef(base + name) for base, names in TERMS.items() for name in names.split()} | {RDF.type}
PROCESS = URIRef("https://w3id.org/dpv#Process")

for path in sys.argv[1:]:
    graph = Graph().parse(path, format="json-ld")
    subjects = {subject for subject in graph.subjects() if isinstance(subject, URIRef)}
    assert len(subjects) == 1, (path, subjects)
    assert all(subject.startswith("urn:telemetry-catalog:") for subject in subjects), (path, subjects)
    assert (subjects.pop(), RDF.type, PROCESS) in graph, path
    for _, predicate, value in graph:
        assert predicate in KNOWN, (path, predicate)
        assert not isinstance(value, URIRef) or value in KNOWN, (path, value)
        assert not isinstance(value, Literal) or value.datatype is None, (path, value)
    for subject in graph.subjects():
        assert (subject, RDF.type, None) in graph, (path, subject)
print(len(sys.argv) - 1, "files")
