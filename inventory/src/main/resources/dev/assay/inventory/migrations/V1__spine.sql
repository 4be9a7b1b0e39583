-- Written in the SQL that H2 and PostgreSQL share. Ids are 32 hexadecimal digits: 128 random bits,
-- so that a link such as /r/ID cannot be guessed.

CREATE TABLE account (
    id            VARCHAR(32)  PRIMARY KEY,
    login         VARCHAR(100) NOT NULL UNIQUE,
    display_name  VARCHAR(200) NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    disabled_at   TIMESTAMP(6) WITH TIME ZONE
);

CREATE TABLE account_role (
    account_id VARCHAR(32) NOT NULL REFERENCES account (id),
    role       VARCHAR(30) NOT NULL,
    PRIMARY KEY (account_id, role)
);

-- One version of one package. Its state is the state machine of docs/architecture.md.
CREATE TABLE release (
    id              VARCHAR(32)   PRIMARY KEY,
    purl            VARCHAR(1000) NOT NULL UNIQUE,
    package_purl    VARCHAR(1000) NOT NULL,
    version         VARCHAR(256)  NOT NULL,
    state           VARCHAR(20)   NOT NULL,
    state_reason    VARCHAR(2000) NOT NULL,
    stage           VARCHAR(20),
    approved_at     TIMESTAMP(6) WITH TIME ZONE,
    expires_at      TIMESTAMP(6) WITH TIME ZONE,
    sha256          VARCHAR(64),
    integrity       VARCHAR(100),
    baseline_id     VARCHAR(32)   REFERENCES release (id),
    snapshot_sha256 VARCHAR(64),
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX release_by_package ON release (package_purl);
CREATE INDEX release_by_state ON release (state);

-- What each stage of the pipeline made of a release; the document itself lies in the blob store.
CREATE TABLE vetting_step (
    release_id      VARCHAR(32)   NOT NULL REFERENCES release (id),
    step            VARCHAR(20)   NOT NULL,
    outcome         VARCHAR(30)   NOT NULL,
    summary         VARCHAR(2000) NOT NULL,
    document_sha256 VARCHAR(64),
    finished_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (release_id, step)
);

CREATE TABLE closure_package (
    release_id   VARCHAR(32)   NOT NULL REFERENCES release (id),
    path         VARCHAR(2000) NOT NULL,
    purl         VARCHAR(1000) NOT NULL,
    package_name VARCHAR(300)  NOT NULL,
    version      VARCHAR(256)  NOT NULL,
    integrity    VARCHAR(100)  NOT NULL,
    optional     BOOLEAN       NOT NULL,
    manifest     TEXT          NOT NULL,
    PRIMARY KEY (release_id, path)
);
CREATE INDEX closure_package_by_purl ON closure_package (purl);

-- Bytes that were fetched, by what names them upstream (integrity) and here (sha256).
CREATE TABLE artifact (
    integrity  VARCHAR(100) PRIMARY KEY,
    sha256     VARCHAR(64)  NOT NULL,
    size_bytes BIGINT       NOT NULL,
    fetched_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The same bytes under the same analysis are never profiled twice.
CREATE TABLE profile (
    sha256          VARCHAR(64) NOT NULL,
    analysis        INTEGER     NOT NULL,
    document_sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (sha256, analysis)
);

-- An index over profiles: which releases have a function of that shape, so that copies are found.
CREATE TABLE known_release (
    number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256   VARCHAR(64)   NOT NULL,
    analysis INTEGER       NOT NULL,
    purl     VARCHAR(1000) NOT NULL,
    complete BOOLEAN       NOT NULL,
    UNIQUE (sha256, analysis, purl)
);

CREATE TABLE known_function (
    shape          VARCHAR(32) NOT NULL,
    release_number BIGINT      NOT NULL REFERENCES known_release (number),
    PRIMARY KEY (shape, release_number)
);
CREATE INDEX known_function_by_release ON known_function (release_number);

CREATE TABLE access_request (
    id           VARCHAR(32)   PRIMARY KEY,
    release_id   VARCHAR(32)   NOT NULL REFERENCES release (id),
    requester_id VARCHAR(32)   NOT NULL REFERENCES account (id),
    purpose      VARCHAR(4000) NOT NULL,
    owner        VARCHAR(200)  NOT NULL,
    domains      TEXT          NOT NULL,
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX access_request_by_release ON access_request (release_id);

-- One look at one release under one declaration. A wider declaration opens another review.
CREATE TABLE review (
    id              VARCHAR(32) PRIMARY KEY,
    release_id      VARCHAR(32) NOT NULL REFERENCES release (id),
    request_id      VARCHAR(32) NOT NULL REFERENCES access_request (id),
    requester_id    VARCHAR(32) NOT NULL REFERENCES account (id),
    last_editor_id  VARCHAR(32) NOT NULL REFERENCES account (id),
    state           VARCHAR(20) NOT NULL,
    snapshot_sha256 VARCHAR(64),
    opened_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    closed_at       TIMESTAMP(6) WITH TIME ZONE,
    UNIQUE (id, requester_id, last_editor_id)
);
CREATE INDEX review_by_release ON review (release_id);

-- What people decided. The foreign key binds a decision to the very requester and last editor of its
-- review, and the check keeps both of them from approving: no code path can get round it.
CREATE TABLE decision (
    id              VARCHAR(32)   PRIMARY KEY,
    release_id      VARCHAR(32)   NOT NULL REFERENCES release (id),
    review_id       VARCHAR(32),
    requester_id    VARCHAR(32),
    last_editor_id  VARCHAR(32),
    kind            VARCHAR(20)   NOT NULL,
    actor_id        VARCHAR(32)   NOT NULL REFERENCES account (id),
    reason          VARCHAR(4000) NOT NULL,
    stage           VARCHAR(20),
    snapshot_sha256 VARCHAR(64),
    expires_at      TIMESTAMP(6) WITH TIME ZONE,
    decided_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- The order that counts: clocks of two nodes differ.
    sequence        BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    FOREIGN KEY (review_id, requester_id, last_editor_id) REFERENCES review (id, requester_id, last_editor_id),
    CONSTRAINT nobody_approves_their_own CHECK (
        kind <> 'APPROVE'
        OR (review_id IS NOT NULL AND requester_id IS NOT NULL AND last_editor_id IS NOT NULL
            AND snapshot_sha256 IS NOT NULL AND actor_id <> requester_id AND actor_id <> last_editor_id))
);
CREATE INDEX decision_by_release ON decision (release_id);

-- A blocked fetch that nobody asked for yet, one per package URL.
CREATE TABLE sighting (
    id         VARCHAR(32)   PRIMARY KEY,
    purl       VARCHAR(1000) NOT NULL UNIQUE,
    first_seen TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    times      BIGINT        NOT NULL
);

-- Bytes that were not what was approved.
CREATE TABLE incident (
    id         VARCHAR(32)   PRIMARY KEY,
    purl       VARCHAR(1000) NOT NULL,
    expected   VARCHAR(200)  NOT NULL,
    actual     VARCHAR(200)  NOT NULL,
    place      VARCHAR(1000) NOT NULL,
    first_seen TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    times      BIGINT        NOT NULL,
    UNIQUE (purl, expected, actual)
);

CREATE TABLE audit_event (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor    VARCHAR(100)  NOT NULL,
    action   VARCHAR(60)   NOT NULL,
    subject  VARCHAR(1000) NOT NULL,
    detail   VARCHAR(4000) NOT NULL
);
CREATE INDEX audit_event_by_subject ON audit_event (subject);

-- The table of db-scheduler 16: what is to be done, and by which node.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(250) NOT NULL,
    task_instance        VARCHAR(250) NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(250),
    last_success         TIMESTAMP(6) WITH TIME ZONE,
    last_failure         TIMESTAMP(6) WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP(6) WITH TIME ZONE,
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
