package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Id;

import org.junit.jupiter.api.Test;

final class NpmPathTest {

    private static NpmPath of(String path) {
        return NpmPath.parse(path).path();
    }

    @Test
    void readsNamesWithAndWithoutAScope() {
        assertThat(of("/npm/demo")).isEqualTo(new NpmPath.Packument("demo"));
        assertThat(of("/npm/@s%2fdemo")).isEqualTo(new NpmPath.Packument("@s/demo"));
        assertThat(of("/npm/@s/demo")).isEqualTo(new NpmPath.Packument("@s/demo"));
        assertThat(of("/npm/@s/demo/latest")).isEqualTo(new NpmPath.Version("@s/demo", "latest"));
        assertThat(of("/npm/-/package/@s%2fdemo/dist-tags"))
                .isEqualTo(new NpmPath.DistTags("@s/demo"));
    }

    @Test
    void readsTheVersionOutOfTheTarballsName() {
        assertThat(of("/npm/demo/-/demo-1.0.0-beta.1+b.tgz"))
                .isEqualTo(new NpmPath.Tarball("demo", "1.0.0-beta.1+b"));
        assertThat(of("/npm/demo/-/demo-1.0.0%2Bb.tgz"))
                .isEqualTo(new NpmPath.Tarball("demo", "1.0.0+b"));
        assertThat(of("/npm/@s/a-b/-/a-b-1.0.0.tgz"))
                .isEqualTo(new NpmPath.Tarball("@s/a-b", "1.0.0"));
    }

    @Test
    void readsTheClosure() {
        var id = Id.random();

        assertThat(NpmPath.parse("/npm/~/" + id + "/demo"))
                .isEqualTo(new NpmPath.Asked(id, new NpmPath.Packument("demo")));
        assertThat(of("/npm/~/nonsense/demo")).isEqualTo(new NpmPath.Nowhere());
        assertThat(of("/npm/~/" + id)).isEqualTo(new NpmPath.Ping());
    }

    @Test
    void findsNothingWhereThereIsNoName() {
        for (var path :
                new String[] {
                    "/npm/..",
                    "/npm/.hidden",
                    "/npm/a%2f..%2fb",
                    "/npm/@s",
                    "/npm/%zz",
                    "/npm/a//b",
                    "/npm/" + "a".repeat(215),
                    "/npm/demo/-/demo-.tgz",
                    "/npm/demo/-/demo-1.0.0.tar",
                    "/npm/-/user/org.couchdb.user:me",
                    "/npm/-/npm/v1/attestations/../../x"
                }) {
            assertThat(of(path)).as(path).isEqualTo(new NpmPath.Nowhere());
        }
    }
}
