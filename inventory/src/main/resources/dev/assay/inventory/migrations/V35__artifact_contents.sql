-- The packages that lie in an image or a bundle, as JSON, and by which version of the reader they were read.
CREATE TABLE artifact_contents (
    sha256   VARCHAR(64) PRIMARY KEY,
    reading  INT         NOT NULL,
    contents TEXT        NOT NULL
);
