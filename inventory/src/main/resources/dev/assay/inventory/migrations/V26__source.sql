-- Which bytes a commit of a repository is kept as, so that it is fetched once for all that is made of it.
CREATE TABLE source_commit (
    repository VARCHAR(700) NOT NULL,
    commit_id  VARCHAR(64)  NOT NULL,
    sha256     VARCHAR(64)  NOT NULL,
    fetched_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (repository, commit_id)
);
