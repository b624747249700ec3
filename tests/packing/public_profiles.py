"""What each profile that a repository publishes asks of a package, and is refused for."""

from __future__ import annotations

INFO = [("Source-Organization", "Kestanian State Archive")]


DART = "the profile is in DART's own form, and was read as the BagIt Profile it means"


BAGGER = "is a profile in the Bagger's own form, which lists fields and has no identifier"


AS_NO_LIMIT = "{}-Allowed is empty, and was read as no limit"


PACKED: dict[str, tuple[str, set[str], list[str]]] = {
    "bdbag": (".tar", {"md5", "sha256", "sha512"}, []),
    "btr-dart": ("", {"sha512"}, [DART]),
    "btr": ("", {"sha512"}, []),
    "duraspace-btr": ("", {"sha512"}, []),
    "duraspace-fedora": (
        "",
        {"sha1", "sha512"},
        [AS_NO_LIMIT.format("Manifests"), AS_NO_LIMIT.format("Tag-Manifests")],
    ),
}


REQUIRED = "is required"


FILE_REQUIRED = "the tag file is required"


ORGANIZATIONS = "'Kestanian State Archive', but Simon Fraser University | York University"


SOURCE = "bag-info.txt: Source-Organization has a value that is not accepted"


VERSION = "ask for another with bagit_version="


ANOTHER = "give another with bag_info="


REFUSED: dict[str, list[str]] = {
    "bar": [
        f"{SOURCE}, {ORGANIZATIONS} ({ANOTHER})",
        *(
            f"bag-info.txt: {name} {REQUIRED} (give it with bag_info=)"
            for name in ("Organization-Address", "Contact-Name", "Contact-Email", "Bag-Count")
        ),
        f"DPN/dpnFirstNode.txt: {FILE_REQUIRED} (give it with tag_files=)",
        f"DPN/dpnRegistry: {FILE_REQUIRED} (give it with tag_files=)",
        f"bagit.txt: the BagIt version is not accepted, '1.0', but 0.96 ({VERSION})",
    ],
    "foo": [
        f"{SOURCE}, {ORGANIZATIONS} ({ANOTHER})",
        f"bag-info.txt: Contact-Phone {REQUIRED} (give it with bag_info=)",
    ],
    "datacrate": [
        f"CATALOG.{suffix}: {FILE_REQUIRED} (give it with tag_files=)"
        for suffix in ("html", "json")
    ],
    "whikloj-test": [
        *(
            f"bag-info.txt: Contact-{name} {REQUIRED} (give it with bag_info=)"
            for name in ("Name", "Email")
        ),
        f"{SOURCE}, 'Kestanian State Archive', but BagItTools ({ANOTHER})",
        f"tagFiles/special-tags.txt: {FILE_REQUIRED} (give it with tag_files=)",
    ],
    "aptrust-v2.3-dart": [f"aptrust-info.txt: {FILE_REQUIRED} (give it with tag_files=)"],
    "bdbag-ro": [f"metadata/manifest.json: {FILE_REQUIRED} (give it with tag_files=)"],
    "duraspace-aptrust": [f"aptrust-info.txt: {FILE_REQUIRED} (give it with tag_files=)"],
    "duraspace-metaarchive": [
        f"bag-info.txt: Contact-{name} {REQUIRED} (give it with bag_info=)"
        for name in ("Name", "Phone", "Email")
    ],
    "duraspace-perseids": [f"metadata/manifest.json: {FILE_REQUIRED} (give it with tag_files=)"],
    "lzv": [
        *(
            f"bag-info.txt: {name} {REQUIRED} (give it with bag_info=)"
            for name in ("Origin-System-Identifier", "DC-Title", "DC-Rights", "Bagging-DateTime")
        ),
        *(
            f"data/{name}: the file is not allowed"
            for name in ("metadata.json", "transcription.txt", "transcription.xml")
        ),
        "data/page-images.json: the file is not allowed",
    ],
    "ocrd": [f"bag-info.txt: Ocrd-Identifier {REQUIRED} (give it with bag_info=)"],
    **{
        f"loc-bagger-{name}": [
            f"{BAGGER} (ask the repository for its BagIt Profile (JSON with BagIt-Profile-Info))"
        ]
        for name in ("edeposit", "ndnp", "sanc")
    },
}


CONTACT = [(f"Contact-{name}", "known@example.org") for name in ("Name", "Phone", "Email")]


OCRD = [("Ocrd-Identifier", "frus/d7")]


COMPLETED: dict[str, tuple[list[tuple[str, str]], tuple[str, ...], str, list[str]]] = {
    "foo": ([("Source-Organization", "York University"), CONTACT[1]], (), ".zip", []),
    "whikloj-test": (
        [("Source-Organization", "BagItTools"), *CONTACT],
        ("tagFiles/special-tags.txt",),
        "",
        ["Accept-BagIt-Version is missing, and every version was accepted"],
    ),
    "bdbag-ro": (INFO, ("metadata/manifest.json",), ".tar", []),
    "datacrate": (INFO, ("CATALOG.html", "CATALOG.json"), "", []),
    "duraspace-metaarchive": ([*INFO, *CONTACT], (), "", []),
    "duraspace-perseids": (INFO, ("metadata/manifest.json",), ".tar", []),
    "ocrd": (
        [*INFO, *OCRD],
        (),
        ".zip",
        [
            "Accept-Serialization is a single value, and was read as a list of one",
            "Version is a number, and was read as a text",
        ],
    ),
}
"""What each of these profiles asks for: labels and tag files; the form and the remarks."""


UNMET = frozenset(("bar", "lzv", "loc-bagger-edeposit", "loc-bagger-ndnp", "loc-bagger-sanc"))
"""Profiles that no package can meet: of BagIt 0.96, of another payload, or in a form of its own."""


WITH_APTRUST_INFO = {"aptrust-v2.3-dart": ".tar", "duraspace-aptrust": ""}
