-- What is looked at by itself, what people owe by a day, and who is told.

-- A package of which a release is approved, and how its upstream answered last.
CREATE TABLE watched_package (
    package_purl VARCHAR(1000) PRIMARY KEY,
    etag         VARCHAR(500),
    -- The approvals that the entity tag was seen under: with others the same answer may mean something else.
    seen_under   VARCHAR(64),
    next_look_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    looked_at    TIMESTAMP(6) WITH TIME ZONE,
    answered_at  TIMESTAMP(6) WITH TIME ZONE,
    failures     INTEGER DEFAULT 0 NOT NULL,
    problem      VARCHAR(1000)
);
CREATE INDEX watched_package_by_look ON watched_package (next_look_at);

-- Something a person owes by a day. What it was made from is its key, so that no rule makes it twice.
CREATE TABLE task (
    id              VARCHAR(32)   PRIMARY KEY,
    task_key        VARCHAR(300)  NOT NULL UNIQUE,
    kind            VARCHAR(30)   NOT NULL,
    subject         VARCHAR(1000) NOT NULL,
    release_id      VARCHAR(32)   REFERENCES release (id),
    title           VARCHAR(500)  NOT NULL,
    due             DATE          NOT NULL,
    role            VARCHAR(30)   NOT NULL,
    account_id      VARCHAR(32)   REFERENCES account (id),
    opened_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    overdue_told_at TIMESTAMP(6) WITH TIME ZONE,
    -- When a drill was begun, the last time.
    begun_at        TIMESTAMP(6) WITH TIME ZONE,
    closed_at       TIMESTAMP(6) WITH TIME ZONE,
    -- Who signed it off; nobody where it fell away by itself.
    signed_by       VARCHAR(32)   REFERENCES account (id),
    note            VARCHAR(4000),
    millis          BIGINT,
    evidence        VARCHAR(1000),
    CONSTRAINT signed_with_a_note CHECK (closed_at IS NULL OR note IS NOT NULL),
    CONSTRAINT drill_with_its_seconds CHECK (signed_by IS NULL OR kind <> 'DRILL_REVOCATION' OR millis IS NOT NULL)
);
CREATE INDEX task_by_due ON task (closed_at, due);
CREATE INDEX task_by_release ON task (release_id);

-- A secret that a server is given: where it is kept and when it was made, never what it is.
CREATE TABLE credential (
    id           VARCHAR(32)   PRIMARY KEY,
    package_purl VARCHAR(1000) NOT NULL,
    kind         VARCHAR(100)  NOT NULL,
    place        VARCHAR(500)  NOT NULL,
    owner_id     VARCHAR(32)   NOT NULL REFERENCES account (id),
    rotated_on   DATE          NOT NULL,
    added_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    retired_at   TIMESTAMP(6) WITH TIME ZONE,
    UNIQUE (package_purl, place)
);

-- The address of a person's calendar. Its token has 256 random bits and is kept as a digest.
CREATE TABLE calendar_feed (
    id           VARCHAR(32) PRIMARY KEY,
    account_id   VARCHAR(32) NOT NULL REFERENCES account (id),
    token_sha256 VARCHAR(64) NOT NULL UNIQUE,
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    revoked_at   TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX calendar_feed_by_account ON calendar_feed (account_id);

-- What is to be told, written in the transaction of what it tells.
CREATE TABLE notice (
    id         VARCHAR(32)   PRIMARY KEY,
    event      VARCHAR(40)   NOT NULL,
    subject    VARCHAR(1000) NOT NULL,
    detail     VARCHAR(4000) NOT NULL,
    at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    spread_at  TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX notice_by_spread ON notice (spread_at);

-- One notice on its way to one place.
CREATE TABLE notice_delivery (
    id          VARCHAR(32)   PRIMARY KEY,
    notice_id   VARCHAR(32)   NOT NULL REFERENCES notice (id),
    channel     VARCHAR(20)   NOT NULL,
    target      VARCHAR(300)  NOT NULL,
    state       VARCHAR(20)   NOT NULL,
    tries       INTEGER       DEFAULT 0 NOT NULL,
    next_try_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at    TIMESTAMP(6) WITH TIME ZONE,
    problem     VARCHAR(1000),
    UNIQUE (notice_id, channel, target)
);
CREATE INDEX notice_delivery_by_state ON notice_delivery (state, next_try_at);
