-- Each fetch that the gate allowed, as the nodes' logs have it. Whoever reads a log twice adds nothing: a number of a log is there once.
CREATE TABLE fetch_record (
    node          VARCHAR(32)   NOT NULL,
    sequence      BIGINT        NOT NULL,
    at            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    caller        VARCHAR(200)  NOT NULL,
    stage         VARCHAR(20)   NOT NULL,
    release_id    VARCHAR(32)   NOT NULL,
    purl          VARCHAR(1000) NOT NULL,
    sha256        VARCHAR(64)   NOT NULL,
    address_class VARCHAR(20)   NOT NULL,
    outcome       VARCHAR(20)   NOT NULL,
    PRIMARY KEY (node, sequence)
);
CREATE INDEX fetch_record_by_release ON fetch_record (release_id, at);
CREATE INDEX fetch_record_by_purl ON fetch_record (purl, at);
CREATE INDEX fetch_record_by_time ON fetch_record (at);

-- How far the log of a node is here.
CREATE TABLE fetch_node (
    node    VARCHAR(32) PRIMARY KEY,
    shipped BIGINT      NOT NULL,
    at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- Numbers of a log that are nowhere, with the reason.
CREATE TABLE fetch_gap (
    node          VARCHAR(32)  NOT NULL,
    first_missing BIGINT       NOT NULL,
    last_missing  BIGINT       NOT NULL,
    noticed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    why           VARCHAR(500) NOT NULL,
    PRIMARY KEY (node, first_missing)
);
