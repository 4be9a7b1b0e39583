package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.oci.ImageDescription;
import dev.assay.scanners.artifact.oci.ImageDescription.OfPlatform;
import dev.assay.scanners.artifact.oci.ImageDescription.Settings;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How an image is started and what its distribution brought, as facts. */
final class ImageSettingsFacts {

    static final String MCP_NAME = "io.modelcontextprotocol.server.name";

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i).*(TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY"
                            + "|_PAT$|_PWD$).*");
    private static final Pattern STEERING =
            Pattern.compile(
                    "PATH|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED"
                            + "|LD_.*|PYTHON(?:PATH|STARTUP|HOME)|JAVA_TOOL_OPTIONS|_?JAVA_OPTIONS"
                            + "|CLASSPATH|BASH_ENV|ENV|SSL_CERT_.*|(?i:.*_proxy)");

    private final PackageTree tree;
    private final String platform;
    private final List<Fact> facts = new ArrayList<>();

    private ImageSettingsFacts(PackageTree tree, String platform) {
        this.tree = tree;
        this.platform = platform;
    }

    static List<Fact> of(PackageTree tree, OfPlatform image) {
        var found =
                new ImageSettingsFacts(
                        tree, image.prefix().isEmpty() ? "" : " for " + image.platform());
        found.started(image.settings());
        found.brought(image);
        return found.facts;
    }

    private void started(Settings settings) {
        if (!settings.entrypoint().isEmpty()) {
            add("image", "entry point", String.join(" ", settings.entrypoint()));
        }
        if (!settings.command().isEmpty()) {
            add("image", "command", String.join(" ", settings.command()));
        }
        var user = settings.user();
        add(
                "image",
                "user",
                user.isEmpty()
                        ? "root, since none is named"
                        : user.matches("(?:0|root)(?::.*)?") ? "root" : user);
        if (!settings.folder().isEmpty()) {
            add("image-low", "working folder", settings.folder());
        }
        settings.environment().forEach(this::variable);
        settings.volumes().forEach(each -> add("image-low", "volume " + each, each));
        if (!settings.healthCheck().isEmpty()) {
            add("image", "health check", String.join(" ", settings.healthCheck()));
        }
        if (!settings.onBuild().isEmpty()) {
            add(
                    "image-low",
                    "trigger for images built on it",
                    String.join("; ", settings.onBuild()));
        }
        var name = settings.labels().get(MCP_NAME);
        if (name != null) {
            add("mcp-name", "label " + MCP_NAME, name);
        }
        for (var port : settings.ports()) {
            facts.add(
                    new Fact(
                            FindingKind.LISTENER,
                            port,
                            null,
                            true,
                            Via.PLAIN,
                            at(ImageDescription.FILE, "ExposedPorts: " + port),
                            Map.of("source", "image")));
        }
    }

    private void variable(String assignment) {
        var equals = assignment.indexOf('=');
        var name = equals < 0 ? assignment : assignment.substring(0, equals);
        var value = equals < 0 ? "" : assignment.substring(equals + 1);
        if (SECRET.matcher(name).matches() && !value.isBlank()) {
            add(
                    "image-secret",
                    "environment variable " + name,
                    "a value that reads like a secret, for everybody who has the image; it is not"
                            + " shown here");
            return;
        }
        add(
                STEERING.matcher(name).matches() ? "image" : "image-low",
                "environment variable " + name,
                value);
    }

    private void brought(OfPlatform image) {
        for (var each : image.packages()) {
            add(
                    "image-os",
                    "package " + each.kind() + ":" + each.name(),
                    each.version() + " (files " + each.files() + ")");
        }
        for (var each : image.privileged()) {
            add(
                    each.ofPackage() ? "image-low" : "image-privileged",
                    "file " + each.path(),
                    "run with its owner's rights"
                            + (each.ofPackage() ? "" : ", and of no package of the distribution"));
        }
        for (var each : image.altered()) {
            add("image", "file " + each, "not what the distribution's package brought");
        }
        for (var each : image.large()) {
            var head = each.head() == null ? new byte[0] : Base64.getDecoder().decode(each.head());
            var format = BinaryFormat.of(head);
            if (format != BinaryFormat.NONE) {
                facts.add(
                        new Fact(
                                FindingKind.NATIVE_BINARY,
                                each.path().substring(each.path().lastIndexOf('/') + 1),
                                null,
                                true,
                                Via.PLAIN,
                                at(image.prefix() + each.path(), ""),
                                Map.of(
                                        "format",
                                        format.word(),
                                        "architecture",
                                        format.architecture(head),
                                        "bytes",
                                        each.size(),
                                        "sha256",
                                        each.sha256())));
            }
        }
    }

    private void add(String role, String value, String target) {
        facts.add(
                new Fact(
                        FindingKind.ENTRY_POINT,
                        value + platform,
                        null,
                        true,
                        Via.PLAIN,
                        at(ImageDescription.FILE, ""),
                        Map.of("role", role, "target", target)));
    }

    private Evidence at(String file, String excerpt) {
        return new Evidence(tree.purl().toString(), file, 0, 0, null, excerpt);
    }
}
