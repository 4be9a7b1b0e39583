-- Who was given what belongs to no closure. What was counted before nobody is named for.
CREATE TABLE outside_taken (
    ecosystem  VARCHAR(40)   NOT NULL,
    item       VARCHAR(1000) NOT NULL,
    sha256     VARCHAR(64)   NOT NULL,
    -- As in fetch_count: a token, a workload, or anonymous.
    caller     VARCHAR(200)  NOT NULL,
    size_bytes BIGINT        NOT NULL,
    times      BIGINT        NOT NULL,
    first_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (ecosystem, item, sha256, caller)
);
CREATE INDEX outside_taken_by_last ON outside_taken (last_at);
INSERT INTO outside_taken (ecosystem, item, sha256, caller, size_bytes, times, first_at, last_at)
SELECT ecosystem, item, sha256, 'others', size_bytes, times, first_at, last_at FROM outside_fetch;
DROP TABLE outside_fetch;
