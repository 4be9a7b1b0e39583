-- Which of several upstreams was the first to have a name, and so has it for good.
CREATE TABLE upstream_name (
    ecosystem VARCHAR(40)   NOT NULL,
    name      VARCHAR(500)  NOT NULL,
    upstream  VARCHAR(1000) NOT NULL,
    since     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (ecosystem, name)
);
