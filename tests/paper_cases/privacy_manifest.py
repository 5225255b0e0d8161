"""Reads privacy manifests with Python's own plistlib, and holds every word of them against Apple's lists.

The arguments are manifests. One that ends in `.merged` was merged into the first."""
import plistlib
import sys

TYPES = """Name EmailAddress PhoneNumber PhysicalAddress OtherUserContactInfo Health Fitness PaymentInfo CreditInfo
OtherFinancialInfo PreciseLocation CoarseLocation SensitiveInfo Contacts EmailsOrTextMessages PhotosorVideos AudioData
GameplayContent CustomerSupport OtherUserContent BrowsingHistory SearchHistory UserID DeviceID PurchaseHistory
ProductInteraction AdvertisingData OtherUsageData CrashData PerformanceData OtherDiagnosticData EnvironmentScanning Hands
Head OtherDataTypes""".split()
PURPOSES = "ThirdPartyAdvertising DeveloperAdvertising Analytics ProductPersonalization AppFunctionality Other".split()
PREFIX = "NSPrivacyCollectedDataType"
COLLECTED = "NSPrivacyCollectedDataTypes"
KEYS = {"NSPrivacyTracking", "NSPrivacyTrackingDomains", COLLECTED, "NSPrivacyAccessedAPITypes"}
ENTRY_KEYS = {PREFIX + end for end in ("", "Linked", "Tracking", "Purposes")}


def read(path):
    with open(path, "rb") as file:
        return plistlib.load(file, fmt=plistlib.FMT_XML)


def check(path, manifest):
    assert set(manifest) <= KEYS, (path, set(manifest))
    assert isinstance(manifest.get("NSPrivacyTracking", False), bool), path
    for entry in manifest[COLLECTED]:
        assert set(entry) <= ENTRY_KEYS, (path, entry)
        assert entry[PREFIX].removeprefix(PREFIX) in TYPES, (path, entry)
        assert isinstance(entry[PREFIX + "Linked"], bool), (path, entry)
        assert isinstance(entry.get(PREFIX + "Tracking", False), bool), (path, entry)
        for purpose in entry[PREFIX + "Purposes"]:
            assert purpose.removeprefix(PREFIX + "Purpose") in PURPOSES, (path, entry)
    names = [entry[PREFIX] for entry in manifest[COLLECTED]]
    assert len(names) == len(set(names)), (path, names)


def check_merged(path, manifest, existing):
    for key in set(existing) - {COLLECTED}:
        assert manifest[key] == existing[key], (path, key)
    entries = {entry[PREFIX]: entry for entry in manifest[COLLECTED]}
    for before in existing.get(COLLECTED, []):
        after = entries[before[PREFIX]]
        assert set(before[PREFIX + "Purposes"]) <= set(after[PREFIX + "Purposes"]), (path, before, after)
        assert after[PREFIX + "Linked"] or not before[PREFIX + "Linked"], (path, before, after)


existing = read(sys.argv[1])
assert len(TYPES) == 35 and len(PURPOSES) == 6
for path in sys.argv[1:]:
    manifest = read(path)
    check(path, manifest)
    if path.endswith(".merged"):
        check_merged(path, manifest, existing)
print(len(sys.argv) - 1, "manifests")
