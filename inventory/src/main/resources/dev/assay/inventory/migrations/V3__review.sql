-- What is asked with a request, who votes for it, what is waived and what was let through in an emergency.

ALTER TABLE access_request ADD COLUMN stage VARCHAR(20) DEFAULT 'PRODUCTION' NOT NULL;
ALTER TABLE access_request ADD COLUMN answers TEXT DEFAULT '{}' NOT NULL;
ALTER TABLE access_request ADD COLUMN review_id VARCHAR(32);
ALTER TABLE access_request ADD COLUMN withdrawn_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE access_request ADD CONSTRAINT request_of_review FOREIGN KEY (review_id) REFERENCES review (id);
CREATE INDEX access_request_by_requester ON access_request (requester_id);

-- What somebody has written and not handed in. Nothing in it is checked.
CREATE TABLE request_draft (
    id         VARCHAR(32) PRIMARY KEY,
    account_id VARCHAR(32) NOT NULL REFERENCES account (id),
    purl       TEXT        NOT NULL,
    domains    TEXT        NOT NULL,
    answers    TEXT        NOT NULL,
    origin     VARCHAR(20) NOT NULL,
    origin_id  VARCHAR(32),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX request_draft_by_account ON request_draft (account_id);

-- How much a review asks for, as computed; NULL until there is something to see.
ALTER TABLE review ADD COLUMN tier VARCHAR(10);
ALTER TABLE review ADD COLUMN tier_reasons TEXT DEFAULT '' NOT NULL;
ALTER TABLE review ADD CONSTRAINT review_as_shown UNIQUE (id, requester_id, last_editor_id, snapshot_sha256);

-- A reviewer's word against the computed tier. It holds while what is computed stays what it was.
CREATE TABLE tier_change (
    id         VARCHAR(32)   PRIMARY KEY,
    review_id  VARCHAR(32)   NOT NULL REFERENCES review (id),
    computed   VARCHAR(10)   NOT NULL,
    tier       VARCHAR(10)   NOT NULL,
    actor_id   VARCHAR(32)   NOT NULL REFERENCES account (id),
    reason     VARCHAR(4000) NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sequence   BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);
CREATE INDEX tier_change_by_review ON tier_change (review_id);

-- Approving votes. While a vote stands, its foreign key binds it to the very requester, last editor and
-- snapshot of its review; a changed review can only go on once the vote is void (standing_sha256 NULL, which
-- no foreign key looks at). So the database itself refuses a vote by the requester, by the last editor, twice
-- by one person, and on a snapshot that is past.
CREATE TABLE vote (
    id              VARCHAR(32)   PRIMARY KEY,
    review_id       VARCHAR(32)   NOT NULL REFERENCES review (id),
    requester_id    VARCHAR(32)   NOT NULL,
    last_editor_id  VARCHAR(32)   NOT NULL,
    approver_id     VARCHAR(32)   NOT NULL REFERENCES account (id),
    role            VARCHAR(30)   NOT NULL,
    snapshot_sha256 VARCHAR(64)   NOT NULL,
    standing_sha256 VARCHAR(64),
    stage           VARCHAR(20)   NOT NULL,
    approval_days   INTEGER       NOT NULL,
    conditions      TEXT          NOT NULL,
    reason          VARCHAR(4000) NOT NULL,
    given_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    void_reason     VARCHAR(500),
    sequence        BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    CONSTRAINT vote_on_what_is_shown FOREIGN KEY (review_id, requester_id, last_editor_id, standing_sha256)
        REFERENCES review (id, requester_id, last_editor_id, snapshot_sha256),
    CONSTRAINT one_vote_each UNIQUE (review_id, approver_id, standing_sha256),
    CONSTRAINT nobody_votes_for_their_own CHECK (approver_id <> requester_id AND approver_id <> last_editor_id),
    CONSTRAINT vote_stands_on_what_was_seen CHECK (standing_sha256 IS NULL OR standing_sha256 = snapshot_sha256),
    CONSTRAINT vote_is_void_for_a_reason CHECK (standing_sha256 IS NOT NULL OR void_reason IS NOT NULL)
);

ALTER TABLE decision ADD COLUMN conditions TEXT DEFAULT '' NOT NULL;
ALTER TABLE decision ADD COLUMN suggestion VARCHAR(1000);

-- An accepted exception: one finding or one rule, of one release, until a day. Findings are never edited.
CREATE TABLE waiver (
    id              VARCHAR(32)   PRIMARY KEY,
    release_id      VARCHAR(32)   NOT NULL REFERENCES release (id),
    target_kind     VARCHAR(10)   NOT NULL,
    target          VARCHAR(200)  NOT NULL,
    title           VARCHAR(1000) NOT NULL,
    state           VARCHAR(20)   NOT NULL,
    asker_id        VARCHAR(32)   NOT NULL REFERENCES account (id),
    reason          VARCHAR(4000) NOT NULL,
    control         VARCHAR(4000) NOT NULL,
    days            INTEGER       NOT NULL,
    asked_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    decider_id      VARCHAR(32)   REFERENCES account (id),
    decision_reason VARCHAR(4000),
    decided_at      TIMESTAMP(6) WITH TIME ZONE,
    expires_at      TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT nobody_grants_their_own_waiver CHECK (
        state <> 'GRANTED'
        OR (decider_id IS NOT NULL AND decider_id <> asker_id AND decision_reason IS NOT NULL
            AND expires_at IS NOT NULL))
);
CREATE INDEX waiver_by_release ON waiver (release_id);
CREATE INDEX waiver_by_state ON waiver (state);

-- A release let through by one person for hours, and the look at it that somebody else owes afterwards.
CREATE TABLE break_glass (
    id                VARCHAR(32)   PRIMARY KEY,
    release_id        VARCHAR(32)   NOT NULL REFERENCES release (id),
    actor_id          VARCHAR(32)   NOT NULL REFERENCES account (id),
    reason            VARCHAR(4000) NOT NULL,
    stage             VARCHAR(20)   NOT NULL,
    opened_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    before_state      VARCHAR(20)   NOT NULL,
    before_reason     VARCHAR(2000) NOT NULL,
    before_stage      VARCHAR(20),
    before_expires_at TIMESTAMP(6) WITH TIME ZONE,
    ended_at          TIMESTAMP(6) WITH TIME ZONE,
    closed_by         VARCHAR(32)   REFERENCES account (id),
    post_review       VARCHAR(4000),
    closed_at         TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT somebody_else_looks_afterwards CHECK (
        closed_at IS NULL OR (closed_by IS NOT NULL AND closed_by <> actor_id AND post_review IS NOT NULL))
);
CREATE INDEX break_glass_by_release ON break_glass (release_id);
