-- A file that was handed in may be removed while nobody relies on it. Its row stays: the name stays bound, so that no upstream is ever asked
-- for it, and no other bytes come under the same version.
ALTER TABLE upload ADD COLUMN removed_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE upload ADD COLUMN removed_by VARCHAR(32) REFERENCES account (id);
ALTER TABLE upload ADD COLUMN removed_why VARCHAR(2000);
