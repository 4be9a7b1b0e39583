package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import javax.tools.ToolProvider;

/** What lies on disk is run for real, in a chamber, which has to be had here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DetonateCommandTest {

    private static final String INDEX = "assay.upstream.pypi.url";

    /** Speaks as much of the protocol as it takes, and asks a host when its tool is called. */
    private static final String PYTHON =
            """
            import json, sys, urllib.request
            from pad import HOST

            def answer(asked):
                method = asked.get("method")
                if method == "initialize":
                    return {"protocolVersion": asked["params"]["protocolVersion"],
                            "capabilities": {"tools": {}},
                            "serverInfo": {"name": "made-up", "version": "1"}}
                if method == "tools/list":
                    return {"tools": [{"name": "look", "description": "Looks.",
                                       "inputSchema": {"type": "object", "properties": {}}}]}
                if method == "tools/call":
                    urllib.request.urlopen("https://" + HOST + "/look").read()
                    return {"content": [{"type": "text", "text": "done"}]}
                return None

            def main():
                for line in sys.stdin:
                    asked = json.loads(line)
                    if "id" not in asked:
                        continue
                    result = answer(asked)
                    reply = {"jsonrpc": "2.0", "id": asked["id"]}
                    if result is None:
                        reply["error"] = {"code": -32601, "message": "not found"}
                    else:
                        reply["result"] = result
                    print(json.dumps(reply), flush=True)
            """;

    private static final String JAVA =
            """
            import java.io.*;
            import java.net.*;
            import java.util.regex.*;

            public class Look {
                public static void main(String[] arguments) throws Exception {
                    var in = new BufferedReader(new InputStreamReader(System.in));
                    for (var line = in.readLine(); line != null; line = in.readLine()) {
                        var id = Pattern.compile("\\"id\\"\\\\s*:\\\\s*(\\\\d+|\\"[^\\"]*\\")").matcher(line);
                        if (!id.find()) {
                            continue;
                        }
                        var version = Pattern.compile("\\"protocolVersion\\"\\\\s*:\\\\s*(\\"[^\\"]*\\")")
                                .matcher(line);
                        String result;
                        if (line.contains("\\"initialize\\"") && version.find()) {
                            result = "\\"result\\":{\\"protocolVersion\\":" + version.group(1)
                                    + ",\\"capabilities\\":{\\"tools\\":{}},\\"serverInfo\\":"
                                    + "{\\"name\\":\\"made-up\\",\\"version\\":\\"1\\"}}";
                        } else if (line.contains("\\"tools/list\\"")) {
                            result = "\\"result\\":{\\"tools\\":[{\\"name\\":\\"look\\",\\"description\\":"
                                    + "\\"Looks.\\",\\"inputSchema\\":{\\"type\\":\\"object\\"}}]}";
                        } else if (line.contains("\\"tools/call\\"")) {
                            URI.create("https://jar.look.example/").toURL().openStream().close();
                            result = "\\"result\\":{\\"content\\":[]}";
                        } else {
                            result = "\\"error\\":{\\"code\\":-32601,\\"message\\":\\"not found\\"}";
                        }
                        System.out.println("{\\"jsonrpc\\":\\"2.0\\",\\"id\\":" + id.group(1) + "," + result + "}");
                        System.out.flush();
                    }
                }
            }
            """;

    @TempDir private Path folder;
    private SamplePypiIndex index;
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void start() {
        index =
                SamplePypiIndex.start()
                        .publish(
                                SampleWheel.of("pad==1.0")
                                        .withFile(
                                                "pad/__init__.py",
                                                bytes("HOST = 'wheel.look.example'\n")));
        System.setProperty(INDEX, index.url().toString());
    }

    @AfterEach
    void stop() {
        index.close();
        System.clearProperty(INDEX);
    }

    @Test
    void a_wheel_is_run_with_what_it_asks_for() throws Exception {
        var wheel = wheel("pad>=1.0; python_version > '3'", "never; extra == 'never'");

        assertThat(run("scan", wheel.toString())).as(error + report()).isZero();

        assertThat(report()).contains("\"observed\"", "wheel.look.example");
    }

    @Test
    void a_wheel_whose_closure_cannot_be_had_is_named() throws Exception {
        assertThat(run("scan", wheel("missing-pad==1.0").toString()))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("cannot be resolved").contains("missing-pad");
        assertThat(run("scan", wheel("pad==1.0").toString(), "--offline"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("--offline forbids");
    }

    @Test
    void a_source_archive_is_not_built_and_named() throws Exception {
        var archive = folder.resolve("made_up_look-1.0.tar.gz");
        try (var tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            put(tar, "PKG-INFO", "Metadata-Version: 2.1\nName: made-up-look\nVersion: 1.0\n");
            put(tar, "setup.py", "from setuptools import setup\nsetup(name='made-up-look')\n");
        }

        assertThat(run("scan", archive.toString())).isEqualTo(ExitCodes.INCOMPLETE);

        assertThat(error.toString()).contains("source archive that has to be built");
    }

    @Test
    void a_jar_is_run_by_itself_and_one_that_needs_others_is_named() throws Exception {
        var jar = Files.write(folder.resolve("look-1.0.jar"), jar(compiled(), "Look"));
        assertThat(run("diff", jar.toString(), jar.toString())).as(error + report()).isZero();
        assertThat(run("scan", jar.toString())).as(error + report()).isZero();
        assertThat(report()).contains("\"observed\"", "jar.look.example");

        var bare = Files.write(folder.resolve("bare-1.0.jar"), jar(Map.of(), "elsewhere.Look"));
        assertThat(run("scan", bare.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("pkg:maven/GROUP/NAME@VERSION");
    }

    @Test
    void a_bundle_is_run_as_its_manifest_says() throws Exception {
        var manifest =
                """
                {"manifest_version": "0.3", "name": "look", "version": "1.0.0", "description": "A sample",
                 "author": {"name": "nobody"},
                 "server": {"type": "python", "entry_point": "server/main.py", "mcp_config":
                   {"command": "python", "args": ["${__dirname}/server/main.py"]}}}
                """;
        var bundle =
                Files.write(
                        folder.resolve("look.mcpb"),
                        SampleMavenRepository.jar(
                                Map.of(
                                        "manifest.json",
                                        bytes(manifest),
                                        "server/pad.py",
                                        bytes("HOST = 'bundle.look.example'\n"),
                                        "server/main.py",
                                        bytes(PYTHON + "\nmain()\n"))));

        assertThat(run("scan", bundle.toString())).as(error + report()).isZero();

        assertThat(report()).contains("\"observed\"", "bundle.look.example");
    }

    private static void put(TarArchiveOutputStream tar, String name, String text)
            throws IOException {
        var entry = new TarArchiveEntry("made_up_look-1.0/" + name);
        entry.setSize(bytes(text).length);
        tar.putArchiveEntry(entry);
        tar.write(bytes(text));
        tar.closeArchiveEntry();
    }

    private Path wheel(String... needs) throws IOException {
        var wheel =
                SampleWheel.of("made-up-look==1.0", needs)
                        .withFile("made_up_look/__init__.py", bytes(PYTHON))
                        .withFile(
                                "made_up_look-1.0.dist-info/entry_points.txt",
                                bytes("[console_scripts]\nmade-up-look = made_up_look:main\n"));
        return Files.write(folder.resolve(wheel.fileName()), wheel.bytes());
    }

    private Map<String, byte[]> compiled() throws IOException {
        var source = Files.writeString(folder.resolve("Look.java"), JAVA);
        var problems =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(problems).isZero();
        return Map.of("Look.class", Files.readAllBytes(folder.resolve("Look.class")));
    }

    private static byte[] jar(Map<String, byte[]> files, String main) {
        var all = new TreeMap<>(files);
        all.put(
                "META-INF/MANIFEST.MF",
                bytes("Manifest-Version: 1.0\r\nMain-Class: " + main + "\r\n\r\n"));
        return SampleMavenRepository.jar(all);
    }

    private int run(String... arguments) {
        error.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--detonate", "--format", "json", "--no-cache", "--fail-on", "none"));
        all.addAll(List.of("--output", folder.resolve("report").toString()));
        var exit =
                AssayCommand.commandLine()
                        .setErr(new PrintWriter(error, true))
                        .execute(all.toArray(String[]::new));
        assumeTrue(!error.toString().contains("was not run:"), error.toString());
        return exit;
    }

    private String report() throws IOException {
        var file = folder.resolve("report");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
