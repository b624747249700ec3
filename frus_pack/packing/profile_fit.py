"""Report whether packages will meet a repository's BagIt Profile before any is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from frus_pack.bag.reader import Form
from frus_pack.bag.sink import SERIALIZATIONS, Serialization
from frus_pack.bag.tag_files import tag_parsing, tag_writing
from frus_pack.bag.tag_files.declaration import parse_declaration
from frus_pack.bag.tag_files.inventory import Inventory, ManifestFile
from frus_pack.bag.tag_files.parsed import BAG_INFO, DECLARATION, FETCH
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.profile import Profile
from frus_pack.bag.tag_files.tag_text import LATEST
from frus_pack.bag.writer import BagItVersion, Oxum
from frus_pack.checks.bag import profile as profile_checks
from frus_pack.checks.bag.profile import check_profile
from frus_pack.document.model import Document, Metadata, Volume
from frus_pack.errors import Problem, SourceError
from frus_pack.package import bag_info as package_tags
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.requirements.finding import Finding
from frus_pack.storage.fixity import ALGORITHMS, DEFAULT_ALGORITHM, normalise

_PAYLOAD = (METADATA_PATH, TEXT_PATH, TEI_PATH, PAGE_IMAGES_PATH)
_ANY = Metadata(volume=Volume(id=""), id="", title="", kind="other", language="en", rights="")
_OF_THE_PAYLOAD = frozenset(("bagging-date", "payload-oxum", "bag-size"))
"""Labels whose values are known only when the payload is."""
_OF_THE_DOCUMENT = frozenset(
    ("external-identifier", "external-description", "bag-group-identifier")
)
_ADVICE = {
    "tag-missing": "give it with bag_info=",
    "tag-value": "give another with bag_info=",
    "manifest-missing": "ask for it with algorithms=",
    "tag-manifest-missing": "ask for it with algorithms=",
    "tag-file-missing": "give it with tag_files=",
    "fetch-not-allowed": "embed the images: images_as='embedded'",
    "fetch-missing": "leave images to be fetched: images_as='fetched'",
    "serialization": "see to it with serialize=",
    "version-not-accepted": "ask for another with bagit_version=",
    "serialization-not-accepted": "ask for another form with serialize=",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What every package will have.

    Attributes:
        algorithms: The algorithms of its manifests.
        bag_info: The caller's labels and values of bag-info.txt.
        tag_files: The tag files that BagIt does not define, with their contents where given.
        form: A folder, or the form of archive.
        bagit_version: The version of BagIt that it declares.
    """

    algorithms: Sequence[str]
    bag_info: Sequence[tuple[str, str]]
    tag_files: Mapping[str, bytes]
    form: Form
    bagit_version: BagItVersion = "1.0"


@dataclass(frozen=True, slots=True)
class _PlannedBag:
    files: Mapping[BagPath, int]
    folders: frozenset[str]
    form: Form


def algorithms_for(given: Iterable[str] | None, profile: Profile | None) -> tuple[str, ...]:
    """Return the algorithms of the manifests.

    Without given ones this is SHA-512 (RFC 8493 §2.4), or the strongest algorithm that the profile
    allows, and all algorithms that the profile requires.
    """
    if given is not None:
        return tuple(given)
    if profile is None:
        return (DEFAULT_ALGORITHM,)
    required = map(normalise, (*profile.manifests_required, *profile.tag_manifests_required))
    allowed = [name for name in reversed(ALGORITHMS) if _allows(profile, name)]
    chosen = [DEFAULT_ALGORITHM] if DEFAULT_ALGORITHM in allowed else allowed[:1]
    chosen += [name for name in required if name in ALGORITHMS]
    return tuple(dict.fromkeys(chosen or [DEFAULT_ALGORITHM]))


def serialization_for(given: Serialization | None, profile: Profile | None) -> Serialization | None:
    """Return the form given; else, where the profile requires one, a form that it accepts.

    A form is preferred that the specification's own validator accepts too.
    """
    if given is not None or profile is None or profile.serialization != "required":
        return given
    accepted = [form for form in SERIALIZATIONS if profile_checks.accepts(profile, form)]
    named = [form for form in accepted if profile_checks.is_named(profile, form)]
    return next(iter((*named, *accepted)), None)


def version_for(given: BagItVersion | None, profile: Profile | None) -> BagItVersion:
    """Return the version given; else 1.0, or 0.97 where the profile accepts that and not 1.0."""
    if given is not None:
        return given
    accepted = profile.accept_versions if profile else ()
    return "0.97" if "0.97" in accepted and "1.0" not in accepted else "1.0"


def refuse_plan(profile: Profile, plan: Plan) -> None:
    """Raise SourceError with every reason why no package at all would meet the profile."""
    loosened = _without_values(profile, _OF_THE_PAYLOAD | _OF_THE_DOCUMENT)
    # A payload file that the profile requires may be an image of some document, and only a
    # document with images has a fetch.txt.
    loosened = replace(loosened, payload_files_required=(), fetch_required=False)
    _refuse(profile, _findings(loosened, plan, _ANY, ()))


def refuse_document(profile: Profile, plan: Plan, document: Document) -> None:
    """Raise SourceError with every reason why the document's package would not meet the profile."""
    images = [one for page in document.pages for one in page.renditions]
    further = [path for one in images if (path := one.bag_path)]
    if any(one.to_fetch for one in images):
        further.append(FETCH)
    loosened = _without_values(profile, _OF_THE_PAYLOAD)
    _refuse(profile, _findings(loosened, plan, document.metadata, further))


def _allows(profile: Profile, algorithm: str) -> bool:
    lists = (profile.manifests_allowed, profile.tag_manifests_allowed)
    return all(names is None or algorithm in map(normalise, names) for names in lists)


def _without_values(profile: Profile, labels: frozenset[str]) -> Profile:
    """Return the profile without the values that it requires of these labels."""
    rules = (
        replace(rule, values=()) if rule.label.lower() in labels else rule for rule in profile.tags
    )
    return replace(profile, tags=tuple(rules))


def _findings(
    profile: Profile, plan: Plan, metadata: Metadata, further: Sequence[str]
) -> Iterator[Finding]:
    """Check a planned bag. `further` are its images, and fetch.txt if it has one."""
    tags = package_tags.bag_info_tags(metadata, Oxum(0, 0), "", profile.identifier)
    inventory = _inventory(plan, (*plan.bag_info, *tags))
    payload = (*_PAYLOAD, *further)
    manifests = (one.name for one in (*inventory.manifests, *inventory.tag_manifests))
    files = (*payload, DECLARATION, BAG_INFO, *manifests, *plan.tag_files)
    bag = _PlannedBag(dict.fromkeys(map(BagPath, files), 1), _folders(payload), plan.form)
    return check_profile(profile, bag, inventory, read=plan.tag_files.__getitem__)


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path.rpartition("/")[0] for path in paths)


def _inventory(plan: Plan, tags: Sequence[tuple[str, str]]) -> Inventory:
    """Return the tag files that the planned bag will have."""
    declared = parse_declaration(tag_writing.format_declaration(plan.bagit_version))
    return Inventory(
        version=declared.version or LATEST,
        encoding="UTF-8",
        declaration=declared,
        manifests=tuple(_manifest("manifest", name) for name in plan.algorithms),
        tag_manifests=tuple(_manifest("tagmanifest", name) for name in plan.algorithms),
        bag_info=tag_parsing.parse_bag_info(tag_writing.format_bag_info(tags)),
        bag_info_name=BAG_INFO,
        fetch=None,
        faults={},
        unreadable={},
        too_large={},
        contents={},
        digested={},
    )


def _manifest(kind: str, algorithm: str) -> ManifestFile:
    name = BagPath(f"{kind}-{algorithm}.txt")
    return ManifestFile(name, algorithm, well_named=True, manifest=tag_parsing.parse_manifest(b""))


def _refuse(profile: Profile, findings: Iterable[Finding]) -> None:
    problems = [_problem(profile, one) for one in findings if one.severity == "error"]
    if problems:
        raise SourceError(*problems)


def _problem(profile: Profile, finding: Finding) -> Problem:
    kind = finding.code.partition(".")[2]
    found = f", {finding.found!r}" if finding.found else ""
    expected = f", but {finding.expected}" if finding.expected else ""
    message = f"{finding.message}{found}{expected}"
    advice = _ADVICE.get(kind, "")
    if kind.startswith("tag-") and finding.location not in ("", BAG_INFO):
        advice = _ADVICE["tag-file-missing"]
    return Problem(profile.identifier, message, finding.location, advice, kind)
