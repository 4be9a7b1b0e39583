-- The digest of all that a server listed while it ran. Of runs from before this, it stands nowhere.
ALTER TABLE release_run ADD COLUMN manifest_sha256 VARCHAR(64);
