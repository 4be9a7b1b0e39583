-- What came of each time that a release was run, or was to be run. None is ever removed; the newest counts.
CREATE TABLE release_run (
    id              VARCHAR(32) PRIMARY KEY,
    release_id      VARCHAR(32) NOT NULL REFERENCES release (id),
    number          INTEGER     NOT NULL,
    -- Nobody where it was run because it was vetted.
    asked_by        VARCHAR(32) REFERENCES account (id),
    asked_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    state           VARCHAR(20) NOT NULL,
    said            VARCHAR(2000) NOT NULL,
    -- By what and how it was run; nothing where it was not.
    engine          INTEGER,
    tools_listed    INTEGER,
    tools_reached   INTEGER,
    way             VARCHAR(1000),
    document_sha256 VARCHAR(64),
    evidence_sha256 VARCHAR(64),
    ended_at        TIMESTAMP(6) WITH TIME ZONE,
    -- Whether its findings are part of the release's delta; those of others stand here.
    joined          BOOLEAN     NOT NULL,
    findings        TEXT        NOT NULL,
    -- Since when nothing is left to do for it.
    settled_at      TIMESTAMP(6) WITH TIME ZONE,
    UNIQUE (release_id, number)
);
CREATE INDEX release_run_by_settling ON release_run (settled_at);

-- Until now the last run alone was kept, as a stage of vetting. What its engine was stands in its document.
INSERT INTO release_run (id, release_id, number, asked_by, asked_at, state, said, engine, way,
                         document_sha256, evidence_sha256, ended_at, joined, findings, settled_at)
SELECT release_id, release_id, 1, NULL, finished_at,
       CASE outcome WHEN 'driven' THEN 'DRIVEN' WHEN 'not-ready' THEN 'NOT_READY'
                    WHEN 'not-started' THEN 'NOT_STARTED'
                    ELSE CASE WHEN summary LIKE 'packages of %' THEN 'NOT_OFFERED'
                              WHEN summary LIKE 'assay.detonation.enabled%' THEN 'SWITCHED_OFF'
                              WHEN summary LIKE '% was not run: %' THEN 'NOT_ISOLATED'
                              WHEN summary LIKE '% was still running after %' THEN 'TIMED_OUT'
                              ELSE 'FAILED' END END,
       summary, NULL, NULL, document_sha256, NULL, finished_at, TRUE, '[]', finished_at
FROM vetting_step WHERE step = 'RUN';
