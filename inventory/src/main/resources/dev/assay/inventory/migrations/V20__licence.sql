-- What the licence of each package of a closure is. All three are null until the package was looked at.
ALTER TABLE closure_package ADD COLUMN licence_expression VARCHAR(1100);
ALTER TABLE closure_package ADD COLUMN licence_declared VARCHAR(2300);
ALTER TABLE closure_package ADD COLUMN licence_texts VARCHAR(1000);
