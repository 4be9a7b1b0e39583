-- The bills of materials that a vendor sent of a release: the newest is compared, none is ever changed or removed.
-- The documents themselves lie in the blob store as they were sent.
CREATE TABLE vendor_bom (
    id         VARCHAR(32)   PRIMARY KEY,
    release_id VARCHAR(32)   NOT NULL REFERENCES release (id),
    sha256     VARCHAR(64)   NOT NULL,
    size_bytes BIGINT        NOT NULL,
    format     VARCHAR(1100) NOT NULL,
    account_id VARCHAR(32)   NOT NULL REFERENCES account (id),
    at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX vendor_bom_by_release ON vendor_bom (release_id, at);
CREATE INDEX vendor_bom_by_time ON vendor_bom (at);
CREATE INDEX vendor_bom_by_account ON vendor_bom (account_id);
