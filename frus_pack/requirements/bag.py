"""What BagIt asks of a bag: the rows ``bag.…`` of the table of requirements.

The severity follows RFC 8493's own word: MUST is an error, SHOULD and RECOMMENDED a warning or,
where nothing can go wrong from it, information. Rules that differ before 1.0 say so.
"""

from __future__ import annotations

from frus_pack.requirements.bag_at_rest import AT_REST
from frus_pack.requirements.bag_row import ERROR, INFORMATION, WARNING, row

DECLARATION = (
    row("declaration-missing", ERROR, "§2.1.1", "A bag has a bagit.txt."),
    row(
        "declaration-malformed",
        ERROR,
        "§2.1.1",
        "bagit.txt is exactly two lines, BagIt-Version: M.N and Tag-File-Character-Encoding: "
        "ENCODING, in UTF-8.",
    ),
    row("declaration-bom", ERROR, "§2.1.1", "bagit.txt has no byte order mark."),
    row(
        "version-unsupported",
        ERROR,
        "§2.1.1",
        "The version is one that is known: 0.93 to 0.97, or 1.0.",
    ),
    row("version-older", INFORMATION, "§2.1.1", "The current version of BagIt is 1.0."),
    row("encoding-unknown", ERROR, "§2.1.1", "The encoding of the tag files is a registered one."),
    row("encoding-not-utf-8", WARNING, "§2.1.1", "The encoding of the tag files is UTF-8."),
)

TAG_TEXT = (
    row("tag-file-undecodable", ERROR, "§2.3", "Tag files are in the encoding bagit.txt declares."),
    row(
        "tag-file-bom",
        ERROR,
        "§2.3",
        "A tag file starts with a byte order mark only where its encoding requires one.",
    ),
    row(
        "last-line-unterminated",
        INFORMATION,
        "§2.3",
        "The last line of a tag file ends in LF, CR or CRLF.",
    ),
    row(
        "older-syntax",
        WARNING,
        "§6.1.3, §2.2.2",
        "A bag older than 1.0 is better without what 1.0 has forbidden: md5sum's '*', a path "
        "listed twice, free white space around colons.",
    ),
)

MANIFESTS = (
    row("payload-manifest-missing", ERROR, "§2.1.3", "A bag has at least one payload manifest."),
    row(
        "manifest-misnamed",
        ERROR,
        "§2.4",
        "A manifest's name has the algorithm in lower case, without punctuation.",
    ),
    row("manifest-malformed", ERROR, "§2.1.3", "Each line of a manifest is a checksum and a path."),
    row(
        "manifest-digest-malformed",
        ERROR,
        "§2.1.3",
        "A checksum has as many digits as its algorithm gives.",
    ),
    row(
        "manifest-digest-upper-case",
        INFORMATION,
        "§2.1.3",
        "Checksums may have upper-case digits; some tools compare them as text.",
    ),
    row(
        "manifest-duplicate",
        ERROR,
        "§2.1.3",
        "A manifest lists a file exactly once (before 1.0: bag.older-syntax).",
    ),
    row("manifest-conflict", ERROR, "§2.1.3", "A manifest does not give a file two checksums."),
    row(
        "manifest-outside-payload",
        ERROR,
        "§2.1.3",
        "A payload manifest lists only files below data/.",
    ),
    row("manifest-lists-folder", ERROR, "§2.1.3", "A manifest does not list folders."),
)

PAYLOAD = (
    row("payload-folder-missing", ERROR, "§2.1.2", "A bag has a folder data/."),
    row("payload-file-missing", ERROR, "§3", "Every file a payload manifest lists is there."),
    row(
        "payload-file-unfetched",
        ERROR,
        "§3",
        "Every file fetch.txt lists is fetched: until then the bag is incomplete, so not valid.",
    ),
    row(
        "payload-file-to-fetch",
        INFORMATION,
        "§2.2.3",
        "A file fetch.txt lists may be fetched later, where the caller allows incomplete bags.",
    ),
    row(
        "payload-file-unlisted", ERROR, "§2.1.3", "Every file below data/ is in a payload manifest."
    ),
    row(
        "payload-file-not-in-every-manifest",
        ERROR,
        "§3",
        "Every file below data/ is in every payload manifest (not before 1.0).",
    ),
    row("empty-folder", INFORMATION, "§2.1.3", "A folder without files is lost to manifests."),
)

FIXITY = (
    row("payload-altered", ERROR, "§3", "A payload file agrees with its checksums.", "fixity"),
    row("tag-file-altered", ERROR, "§3", "A tag file agrees with its checksums.", "fixity"),
    row(
        "algorithm-unknown",
        WARNING,
        "§2.4",
        "Every manifest's algorithm can be checked here; one that cannot is not checked.",
        "fixity",
    ),
    row(
        "algorithm-none-known",
        ERROR,
        "§3",
        "At least one payload manifest's algorithm can be checked.",
        "fixity",
    ),
    row(
        "algorithm-weak",
        INFORMATION,
        "§2.4",
        "Beside MD5 or SHA-1 there is a manifest of a stronger algorithm.",
        "fixity",
    ),
)

TAG_MANIFESTS = (
    row("tag-manifest-missing", WARNING, "§2.2.1", "A tag manifest protects the tag files."),
    row(
        "tag-manifest-omits-manifest",
        ERROR,
        "§2.2.1",
        "Every tag manifest lists every payload manifest (before 1.0: bag.tag-file-unlisted).",
    ),
    row(
        "tag-manifest-lists-tag-manifest", ERROR, "§2.2.1", "No tag manifest lists a tag manifest."
    ),
    row("tag-manifest-lists-payload", ERROR, "§2.2.1", "No tag manifest lists a payload file."),
    row("tag-manifests-differ", WARNING, "§2.2.1", "All tag manifests list the same files."),
    row(
        "tag-manifest-algorithms-differ",
        WARNING,
        "§2.2.1",
        "Tag manifests use the algorithms of the payload manifests.",
    ),
    row("tag-file-missing", ERROR, "§3", "Every file a tag manifest lists is there."),
    row("tag-file-unlisted", WARNING, "§2.2.1", "Every tag file is in every tag manifest."),
)

BAG_INFO = (
    row(
        "bag-info-malformed",
        ERROR,
        "§2.2.2",
        "An element of bag-info.txt is a label, a colon, one space or tab, and a value.",
    ),
    row("bag-info-blank-line", WARNING, "§2.2.2", "bag-info.txt has no blank lines."),
    row(
        "bag-info-repeated",
        WARNING,
        "§2.2.2",
        "Bagging-Date, Bag-Size, Bag-Group-Identifier and Bag-Count are not repeated.",
    ),
    row(
        "bag-info-value",
        WARNING,
        "§2.2.2",
        "Values have the form described: Bagging-Date YYYY-MM-DD, Bag-Count N of T, Bag-Size a "
        "number and a unit, Contact-Email an address.",
    ),
    row(
        "bag-count-without-group",
        INFORMATION,
        "§2.2.2",
        "With Bag-Count there is a Bag-Group-Identifier.",
    ),
    row("oxum-repeated", ERROR, "§2.2.2", "Payload-Oxum is not repeated."),
    row("oxum-malformed", ERROR, "§2.2.2", "Payload-Oxum is OctetCount.StreamCount."),
    row("oxum-differs", ERROR, "§2.2.2", "Payload-Oxum is that of the payload."),
)

FETCH = (
    row("fetch-malformed", ERROR, "§2.2.3", "Each line of fetch.txt is a URL, length and path."),
    row("fetch-duplicate", WARNING, "§2.2.3", "fetch.txt lists a file once."),
    row(
        "fetch-not-in-manifest",
        ERROR,
        "§2.2.3",
        "Every file in fetch.txt is in every payload manifest (before 1.0: in one).",
    ),
    row("fetch-lists-tag-file", ERROR, "§2.2.3", "fetch.txt does not list tag files."),
    row("fetch-length-differs", WARNING, "§5.3", "A file has the length fetch.txt gives."),
)

NAMES = (
    row(
        "path-unsafe",
        ERROR,
        "§5.1",
        "No path leads out of the bag, here or on Windows. What has such a path is not opened.",
    ),
    row("path-unportable", WARNING, "§6.1.2", "Every common system can hold a file's name."),
    row(
        "path-collision",
        WARNING,
        "§6.1.1.3",
        "No two names differ only in case or Unicode normalisation form.",
    ),
    row(
        "path-normalisation-differs",
        WARNING,
        "§6.1.1.3",
        "A manifest has a name in the Unicode normalisation form the file has it in.",
    ),
    row(
        "path-percent-unencoded",
        ERROR,
        "§2.1.3",
        "Manifests and fetch.txt write %, CR and LF, and only those, as %25, %0D and %0A.",
    ),
    row("path-dot-slash", WARNING, "§2.1.3", "A path does not start with './'."),
    row("system-file", WARNING, "§2.1.2", "No file is a system's litter (Thumbs.db, .DS_Store)."),
)

BAG = (
    *DECLARATION,
    *TAG_TEXT,
    *MANIFESTS,
    *PAYLOAD,
    *FIXITY,
    *TAG_MANIFESTS,
    *BAG_INFO,
    *FETCH,
    *NAMES,
    *AT_REST,
)
