-- The ledger of fixity checks, schema version 1 (PRAGMA user_version); ledger_2.sql has the rest.
-- Times are UTC, ISO 8601, to the second. A path that is not UTF-8 is a BLOB.

-- One run of the audit.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    ended TEXT,                      -- NULL: interrupted, or still at work
    paths TEXT NOT NULL,             -- JSON list of what was audited
    first_check INTEGER NOT NULL,    -- the last check before it (0: none)
    version TEXT NOT NULL            -- of frus-pack
);

-- One package, bag or OCFL object, as the latest checks found it.
CREATE TABLE package (
    id INTEGER PRIMARY KEY,
    place NOT NULL UNIQUE,           -- absolute path
    identifier TEXT,                 -- External-Identifier, or the id of the OCFL object
    form TEXT,                       -- folder, tar, tar.gz, zip, …, ocfl
    octets INTEGER,
    files INTEGER,
    digest TEXT,                     -- expected: of the manifests, when last found valid
    seal TEXT,                       -- expected: FRUS-Package-Seal, when last found valid
    first_checked TEXT NOT NULL,
    last_checked TEXT NOT NULL,
    last_check INTEGER NOT NULL,     -- orders the checks, also where a clock was set back
    outcome TEXT NOT NULL            -- of the last check
);
CREATE INDEX package_by_age ON package (last_check);
CREATE INDEX package_by_time ON package (last_checked, outcome, octets);
CREATE INDEX package_by_digest ON package (digest);
CREATE INDEX package_by_identifier ON package (identifier);
CREATE INDEX package_by_outcome ON package (outcome);

-- One check of one package. Rows are only ever added.
CREATE TABLE fixity_check (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    package INTEGER NOT NULL REFERENCES package (id),
    audit INTEGER REFERENCES audit (id),
    checked TEXT NOT NULL,
    seconds REAL NOT NULL,
    version TEXT NOT NULL,
    place NOT NULL,
    octets INTEGER NOT NULL,
    files INTEGER NOT NULL,
    digest TEXT,                     -- found
    seal TEXT,                       -- found
    valid INTEGER NOT NULL,          -- 0 or 1
    outcome TEXT NOT NULL,
    families TEXT NOT NULL,          -- JSON: each family of checks and how it ended
    note TEXT NOT NULL
);
CREATE INDEX check_by_package ON fixity_check (package, id);

-- What a check found; like findings are one row with their number.
CREATE TABLE finding (
    fixity_check INTEGER NOT NULL REFERENCES fixity_check (id),
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    location TEXT NOT NULL,          -- of the first of them
    message TEXT NOT NULL,
    number INTEGER NOT NULL
);
CREATE INDEX finding_by_check ON finding (fixity_check);
