-- What is known to be wrong with the packages of a release's closure, as it was found last. The digest is that of the
-- flaws alone: looking again and finding the same changes nothing but the time.
CREATE TABLE flaw_scan (
    release_id VARCHAR(32)   PRIMARY KEY,
    scanned_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sources    VARCHAR(1000) NOT NULL,
    digest     VARCHAR(64)   NOT NULL,
    flaws      TEXT          NOT NULL
);
CREATE INDEX flaw_scan_by_change ON flaw_scan (changed_at);
