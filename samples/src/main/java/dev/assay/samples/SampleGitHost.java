package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A git host on a loopback port: bare repositories, made by git and served by git's own {@code
 * http-backend}, for which this is the web server.
 */
public final class SampleGitHost implements AutoCloseable {

    private static final byte[] PACK = {'P', 'A', 'C', 'K', 0, 0, 0, 2};

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int away;
    private volatile boolean altered;
    private volatile String elsewhere = "";
    private volatile String demanded = "";
    private int clock;

    private SampleGitHost(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Whether this machine has a git to make and serve repositories with. */
    public static boolean isPossible() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "git")));
    }

    /** Starts a host without repositories on a free port. */
    public static SampleGitHost start() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SampleGitHost(
                    HttpServer.create(anyPort(), 0), Files.createTempDirectory("sample-git-"));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample host cannot listen", problem);
        }
    }

    /** The same over TLS. */
    public static SampleGitHost start(SampleTls tls) {
        try {
            var server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
            return new SampleGitHost(server, Files.createTempDirectory("sample-git-"));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample host cannot listen", problem);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    public URI url() {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Asks everybody for a name and a password from now on (RFC 7617). */
    public void demand(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        demanded = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The requests so far, as {@code GET /path}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers everything by this status from now on. */
    public void away(int status) {
        away = status;
    }

    /** Turns a bit in every pack from now on. */
    public void alter() {
        altered = true;
    }

    /** Sends everybody elsewhere from now on. */
    public void redirect(String base) {
        elsewhere = base;
    }

    /**
     * Commits these files, and nothing else, on the branch {@code main}.
     *
     * @return the commit's id
     */
    public String commit(String repository, Map<String, String> files) {
        var entries = new StringBuilder();
        files.forEach(
                (path, text) ->
                        entries.append("100644 " + blob(repository, text) + "\t" + path + "\n"));
        return commitEntries(repository, entries.toString());
    }

    /** Keeps a text as an object. */
    public String blob(String repository, String text) {
        return git(repository, text, "hash-object", "-w", "--stdin");
    }

    /**
     * Commits what stands in an index of this form: {@code 100644 ID<tab>PATH}, a line each.
     *
     * @return the commit's id
     */
    public String commitEntries(String repository, String entries) {
        return commitEntries(repository, "main", entries);
    }

    /** The same on any branch. */
    public String commitEntries(String repository, String branch, String entries) {
        git(repository, "", "read-tree", "--empty");
        git(repository, entries, "update-index", "--add", "--index-info");
        return commitTree(repository, branch, git(repository, "", "write-tree"));
    }

    /** Commits a tree that is there already. */
    public String commitTree(String repository, String branch, String tree) {
        var before =
                git(
                        repository,
                        "",
                        "for-each-ref",
                        "--format=%(objectname)",
                        "refs/heads/" + branch);
        var arguments = new ArrayList<>(List.of("commit-tree", tree, "-m", "A commit"));
        if (!before.isEmpty()) {
            arguments.addAll(List.of("-p", before));
        }
        var id = git(repository, "", arguments.toArray(String[]::new));
        git(repository, "", "update-ref", "refs/heads/" + branch, id);
        return id;
    }

    /** Names a commit by a tag without an object of its own. */
    public void tag(String repository, String name, String commit) {
        git(repository, "", "update-ref", "refs/tags/" + name, commit);
    }

    /** Names a commit by a tag with a message. */
    public void annotate(String repository, String name, String commit) {
        git(repository, "", "tag", "-f", "-a", "-m", "Release " + name, name, commit);
    }

    public void removeTag(String repository, String name) {
        git(repository, "", "update-ref", "-d", "refs/tags/" + name);
    }

    /**
     * Runs git in a repository, which is made where it is not there yet.
     *
     * @return what it prints, without white space around
     */
    public String git(String repository, String input, String... arguments) {
        var bare = folder.resolve(repository);
        try {
            if (!Files.exists(bare)) {
                Files.createDirectories(bare);
                run(bare, "", List.of("init", "-q", "--bare", "-b", "main"));
                run(bare, "", List.of("config", "http.receivepack", "false"));
                run(bare, "", List.of("config", "uploadpack.allowReachableSHA1InWant", "true"));
                run(bare, "", List.of("config", "uploadpack.allowFilter", "true"));
            }
            return run(bare, input, Arrays.asList(arguments));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private String run(Path bare, String input, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(bare.toFile());
        builder.environment().putAll(environment());
        builder.environment().put("GIT_DIR", bare.toString());
        var output = Files.createTempFile("git-", null);
        try {
            var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var exit = process.waitFor();
            var text = Files.readString(output).strip();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit + ": " + text);
            }
            return text;
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem);
        } finally {
            Files.delete(output);
        }
    }

    /** The same commits on every machine: no settings of its own, and a clock that counts. */
    private Map<String, String> environment() {
        var time = 1_780_000_000 + 60 * clock++ + " +0000";
        return Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_AUTHOR_NAME", "Sam Ple",
                "GIT_AUTHOR_EMAIL", "sam@example.com",
                "GIT_AUTHOR_DATE", time,
                "GIT_COMMITTER_NAME", "Sam Ple",
                "GIT_COMMITTER_EMAIL", "sam@example.com",
                "GIT_COMMITTER_DATE", time);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (!elsewhere.isEmpty()) {
                exchange.getResponseHeaders().set("Location", elsewhere + exchange.getRequestURI());
                exchange.sendResponseHeaders(302, -1);
            } else if (!demanded.isEmpty()
                    && !demanded.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (away != 0) {
                exchange.sendResponseHeaders(away, -1);
            } else {
                backend(exchange, path);
            }
        }
    }

    /** The common gateway interface (RFC 3875), as far as git needs it. */
    private void backend(HttpExchange exchange, String path) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend");
        var environment = builder.environment();
        environment.putAll(environment());
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", path);
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        var query = exchange.getRequestURI().getRawQuery();
        environment.put("QUERY_STRING", query == null ? "" : query);
        var headers = exchange.getRequestHeaders();
        environment.put("CONTENT_TYPE", first(headers.getFirst("Content-Type")));
        environment.put("GIT_PROTOCOL", first(headers.getFirst("Git-Protocol")));
        environment.put("REMOTE_ADDR", "127.0.0.1");
        var body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(headers.getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var sent = body;
        threads.execute(
                () -> {
                    try (var in = process.getOutputStream()) {
                        in.write(sent);
                    } catch (IOException problem) {
                        // It has read all that it wanted.
                    }
                });
        try (var out = process.getInputStream()) {
            reply(exchange, out);
        } finally {
            process.destroy();
        }
    }

    private static String first(String value) {
        return value == null ? "" : value;
    }

    private void reply(HttpExchange exchange, InputStream out) throws IOException {
        var status = 200;
        for (var line = line(out); !line.isEmpty(); line = line(out)) {
            var colon = line.indexOf(':');
            var name = line.substring(0, colon);
            var value = line.substring(colon + 1).strip();
            if (name.equals("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(name, value);
            }
        }
        var body = out.readAllBytes();
        if (altered) {
            turn(body);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** One bit of the first object, a little behind the start of the pack. */
    private static void turn(byte[] body) {
        for (var at = 0; at + 40 < body.length; at++) {
            if (Arrays.equals(body, at, at + PACK.length, PACK, 0, PACK.length)) {
                body[at + 24] ^= 1;
                return;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
