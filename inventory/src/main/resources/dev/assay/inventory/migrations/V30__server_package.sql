-- A server that is shipped as several packages: an npm package and an image of the same server, for example.

-- A package that is the same server as another one. The package that a server is listed by has no row here; releases,
-- votes and verdicts stay each package's own.
CREATE TABLE server_package (
    package_purl VARCHAR(1000) PRIMARY KEY,
    -- The package that the server is listed by.
    server_purl  VARCHAR(1000) NOT NULL,
    -- The id that the package has where it is a server of its own, so that links to it still lead somewhere.
    own_id       VARCHAR(32)   NOT NULL UNIQUE,
    -- VERIFIED by what the packages or a registry say of each other, or STATED by a person.
    basis        VARCHAR(20)   NOT NULL,
    reason       VARCHAR(2000) NOT NULL,
    joined_by    VARCHAR(32)   REFERENCES account (id),
    joined_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX server_package_by_server ON server_package (server_purl);

-- A package that a person took out of a server: it is not joined again by itself.
CREATE TABLE server_package_parted (
    package_purl VARCHAR(1000) PRIMARY KEY,
    parted_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What a package says of itself, and what a registry says of it: the name of its server, and which packages that is
-- shipped as.
CREATE TABLE package_claim (
    package_purl VARCHAR(1000) NOT NULL,
    -- NAME of its server, or SHIPPED_AS: another package.
    kind         VARCHAR(20)   NOT NULL,
    claimed      VARCHAR(1000) NOT NULL,
    -- By the PACKAGE itself, or by a REGISTRY that verifies names.
    source       VARCHAR(20)   NOT NULL,
    release_id   VARCHAR(32)   NOT NULL REFERENCES release (id),
    PRIMARY KEY (package_purl, kind, claimed, source)
);
CREATE INDEX package_claim_by_claim ON package_claim (kind, claimed);

-- The comparison of two releases that are one version of one server, the lower id first.
CREATE TABLE package_comparison (
    one_release   VARCHAR(32) NOT NULL REFERENCES release (id),
    other_release VARCHAR(32) NOT NULL REFERENCES release (id),
    analysis      INTEGER     NOT NULL,
    document      VARCHAR(64) NOT NULL,
    compared_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (one_release, other_release)
);
CREATE INDEX package_comparison_by_other ON package_comparison (other_release);

-- Several packages of one version are listed together, so a version is no key any more.
CREATE TABLE listed_package (
    release_id VARCHAR(32)  PRIMARY KEY REFERENCES release (id),
    name       VARCHAR(200) NOT NULL REFERENCES listed_server (name),
    version    VARCHAR(256) NOT NULL,
    -- Its version's place among those of its server, the lowest first.
    place      INTEGER      NOT NULL,
    -- 0 for the package that the server is listed by, 1 for others.
    beside     INTEGER      NOT NULL,
    -- The snapshot that the document was made from.
    snapshot_sha256 VARCHAR(64) NOT NULL,
    document   TEXT         NOT NULL
);
INSERT INTO listed_package (release_id, name, version, place, beside, snapshot_sha256, document)
  SELECT release_id, name, version, place, 0, snapshot_sha256, document FROM listed_version;
CREATE INDEX listed_package_by_version ON listed_package (name, version);
DROP TABLE listed_version;
