-- Which policies were in force, newest last. The files themselves lie in the blob store.
CREATE TABLE policy (
    sequence     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256       VARCHAR(64)   NOT NULL,
    origin       VARCHAR(1000) NOT NULL,
    files_sha256 VARCHAR(64)   NOT NULL,
    loaded_by    VARCHAR(100)  NOT NULL,
    loaded_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What the policy in force says of each release that can be served or approved: an index, which can
-- be computed again from the snapshots.
CREATE TABLE judgement (
    release_id      VARCHAR(32) PRIMARY KEY REFERENCES release (id),
    snapshot_sha256 VARCHAR(64) NOT NULL,
    policy_sha256   VARCHAR(64) NOT NULL,
    verdict         VARCHAR(10) NOT NULL,
    unmet           INTEGER     NOT NULL,
    judged_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE judgement_rule (
    release_id VARCHAR(32) NOT NULL REFERENCES judgement (release_id),
    rule_id    VARCHAR(60) NOT NULL,
    outcome    VARCHAR(20) NOT NULL,
    PRIMARY KEY (release_id, rule_id)
);
CREATE INDEX judgement_rule_by_rule ON judgement_rule (rule_id);

-- The policy can approve, but never as a person, and only on the strength of what a person approved.
-- It acts under one account that nobody can sign in to. The foreign key binds its decision to that of a
-- person: the pair of a decision and its actor, and the check keeps the policy itself from being that actor.
INSERT INTO account (id, login, display_name, password_hash, created_at, disabled_at)
VALUES ('00000000000000000000000000000000', 'assay', 'Assay, by its policy', '',
        TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00:00', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00:00');

ALTER TABLE decision ADD COLUMN policy_sha256 VARCHAR(64);
ALTER TABLE decision ADD COLUMN rests_on VARCHAR(32);
ALTER TABLE decision ADD COLUMN rests_on_actor_id VARCHAR(32);
ALTER TABLE decision ADD CONSTRAINT decision_of_actor UNIQUE (id, actor_id);
ALTER TABLE decision ADD CONSTRAINT rests_on_a_decision
    FOREIGN KEY (rests_on, rests_on_actor_id) REFERENCES decision (id, actor_id);
ALTER TABLE decision ADD CONSTRAINT policy_decides_as_such CHECK (
    (actor_id <> '00000000000000000000000000000000'
        AND policy_sha256 IS NULL AND rests_on IS NULL AND rests_on_actor_id IS NULL)
    OR (actor_id = '00000000000000000000000000000000' AND kind = 'APPROVE'
        AND policy_sha256 IS NOT NULL AND rests_on IS NOT NULL AND rests_on_actor_id IS NOT NULL
        AND rests_on_actor_id <> '00000000000000000000000000000000' AND expires_at IS NOT NULL));
