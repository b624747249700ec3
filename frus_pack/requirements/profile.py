"""What a BagIt Profile asks of a bag, and the second opinion: rows of the table."""

from __future__ import annotations

from frus_pack.requirements.requirement import Requirement, Severity


def _row(what: str, key: str, sentence: str, severity: Severity = "error") -> Requirement:
    clause = f"BagIt Profiles 1.4.0, {key}"
    return Requirement(f"profile.{what}", severity, clause, sentence, "profile")


PROFILE = (
    _row(
        "identifier-missing",
        "Implementation Details",
        "bag-info.txt names the profile in BagIt-Profile-Identifier.",
    ),
    _row("tag-missing", "Bag-Info: required", "A tag the profile requires is in bag-info.txt."),
    _row("tag-value", "Bag-Info: values", "A tag has one of the values the profile accepts."),
    _row("tag-repeated", "Bag-Info: repeatable", "A tag the profile does not let repeat is once."),
    _row("manifest-missing", "Manifests-Required", "A payload manifest it requires is there."),
    _row("manifest-not-allowed", "Manifests-Allowed", "Every payload manifest is allowed."),
    _row("tag-manifest-missing", "Tag-Manifests-Required", "A tag manifest it requires is there."),
    _row("tag-manifest-not-allowed", "Tag-Manifests-Allowed", "Every tag manifest is allowed."),
    _row("tag-file-missing", "Tag-Files-Required", "A tag file it requires is there."),
    _row("tag-file-not-allowed", "Tag-Files-Allowed", "Every other tag file is allowed."),
    _row("payload-missing", "Payload-Files-Required", "A payload file or folder it requires is."),
    _row("payload-not-allowed", "Payload-Files-Allowed", "Every payload file is allowed."),
    _row("fetch-not-allowed", "Allow-Fetch.txt", "There is no fetch.txt where it allows none."),
    _row("fetch-missing", "Fetch.txt-Required", "There is a fetch.txt where it requires one."),
    _row("payload-not-empty", "Data-Empty", "The payload is empty, or one empty file."),
    _row("serialization", "Serialization", "The bag is serialised, or not, as it says."),
    _row(
        "serialization-not-accepted",
        "Accept-Serialization",
        "The archive is of a kind the profile accepts.",
    ),
    _row("version-not-accepted", "Accept-BagIt-Version", "The BagIt version is accepted."),
    _row(
        "key-unknown",
        "Implementation Details",
        "The profile has only keys of its specification; others are not checked.",
        "information",
    ),
)

CROSS_CHECK = (
    Requirement(
        "cross-check.disagrees",
        "warning",
        "bagit-python (Library of Congress)",
        "The Library of Congress's bagit comes to the same verdict.",
        "cross-check",
    ),
)
