package dev.assay.web.cli;

import dev.assay.scanners.artifact.upload.FolderPacker;
import dev.assay.scanners.artifact.upload.FolderPacker.UnfitFolderException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Requests a release, of which the bytes may be handed in. */
@Command(
        name = "request",
        mixinStandardHelpOptions = true,
        description = {
            "Requests a release, or hands in the bytes of one that no registry has: a file that a",
            "build made (--file), or a folder with a package.json or with the manifest.json of an",
            "MCP bundle, which is packed the same way everywhere.",
            "With --answers the request is handed in as well; without, it says where people do that.",
            "ASSAY_SERVICE stands for --service; ASSAY_TOKEN is a token of yours with api:write."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is handed in",
            "2:the command was not understood",
            "3:the service does not take it, or does not answer"
        })
final class RequestCommand implements Callable<Integer> {

    private static final long LARGEST_FOLDER = 1L << 30;
    private static final JsonMapper JSON = new JsonMapper();

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RELEASE|FOLDER",
            arity = "0..1",
            description = "a package URL, or a folder to pack and hand in")
    private @Nullable String release;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "a tarball of npm, a wheel, a source distribution, a jar, a bundle")
    private @Nullable Path file;

    @Option(
            names = "--pom",
            paramLabel = "FILE",
            description = "the POM of a jar that has none in it")
    private @Nullable Path pom;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description =
                    "JSON as POST /api/v1/requests takes it: domains, and answers by question")
    private @Nullable Path answers;

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "${env:ASSAY_SERVICE}",
            description = "your Assay, for example http://localhost:8080")
    private @Nullable URI service;

    @Override
    public Integer call()
            throws IncompleteException, UsageException, IOException, InterruptedException {
        if (release == null == (file == null)) {
            throw new UsageException("name a RELEASE, a FOLDER, or a --file, and one of them");
        }
        var token = System.getenv("ASSAY_TOKEN");
        if (service == null || token == null) {
            throw new UsageException(
                    "say which Assay it is for, by --service URL or ASSAY_SERVICE, and set"
                            + " ASSAY_TOKEN to a token of yours with api:write");
        }
        var out = out();
        var wish = wish();
        try (var desk = new RequestDesk(service, token)) {
            var purl = handedIn(desk);
            out.println(purl);
            if (wish == null) {
                out.println("Request it at " + desk.form(purl));
            } else {
                out.println("Requested: " + desk.request(wish.put("purl", purl)));
            }
            out.flush();
        }
        return ExitCodes.CLEAN;
    }

    /** The release's package URL, once its bytes are there. */
    private String handedIn(RequestDesk desk)
            throws IncompleteException, UsageException, IOException, InterruptedException {
        if (file != null) {
            var of = pom == null ? null : desk.upload(pom, "pom.xml", null);
            return desk.upload(file, String.valueOf(file.getFileName()), of);
        }
        var named = Objects.requireNonNull(release);
        if (!Files.isDirectory(Path.of(named))) {
            return named;
        }
        var packed = Files.createTempDirectory("assay-pack");
        try {
            var made = new FolderPacker(LARGEST_FOLDER).pack(Path.of(named), packed);
            return desk.upload(made, String.valueOf(made.getFileName()), null);
        } catch (UnfitFolderException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            try (var left = Files.list(packed)) {
                for (var each : List.copyOf(left.toList())) {
                    Files.deleteIfExists(each);
                }
            }
            Files.deleteIfExists(packed);
        }
    }

    private @Nullable ObjectNode wish() throws UsageException {
        if (answers == null) {
            return null;
        }
        try {
            if (JSON.readTree(Files.readAllBytes(answers)) instanceof ObjectNode read) {
                return read;
            }
            throw new UsageException("'" + answers + "' is no JSON object");
        } catch (IOException | JacksonException e) {
            throw new UsageException("'" + answers + "' cannot be read: " + e.getMessage());
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
