-- The tool matrix: what each tool of a release may be used for.

-- Every name that a release ever had a row for, and whether rules or people ever said never of it. A row of the matrix
-- refers to name and memory together, so that deleting it and writing it anew does not forget.
CREATE TABLE tool_name (
    release_id VARCHAR(32)  NOT NULL REFERENCES release (id),
    name       VARCHAR(200) NOT NULL,
    never_once BOOLEAN      NOT NULL,
    PRIMARY KEY (release_id, name),
    UNIQUE (release_id, name, never_once)
);

-- A row is confirmed once confirmed_by is set; until then its class is what the rules propose. A wish is a widening
-- that does not hold yet: it waits for another reviewer, or for the review it names.
CREATE TABLE tool_entry (
    id              VARCHAR(32)  PRIMARY KEY,
    release_id      VARCHAR(32)  NOT NULL REFERENCES release (id),
    name            VARCHAR(200) NOT NULL,
    fingerprint     VARCHAR(64)  NOT NULL,
    proposal        TEXT         NOT NULL,
    proposed_class  VARCHAR(10)  NOT NULL,
    tool_class      VARCHAR(10)  NOT NULL,
    never_once      BOOLEAN      NOT NULL,
    terms           TEXT         NOT NULL,
    carried_from    VARCHAR(256),
    confirmed_by    VARCHAR(32)  REFERENCES account (id),
    confirmed_at    TIMESTAMP(6) WITH TIME ZONE,
    lowered_by      VARCHAR(32)  REFERENCES account (id),
    lowered_with    VARCHAR(32)  REFERENCES account (id),
    lowering_reason VARCHAR(4000),
    wanted_class    VARCHAR(10),
    wanted_terms    TEXT,
    wanted_by       VARCHAR(32)  REFERENCES account (id),
    wanted_reason   VARCHAR(4000),
    wanted_review   VARCHAR(32)  REFERENCES review (id),
    UNIQUE (release_id, name),
    CONSTRAINT never_outlives_its_row FOREIGN KEY (release_id, name, never_once)
        REFERENCES tool_name (release_id, name, never_once),
    CONSTRAINT tool_confirmed_at_a_time CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT never_is_remembered CHECK (never_once OR (tool_class <> 'NEVER' AND proposed_class <> 'NEVER')),
    CONSTRAINT never_is_lowered_by_two_for_a_reason CHECK (
        confirmed_by IS NULL OR tool_class = 'NEVER' OR NOT never_once
        OR (lowered_by IS NOT NULL AND lowered_with IS NOT NULL AND lowered_by <> lowered_with
            AND lowering_reason IS NOT NULL AND lowering_reason <> '')),
    CONSTRAINT tool_wish_is_whole CHECK (
        (wanted_class IS NULL) = (wanted_by IS NULL) AND (wanted_class IS NULL) = (wanted_terms IS NULL)
        AND (wanted_class IS NULL) = (wanted_reason IS NULL) AND (wanted_review IS NULL OR wanted_class IS NOT NULL))
);
