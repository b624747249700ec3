-- What schema version 2 added to the ledger.

-- An image of a package that a check decoded, and found whole. Where the digest is still right, the
-- next check by the same versions does not decode it again.
CREATE TABLE decoded_image (
    package INTEGER NOT NULL REFERENCES package (id),
    path TEXT NOT NULL,              -- in the package
    sha512 TEXT NOT NULL,            -- of the bytes that were decoded
    decoder TEXT NOT NULL,           -- the versions of frus-pack and Pillow
    facts TEXT NOT NULL,             -- JSON: format, size in pixels, and so on
    appearance TEXT,                 -- one-colour, dark or blank; else NULL
    PRIMARY KEY (package, path)
) WITHOUT ROWID;
