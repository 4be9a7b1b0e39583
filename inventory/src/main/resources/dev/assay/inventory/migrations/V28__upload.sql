-- Files that were handed in instead of published. None is ever changed or removed: a version's bytes stay what they are.
CREATE TABLE upload (
    id         VARCHAR(32)   PRIMARY KEY,
    ecosystem  VARCHAR(40)   NOT NULL,
    -- As the ecosystem's upstreams are asked for it, in lower case: capital letters make no other name.
    name       VARCHAR(500)  NOT NULL,
    version    VARCHAR(300)  NOT NULL,
    purl       VARCHAR(1000) NOT NULL,
    -- Where the file stands in the ecosystem's own layout, which holds one file of each name.
    place      VARCHAR(1000) NOT NULL,
    file_name  VARCHAR(300)  NOT NULL,
    sha256     VARCHAR(64)   NOT NULL,
    integrity  VARCHAR(200)  NOT NULL,
    size_bytes BIGINT        NOT NULL,
    -- What the file says of itself, as a blob.
    manifest   VARCHAR(64),
    account_id VARCHAR(32)   NOT NULL REFERENCES account (id),
    at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT upload_place UNIQUE (ecosystem, place)
);
CREATE INDEX upload_by_name ON upload (ecosystem, name);
CREATE INDEX upload_by_account ON upload (account_id);
