-- Who is behind a pseudonym on the audit trail. The trail stays as it was written; a row here can go, and with it the way from
-- an event to a person.
CREATE TABLE audit_person (
    pseudonym  VARCHAR(50) PRIMARY KEY,
    account_id VARCHAR(32) NOT NULL UNIQUE REFERENCES account (id)
);
