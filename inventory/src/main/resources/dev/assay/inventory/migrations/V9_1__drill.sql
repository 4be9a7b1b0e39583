-- Rehearsals of a revocation, at the real gate with a release made for the purpose.

CREATE TABLE drill (
    id         VARCHAR(32)   PRIMARY KEY,
    release_id VARCHAR(32)   NOT NULL REFERENCES release (id),
    account_id VARCHAR(32)   NOT NULL REFERENCES account (id),
    task_id    VARCHAR(32)   REFERENCES task (id),
    began_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- From the revocation to the first answer that refuses; NULL where it was not to be measured.
    millis     BIGINT,
    -- How often the gate was asked after the revocation.
    asked      INTEGER       NOT NULL,
    answer     VARCHAR(1000) NOT NULL,
    CONSTRAINT drill_took_no_time_back CHECK (millis IS NULL OR millis >= 0)
);
CREATE INDEX drill_by_time ON drill (began_at);
