-- How people sign in, and the tokens that programs hold.

-- Somebody who signs in with the company's identity provider has no password here.
ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;
-- A password that somebody else made up is good for one thing: choosing another.
ALTER TABLE account ADD COLUMN password_change_due BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE account ADD COLUMN password_expires_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE account ADD COLUMN last_signed_in_at TIMESTAMP(6) WITH TIME ZONE;
-- Who they are at their identity provider: its issuer and its subject, never an e-mail address, which it may give to
-- somebody else tomorrow.
ALTER TABLE account ADD COLUMN external_issuer VARCHAR(500);
ALTER TABLE account ADD COLUMN external_subject VARCHAR(300);
ALTER TABLE account ADD CONSTRAINT one_account_per_external_identity UNIQUE (external_issuer, external_subject);

-- The token itself is shown once and kept nowhere. It has 256 random bits, so its plain digest cannot be guessed back.
CREATE TABLE api_token (
    id           VARCHAR(32)  PRIMARY KEY,
    account_id   VARCHAR(32)  NOT NULL REFERENCES account (id),
    name         VARCHAR(100) NOT NULL,
    token_sha256 VARCHAR(64)  NOT NULL UNIQUE,
    scopes       VARCHAR(100) NOT NULL,
    stage        VARCHAR(20)  NOT NULL,
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    revoked_at   TIMESTAMP(6) WITH TIME ZONE,
    last_used_at TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX api_token_by_account ON api_token (account_id);
CREATE INDEX api_token_by_expiry ON api_token (expires_at);
