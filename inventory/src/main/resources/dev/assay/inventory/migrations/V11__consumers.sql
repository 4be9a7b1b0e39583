-- Who uses servers, and which tools each of them is granted.

-- An agent or application: one purpose, one owner, an identity of its own.
CREATE TABLE consumer (
    id         VARCHAR(32)   PRIMARY KEY,
    name       VARCHAR(100)  NOT NULL UNIQUE,
    purpose    VARCHAR(4000) NOT NULL,
    owner_id   VARCHAR(32)   NOT NULL REFERENCES account (id),
    stage      VARCHAR(20)   NOT NULL,
    identity   VARCHAR(200)  NOT NULL,
    added_by   VARCHAR(32)   NOT NULL REFERENCES account (id),
    added_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    retired_at TIMESTAMP(6) WITH TIME ZONE
);

-- One tool of one server for one consumer in one environment, until a day. The foreign key holds a grant to a tool that
-- the server was seen to offer, so there is none of everything; the checks hold it to people who are neither its asker
-- nor the consumer's owner, to two of them where two are needed, and to an end. No check compares one column with several
-- values by IN or OR: H2 keeps such a list with the session that made the table, and refuses every row once that is closed.
CREATE TABLE tool_grant (
    id           VARCHAR(32)   PRIMARY KEY,
    consumer_id  VARCHAR(32)   NOT NULL REFERENCES consumer (id),
    release_id   VARCHAR(32)   NOT NULL,
    package_purl VARCHAR(1000) NOT NULL,
    tool         VARCHAR(200)  NOT NULL,
    tool_class   VARCHAR(10)   NOT NULL,
    environment  VARCHAR(20)   NOT NULL,
    state        VARCHAR(20)   NOT NULL,
    asker_id     VARCHAR(32)   NOT NULL REFERENCES account (id),
    owner_id     VARCHAR(32)   NOT NULL REFERENCES account (id),
    reason       VARCHAR(4000) NOT NULL,
    days         INTEGER       NOT NULL,
    needs_two    BOOLEAN       NOT NULL,
    asked_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    first_by     VARCHAR(32)   REFERENCES account (id),
    first_reason VARCHAR(4000),
    granted_by   VARCHAR(32)   REFERENCES account (id),
    granted_at   TIMESTAMP(6) WITH TIME ZONE,
    expires_at   TIMESTAMP(6) WITH TIME ZONE,
    ended_by     VARCHAR(32)   REFERENCES account (id),
    ended_at     TIMESTAMP(6) WITH TIME ZONE,
    end_reason   VARCHAR(4000),
    CONSTRAINT grant_of_a_tool_that_there_is FOREIGN KEY (release_id, tool) REFERENCES tool_name (release_id, name),
    CONSTRAINT grant_names_one_tool CHECK (tool NOT LIKE '%*%' AND tool <> ''),
    CONSTRAINT grant_of_what_may_be_used CHECK (tool_class <> 'NEVER'),
    CONSTRAINT grant_has_an_end CHECK (
        days BETWEEN 1 AND 365
        AND (granted_at IS NULL) = (expires_at IS NULL)
        AND (granted_at IS NULL OR expires_at <= granted_at + INTERVAL '366' DAY)),
    CONSTRAINT nobody_grants_to_themselves CHECK (
        (first_by IS NULL OR (first_by <> asker_id AND first_by <> owner_id))
        AND (granted_by IS NULL OR (granted_by <> asker_id AND granted_by <> owner_id))),
    CONSTRAINT grant_by_as_many_as_are_needed CHECK (
        (state <> 'GRANTED' AND state <> 'EXPIRED')
        OR (granted_by IS NOT NULL AND granted_at IS NOT NULL
            AND (NOT needs_two OR (first_by IS NOT NULL AND first_by <> granted_by))))
);
CREATE INDEX tool_grant_by_consumer ON tool_grant (consumer_id);
CREATE INDEX tool_grant_by_release ON tool_grant (package_purl);
CREATE INDEX tool_grant_by_state ON tool_grant (state);
