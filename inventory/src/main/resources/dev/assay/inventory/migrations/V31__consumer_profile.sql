-- What kind of consumer one is: a profile that holds its grants to what such a consumer does. Empty: none, as before.
ALTER TABLE consumer ADD COLUMN profile VARCHAR(40) DEFAULT '' NOT NULL;

-- A profile that would let a consumer do more. It takes people who are neither its asker nor the consumer's owner, and
-- two of them where it lets tools write. A narrower profile holds at once and leaves no row here.
CREATE TABLE profile_wish (
    id             VARCHAR(32)   PRIMARY KEY,
    consumer_id    VARCHAR(32)   NOT NULL REFERENCES consumer (id),
    profile_now    VARCHAR(40)   NOT NULL,
    profile_wanted VARCHAR(40)   NOT NULL,
    state          VARCHAR(20)   NOT NULL,
    asker_id       VARCHAR(32)   NOT NULL REFERENCES account (id),
    owner_id       VARCHAR(32)   NOT NULL REFERENCES account (id),
    reason         VARCHAR(4000) NOT NULL,
    needs_two      BOOLEAN       NOT NULL,
    asked_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    first_by       VARCHAR(32)   REFERENCES account (id),
    ended_by       VARCHAR(32)   REFERENCES account (id),
    ended_at       TIMESTAMP(6) WITH TIME ZONE,
    end_reason     VARCHAR(4000),
    CONSTRAINT nobody_widens_for_themselves CHECK (
        (first_by IS NULL OR (first_by <> asker_id AND first_by <> owner_id))
        AND (state <> 'GRANTED' OR (ended_by <> asker_id AND ended_by <> owner_id))),
    CONSTRAINT widened_by_as_many_as_are_needed CHECK (
        state <> 'GRANTED'
        OR (ended_by IS NOT NULL AND ended_at IS NOT NULL
            AND (NOT needs_two OR (first_by IS NOT NULL AND first_by <> ended_by))))
);
CREATE INDEX profile_wish_by_consumer ON profile_wish (consumer_id);
