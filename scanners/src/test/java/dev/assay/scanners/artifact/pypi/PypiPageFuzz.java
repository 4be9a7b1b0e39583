package dev.assay.scanners.artifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.fuzz.FuzzTarget;

import java.net.URI;
import java.util.List;

/** What an index says of a project, in both forms, and what a distribution says of itself. */
public final class PypiPageFuzz implements FuzzTarget {

    private static final URI ADDRESS = URI.create("https://index.zz/simple/a/");

    @Override
    public void read(byte[] bytes) {
        try {
            check(IndexHtml.parse("a", ADDRESS, bytes, null));
        } catch (MalformedPageException e) {
            assertThat(e).hasMessageContaining("");
        }
        try {
            check(IndexJson.parse("a", ADDRESS, bytes, null));
        } catch (MalformedPageException e) {
            assertThat(e).hasMessageContaining("");
        }
        CoreMetadata.parse(bytes);
    }

    private static void check(IndexPage page) {
        assertThat(page.files()).allSatisfy(file -> assertThat(file.url().getScheme()).isNotNull());
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                """
                <!DOCTYPE html><meta name="pypi:repository-version" content="1.1"><base href="https://f.zz/x/">
                <a href="../a-1.0-py3-none-any.whl#sha256=%s" data-requires-python="&gt;=3.9" data-yanked="no"
                 data-core-metadata="sha256=%s">a</a><a href="a-1.0.tar.gz">b</a>
                """
                        .formatted("0".repeat(64), "1".repeat(64)),
                """
                {"meta": {"api-version": "1.3", "project-status": {"status": "active"}}, "name": "a", "versions": ["1.0"],
                 "files": [{"filename": "a-1.0-py3-none-any.whl", "url": "a-1.0-py3-none-any.whl", "size": 9,
                   "hashes": {"sha256": "%s"}, "requires-python": "<4", "yanked": false, "upload-time": "2026-01-01T00:00:00Z"}]}
                """
                        .formatted("2".repeat(64)),
                """
                Metadata-Version: 2.4
                Name: a
                Version: 1.0
                Requires-Dist: b[c]>=1,<2; python_version < "3.12" and (extra == 'd' or os_name != "nt")
                Description: long
                  text

                the rest
                """);
    }
}
