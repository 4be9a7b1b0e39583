-- Why packages of the closure were not looked up, in one sentence; empty where all were.
ALTER TABLE flaw_scan ADD COLUMN unscanned VARCHAR(1000) DEFAULT '' NOT NULL;
