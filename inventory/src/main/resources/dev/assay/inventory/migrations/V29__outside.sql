-- What the gate passed on although it belongs to no closure: which bytes, how often, since when. Nothing of it was vetted.
CREATE TABLE outside_fetch (
    ecosystem  VARCHAR(40)   NOT NULL,
    item       VARCHAR(1000) NOT NULL,
    sha256     VARCHAR(64)   NOT NULL,
    size_bytes BIGINT        NOT NULL,
    times      BIGINT        NOT NULL,
    first_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (ecosystem, item, sha256)
);
CREATE INDEX outside_fetch_by_last ON outside_fetch (last_at);
