-- What the MCP Registry API lists. A row here says what an approved release is; whether it is approved
-- now is asked of the release itself each time, so nothing is listed a moment longer than it is served.

-- The name by which MCP clients know a package. Once given it stays: allow lists are written by it.
CREATE TABLE listed_server (
    name         VARCHAR(200)  PRIMARY KEY,
    package_purl VARCHAR(1000) NOT NULL UNIQUE,
    -- VERIFIED by the upstream registry and the package itself, or GIVEN by this installation.
    source       VARCHAR(20)   NOT NULL,
    -- Name and description of its newest version, in lower case, for searching.
    search_text  VARCHAR(600)  NOT NULL,
    listed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE listed_version (
    name       VARCHAR(200) NOT NULL REFERENCES listed_server (name),
    version    VARCHAR(256) NOT NULL,
    release_id VARCHAR(32)  NOT NULL UNIQUE REFERENCES release (id),
    -- Its place among the versions of its server, the lowest first.
    place      INTEGER      NOT NULL,
    -- The snapshot that the document was made from.
    snapshot_sha256 VARCHAR(64) NOT NULL,
    document   TEXT         NOT NULL,
    PRIMARY KEY (name, version)
);

CREATE INDEX release_by_change ON release (updated_at);
