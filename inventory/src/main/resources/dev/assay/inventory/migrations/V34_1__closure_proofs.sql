-- What came of looking at the proofs of each package of a closure; null where nobody looked, and of the release itself.
ALTER TABLE closure_package ADD COLUMN proofs TEXT;
