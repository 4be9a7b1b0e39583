package dev.assay.scanners.artifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

final class PypiConfigurationTest {

    @TempDir Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void nothingOfThisMachine() {
        environment.put("XDG_CONFIG_DIRS", home.resolve("nothing").toString());
        environment.put("PIP_CONFIG_FILE", home.resolve("pip.conf").toString());
    }

    private void file(String path, String content) throws IOException {
        var file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private PypiConfiguration read() {
        return PypiConfiguration.read(environment, home, null);
    }

    @Test
    void saysWhatToSetWhereThereIsNone() throws Exception {
        file("pip.conf", "[global]\n");

        assertThat(read().index()).isEmpty();
        assertThat(read().namedBy())
                .isEqualTo(
                        "no PyPI index configured; set assay.upstream.pypi.url or index-url in a"
                                + " pip.conf");
    }

    @Test
    void readsFilesAsPipDoesTheMoreSpecificLast() throws Exception {
        file(".config/pip/pip.conf", "[global]\nindex-url = http://user.example/simple\n");
        environment.remove("PIP_CONFIG_FILE");
        assertThat(read().index()).contains(URI.create("http://user.example/simple/"));

        file(
                "pip.conf",
                """
                # a comment
                [global]
                index_url: http://global.example/simple
                extra-index-url =
                    http://more.example/simple
                [install]
                INDEX-URL = http://install.example/simple
                """);
        environment.put("PIP_CONFIG_FILE", home.resolve("pip.conf").toString());
        assertThat(read().index()).contains(URI.create("http://install.example/simple/"));
        assertThat(read().namedBy()).endsWith("pip.conf");

        environment.put("PIP_INDEX_URL", "http://variable.example/simple");
        assertThat(read().index()).contains(URI.create("http://variable.example/simple/"));
        assertThat(
                        PypiConfiguration.read(environment, home, URI.create("http://own.example"))
                                .index())
                .contains(URI.create("http://own.example/"));
    }

    @Test
    void asksNoIndexWhereNoneMayBeAsked() throws Exception {
        file("pip.conf", "[global]\nindex-url = file:///opt/simple\n");
        assertThat(read().index()).isEmpty();
        assertThat(read().namedBy()).contains("is no http or https address", "assay.upstream.pypi");

        environment.put("PIP_NO_INDEX", "1");
        assertThat(read().namedBy()).contains("tells pip to use no index");
        assertThatThrownBy(() -> PypiConfiguration.read(environment, home, URI.create("ftp://a/b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheDefaultOfTheInstalledPipOutOfItsSources() throws Exception {
        file("pip.conf", "");
        file("python/bin/pip", "#!/bin/sh\n");
        file(
                "python/lib/python3.12/site-packages/pip/_internal/models/index.py",
                "PyPI = PackageIndex(\"https://built-in.example/\", file_storage_domain=\"x\")\n");
        environment.put("PATH", home.resolve("python/bin").toString());
        assertThat(read().index()).contains(URI.create("https://built-in.example/simple/"));
        assertThat(read().namedBy()).isEqualTo("the installed pip, which was built with it");

        file("python/pip.conf", "[global]\nindex-url = http://site.example/simple\n");
        assertThat(read().index()).contains(URI.create("http://site.example/simple/"));
    }

    @Test
    void findsPipBehindShims() throws Exception {
        file("pip.conf", "");
        file("pyenv/shims/pip", "#!/bin/sh\n");
        file("pyenv/version", "3.13.0\n3.12.1\n");
        file(
                "pyenv/versions/3.13.0/lib/python3.13/site-packages/pip/_internal/models/index.py",
                "PyPI = PackageIndex(\"https://shim.example/\", file_storage_domain=\"x\")\n");
        environment.put("PATH", home.resolve("pyenv/shims").toString());

        assertThat(read().index()).contains(URI.create("https://shim.example/simple/"));
    }

    @Test
    void sendsCredentialsToWhomTheyWereWrittenForAlone() throws Exception {
        file("pip.conf", "[global]\nindex-url = http://me:s%40fe@index.example:8443/simple\n");
        file(
                ".netrc",
                "machine files.example\n login you\n password secret\ndefault login x password y\n");
        var configuration = read();

        assertThat(configuration.index()).contains(URI.create("http://index.example:8443/simple/"));
        assertThat(authorization(configuration, "http://index.example:8443/simple/a/"))
                .isEqualTo("me:s@fe");
        assertThat(authorization(configuration, "http://files.example/a.whl"))
                .isEqualTo("you:secret");
        for (var other :
                new String[] {"http://index.example/a", "http://elsewhere.example/a.whl"}) {
            assertThat(configuration.authorizationFor(URI.create(other))).as(other).isNull();
        }
    }

    private static String authorization(PypiConfiguration configuration, String address) {
        var value = String.valueOf(configuration.authorizationFor(URI.create(address)));
        return new String(
                Base64.getDecoder().decode(value.substring("Basic ".length())),
                StandardCharsets.UTF_8);
    }
}
