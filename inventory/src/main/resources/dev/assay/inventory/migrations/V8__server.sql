-- Every server as a list shows it, who keeps which view of that list, and how often the gate served what.

-- One row per package, a projection: it can be made again of the other records at any time. Its id is made of its
-- package URL. Where there is nothing to sort by, the value sorts last.
CREATE TABLE server (
    id           VARCHAR(32)   PRIMARY KEY,
    package_purl VARCHAR(1000) NOT NULL UNIQUE,
    name         VARCHAR(300)  NOT NULL,
    searched     VARCHAR(2000) DEFAULT '' NOT NULL,
    state_rank   INTEGER       DEFAULT 99 NOT NULL,
    tier_rank    INTEGER       DEFAULT 99 NOT NULL,
    findings     INTEGER       DEFAULT 0 NOT NULL,
    due          DATE          DEFAULT DATE '9999-12-31' NOT NULL,
    changed_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    listed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX server_by_name ON server (name, id);
CREATE INDEX server_by_state ON server (state_rank, id);
CREATE INDEX server_by_tier ON server (tier_rank, id);
CREATE INDEX server_by_findings ON server (findings, id);
CREATE INDEX server_by_due ON server (due, id);
CREATE INDEX server_by_change ON server (changed_at, id);

-- What a row shows. Apart from what is searched, which stays small so.
CREATE TABLE server_document (
    server_id VARCHAR(32) PRIMARY KEY REFERENCES server (id),
    document  TEXT        NOT NULL
);

-- What servers are filtered and counted by.
CREATE TABLE server_facet (
    facet     VARCHAR(20)  NOT NULL,
    facet_value VARCHAR(300) NOT NULL,
    server_id VARCHAR(32)  NOT NULL REFERENCES server (id),
    PRIMARY KEY (facet, facet_value, server_id)
);
CREATE INDEX server_facet_by_server ON server_facet (server_id, facet);

-- Packages whose row has to be made anew, written in the transaction of what changed. Nobody waits for anybody here:
-- each change adds a row of its own.
CREATE TABLE server_touch (
    sequence     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    package_purl VARCHAR(1000) NOT NULL
);
INSERT INTO server_touch (package_purl) SELECT DISTINCT package_purl FROM release;

-- A filter of the inventory under a name.
CREATE TABLE saved_view (
    id         VARCHAR(32)   PRIMARY KEY,
    account_id VARCHAR(32)   NOT NULL REFERENCES account (id),
    name       VARCHAR(100)  NOT NULL,
    filter     VARCHAR(2000) NOT NULL,
    shared     BOOLEAN       NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT one_view_of_a_name UNIQUE (account_id, name)
);
CREATE INDEX saved_view_by_shared ON saved_view (shared);

-- Which view somebody begins with: their own, or one that is shared with them.
CREATE TABLE default_view (
    account_id VARCHAR(32) PRIMARY KEY REFERENCES account (id),
    view_id    VARCHAR(32) NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE
);

-- How often the gate answered for a release's own tarball: by release, day, who asked and how it was answered. No address
-- and no time of a single fetch.
CREATE TABLE fetch_count (
    release_id VARCHAR(32)  NOT NULL REFERENCES release (id),
    fetch_day  DATE         NOT NULL,
    caller     VARCHAR(200) NOT NULL,
    stage      VARCHAR(20)  NOT NULL,
    outcome    VARCHAR(10)  NOT NULL,
    times      BIGINT       NOT NULL,
    last_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (release_id, fetch_day, caller, stage, outcome)
);
CREATE INDEX fetch_count_by_day ON fetch_count (fetch_day);
