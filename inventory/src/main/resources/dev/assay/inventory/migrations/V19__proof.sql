-- What came of looking again at what proved a release: its registry signature and its attestations.
CREATE TABLE proof_check (
    release_id VARCHAR(32) PRIMARY KEY REFERENCES release (id),
    base       VARCHAR(64) NOT NULL,
    checked_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    signatures TEXT,
    findings   TEXT        NOT NULL,
    suspected  TEXT        NOT NULL,
    problem    VARCHAR(1000)
);
CREATE INDEX proof_check_by_due ON proof_check (due_at);
