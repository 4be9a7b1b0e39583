package dev.assay.scanners.detonation.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NativeBuildTest {

    @TempDir private Path host;

    @Test
    void a_host_that_has_nothing_lacks_all_by_name() {
        assertThat(new NativeBuild(host).lacking())
                .containsExactly(
                        "Python", "a C++ compiler", "make", "node-gyp", "the headers of Node.js");
    }

    @Test
    void where_all_is_there_it_is_built_with_the_hosts_headers() throws Exception {
        put("usr/share/nodejs/node-gyp/bin/node-gyp.js");
        put("usr/local/include/node/node_api.h");
        put("usr/bin/python3");
        put("usr/bin/make");
        put("usr/bin/g++");
        var build = new NativeBuild(host);

        assertThat(build.lacking()).isEmpty();
        assertThat(build.command())
                .isEqualTo(
                        "node /usr/share/nodejs/node-gyp/bin/node-gyp.js rebuild --nodedir=/usr/local");
        assertThat(build.environment()).containsEntry("npm_config_nodedir", "/usr/local");
    }

    @Test
    void npm_builds_what_has_a_description_of_it_and_no_hook_of_its_own() throws Exception {
        put("binding.gyp");
        assertThat(isBuilt("{\"name\": \"a\"}")).isTrue();
        assertThat(isBuilt("{\"name\": \"a\", \"gypfile\": false}")).isFalse();
        assertThat(isBuilt("{\"name\": \"a\", \"scripts\": {\"install\": \"true\"}}")).isFalse();
        assertThat(isBuilt("{\"name\": \"a\", \"scripts\": {\"postinstall\": \"true\"}}")).isTrue();
        Files.delete(host.resolve("binding.gyp"));
        assertThat(isBuilt("{\"name\": \"a\"}")).isFalse();
    }

    @Test
    void programs_of_what_is_installed_are_linked_beside_it_and_nothing_outside_of_it_is()
            throws Exception {
        put("node_modules/b/cli.js");
        put("secret.js");
        Files.writeString(
                host.resolve("node_modules/b/package.json"),
                "{\"name\": \"b\", \"bin\": {\"b-cli\": \"cli.js\", \"out\": \"../../secret.js\"}}");

        ProgramLinks.make(List.of(Placed.of("node_modules/b", "pkg:npm/b@1.0.0", "0.tgz")), host);

        assertThat(host.resolve("node_modules/.bin/b-cli")).isSymbolicLink().exists();
        assertThat(host.resolve("node_modules/.bin/out")).doesNotExist();
    }

    private boolean isBuilt(String manifest) throws IOException {
        Files.writeString(host.resolve("package.json"), manifest);
        return NodePackage.of(host).isBuilt();
    }

    private void put(String name) throws IOException {
        var file = host.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
