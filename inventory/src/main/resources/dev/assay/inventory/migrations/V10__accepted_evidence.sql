-- What a waiver was given for stands somewhere. Where it stands elsewhere after another vetting, nobody accepted
-- that: the waiver covers it no longer. NULL for those that were asked for before places were kept.
ALTER TABLE waiver ADD COLUMN evidence VARCHAR(64);
ALTER TABLE waiver ADD COLUMN places VARCHAR(2000);
