-- Documents that can be made again of stored records at any time, by what they are made of.
CREATE TABLE derived_document (
    key_sha256      VARCHAR(64) PRIMARY KEY,
    document_sha256 VARCHAR(64) NOT NULL
);

-- What people wrote at a line of a release's code. It stays when the snapshot changes; where its line
-- stands then is found by the function and the line's own text.
CREATE TABLE line_comment (
    id              VARCHAR(32)   PRIMARY KEY,
    release_id      VARCHAR(32)   NOT NULL REFERENCES release (id),
    snapshot_sha256 VARCHAR(64),
    function_print  VARCHAR(64)   NOT NULL,
    function_name   VARCHAR(300)  NOT NULL,
    file            VARCHAR(1000) NOT NULL,
    line            INTEGER       NOT NULL,
    line_column     INTEGER       NOT NULL,
    line_text       VARCHAR(500)  NOT NULL,
    author_id       VARCHAR(32)   NOT NULL REFERENCES account (id),
    text            VARCHAR(4000) NOT NULL,
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sequence        BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);
CREATE INDEX line_comment_by_release ON line_comment (release_id);
