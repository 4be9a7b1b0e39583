-- Data protection impact assessments: about which servers, in which state of their records, with what people wrote,
-- confirmed and decided. Nothing here is changed or removed: what holds is what was written last, the rest is history.

CREATE TABLE dpia (
    id         VARCHAR(32)  PRIMARY KEY,
    title      VARCHAR(200) NOT NULL,
    created_by VARCHAR(32)  NOT NULL REFERENCES account (id),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The records that it is made from, whole, as a blob.
CREATE TABLE dpia_snapshot (
    dpia_id  VARCHAR(32)  NOT NULL REFERENCES dpia (id),
    number   INTEGER      NOT NULL,
    sha256   VARCHAR(64)  NOT NULL,
    template VARCHAR(100) NOT NULL,
    taken_by VARCHAR(32)  NOT NULL REFERENCES account (id),
    taken_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (dpia_id, number)
);

-- One assessment may be about several servers, and a server in several assessments. By id and not by reference: the
-- inventory's rows are made anew, and an assessment outlives a server.
CREATE TABLE dpia_server (
    dpia_id       VARCHAR(32)   NOT NULL,
    number        INTEGER       NOT NULL,
    server_id     VARCHAR(32)   NOT NULL,
    package_purl  VARCHAR(1000) NOT NULL,
    record_sha256 VARCHAR(64)   NOT NULL,
    PRIMARY KEY (dpia_id, number, server_id),
    FOREIGN KEY (dpia_id, number) REFERENCES dpia_snapshot (dpia_id, number)
);
CREATE INDEX dpia_by_server ON dpia_server (server_id);

CREATE TABLE dpia_answer (
    dpia_id    VARCHAR(32)   NOT NULL REFERENCES dpia (id),
    number     INTEGER       NOT NULL,
    part       VARCHAR(200)  NOT NULL,
    answer     VARCHAR(8000) NOT NULL,
    written_by VARCHAR(32)   NOT NULL REFERENCES account (id),
    written_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (dpia_id, number)
);

-- Somebody's word for what a section said then. It holds as long as the section says that.
CREATE TABLE dpia_confirmation (
    dpia_id      VARCHAR(32)  NOT NULL REFERENCES dpia (id),
    number       INTEGER      NOT NULL,
    section      VARCHAR(100) NOT NULL,
    sha256       VARCHAR(64)  NOT NULL,
    confirmed_by VARCHAR(32)  NOT NULL REFERENCES account (id),
    confirmed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (dpia_id, number)
);

-- Step 7: advice and approvals, each of what the sections before it said then.
CREATE TABLE dpia_outcome (
    dpia_id   VARCHAR(32)   NOT NULL REFERENCES dpia (id),
    number    INTEGER       NOT NULL,
    kind      VARCHAR(100)  NOT NULL,
    word      VARCHAR(100)  NOT NULL,
    reason    VARCHAR(8000) NOT NULL,
    sha256    VARCHAR(64)   NOT NULL,
    given_by  VARCHAR(32)   NOT NULL REFERENCES account (id),
    given_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (dpia_id, number),
    CONSTRAINT dpia_advice_is_overruled_with_reasons CHECK (word <> 'overruled' OR reason <> ''),
    CONSTRAINT dpia_views_are_departed_from_with_reasons CHECK (word <> 'departed from' OR reason <> '')
);
