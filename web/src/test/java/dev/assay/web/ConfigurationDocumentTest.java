package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code docs/configuration.md} is written from the records that settings are bound to, and from
 * what is said of them there; with {@code ASSAY_WRITE_DOCS=1} this test writes it.
 */
class ConfigurationDocumentTest {

    private static final Path FILE = Path.of("../docs/configuration.md");
    private static final Pattern SINGLE =
            Pattern.compile("@Value\\(\"\\$\\{([a-z.-]+)(?::(.*?))?}\"");

    /** Settings that are read one by one. */
    private static final Map<String, String> SINGLES =
            Map.of(
                    "assay.audit.checkpoint", "how often the audit trail is signed",
                    "assay.audit.verification", "how often the audit trail is followed",
                    "assay.public-url", "how people reach the main listener; links point there",
                    "server.address", "the address that the main listener listens on",
                    "server.port", "the main listener's port; 0 takes a free one");

    /** Given by the process to itself, or in a table of their own. */
    private static final List<String> INNER =
            List.of(
                    "assay.gate-alone",
                    "assay.data-directory",
                    "gate.address",
                    "gate.reading-needs-token");

    private record Row(String name, String type, String value, String sentence) {

        String line() {
            return "| `" + name + "` | " + type + " | " + value + " | " + sentence + " |";
        }
    }

    @TempDir Path folder;

    @Test
    void saysEverySettingThereIs() throws IOException {
        var text = document();
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("docs/configuration.md; ASSAY_WRITE_DOCS=1 and this test write it anew")
                .isEqualTo(text);
    }

    @Test
    void everySettingIsExplained() {
        var silent =
                rows().values().stream()
                        .flatMap(List::stream)
                        .filter(each -> each.sentence().isBlank())
                        .map(Row::name)
                        .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void settingsMayLieInAFolderOfFilesEach() throws IOException {
        Files.writeString(folder.resolve("assay.oidc.client-secret"), "from a file\n");
        Files.createDirectories(folder.resolve("spring/datasource"));
        Files.writeString(folder.resolve("spring/datasource/password"), "another");
        try (var context =
                new SpringApplicationBuilder(Object.class)
                        .web(WebApplicationType.NONE)
                        .run("--spring.config.import=configtree:" + folder + "/")) {
            var settings = context.getEnvironment();
            assertThat(settings.getProperty("assay.oidc.client-secret")).isEqualTo("from a file");
            assertThat(settings.getProperty("spring.datasource.password")).isEqualTo("another");
        }
    }

    private static String document() throws IOException {
        var text = new StringBuilder(HEAD);
        rows().forEach(
                        (prefix, rows) -> {
                            text.append("\n## `").append(prefix).append("`\n\n");
                            text.append(
                                    "| Setting | Type | Unless set | What |\n|---|---|---|---|\n");
                            rows.forEach(row -> text.append(row.line()).append('\n'));
                        });
        text.append(
                "\n## On their own\n\n| Setting | Type | Unless set | What |\n|---|---|---|---|\n");
        singles().forEach(row -> text.append(row.line()).append('\n'));
        return text.toString();
    }

    private static final String HEAD =
            """
            # Settings

            Written by a test from the records that settings are bound to. They stand in `application.yaml` beside the jar or in the folder that the service is started
            in, in environment variables (`ASSAY_OIDC_CLIENT_SECRET` for `assay.oidc.client-secret`: upper case, dots become underscores, dashes go), in files, or after
            `./assay serve` as far as its `--help` says. What is misspelt in a value is said at the start; a name that does not exist is not.

            **Secrets** are better in files than in environments, which child processes and crash reports see:

            - `SPRING_CONFIG_IMPORT=configtree:/run/secrets/` reads every file there as the setting of its name: `/run/secrets/spring.datasource.password`, or
              `/run/secrets/spring/datasource/password`. This works for every setting, and is how Docker, Kubernetes and systemd (`LoadCredential=`) hand secrets over.
            - `assay.oidc.client-secret-file` and `assay.blobs.s3.secret-access-key-file` name a file that holds the secret alone.

            Of Spring Boot's own settings these are meant to be used: `spring.datasource.*` and `spring.datasource.hikari.*` (the database,
            [operations](operations.md#postgresql)), `logging.level.*`, `management.otlp.metrics.export.*` ([numbers](operations.md#numbers)). A *list* or *map* takes an index or a key
            in brackets or after a dot: `assay.oidc.groups[0].group`.
            """;

    private static Map<String, List<Row>> rows() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var byPrefix = new TreeMap<String, List<Row>>();
        for (var each : scanner.findCandidateComponents("dev.assay")) {
            try {
                var type = Class.forName(each.getBeanClassName());
                var prefix = type.getAnnotation(ConfigurationProperties.class).value();
                var rows = new ArrayList<Row>();
                add(rows, prefix, type, Source.of(type));
                byPrefix.merge(
                        prefix,
                        rows,
                        (first, second) -> {
                            var both = new ArrayList<>(first);
                            both.addAll(second);
                            return both;
                        });
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return byPrefix;
    }

    private static List<Row> singles() throws IOException {
        var found = new TreeMap<String, String>();
        for (var module : List.of("../registry-api", "../web")) {
            try (var files = Files.walk(Path.of(module, "src/main/java"))) {
                for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    SINGLE.matcher(Files.readString(file))
                            .results()
                            .forEach(
                                    match ->
                                            found.put(
                                                    match.group(1),
                                                    match.group(2) == null ? "" : match.group(2)));
                }
            }
        }
        INNER.forEach(found::remove);
        assertThat(new TreeSet<>(found.keySet())).isEqualTo(new TreeSet<>(SINGLES.keySet()));
        return found.entrySet().stream()
                .map(
                        each ->
                                new Row(
                                        each.getKey(),
                                        each.getKey().endsWith("url")
                                                ? "address"
                                                : each.getValue().matches("\\d+[smhd]")
                                                        ? "duration"
                                                        : "value",
                                        each.getValue().startsWith("#")
                                                ? "nothing"
                                                : "`" + each.getValue() + "`",
                                        SINGLES.get(each.getKey())))
                .toList();
    }

    private static void add(List<Row> rows, String prefix, Class<?> type, Source source) {
        assertThat(type.isRecord()).as(type.getName()).isTrue();
        for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
            var name = prefix + "." + dashed(parameter.getName());
            var element = element(parameter.getParameterizedType());
            var form = parameter.getType();
            if (element.isRecord() && element.getName().startsWith("dev.assay")) {
                var inside =
                        List.class.isAssignableFrom(form)
                                ? "[]"
                                : Map.class.isAssignableFrom(form) ? ".KEY" : "";
                add(
                        rows,
                        name + inside,
                        element,
                        Source.of(element).orElse(source, type, parameter.getName()));
                continue;
            }
            rows.add(
                    new Row(
                            name,
                            words(parameter.getParameterizedType()),
                            unlessSet(parameter),
                            source.of(type, parameter.getName())));
        }
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return element(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    private static String unlessSet(Parameter parameter) {
        var value = parameter.getAnnotation(DefaultValue.class);
        if (value == null) {
            return parameter.getType().isPrimitive() ? "`0`" : "nothing";
        }
        return value.value().length == 0 || value.value().length == 1 && value.value()[0].isEmpty()
                ? "nothing"
                : Arrays.stream(value.value())
                        .map(each -> "`" + each + "`")
                        .collect(Collectors.joining(", "));
    }

    private static String words(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            var last = words(arguments[arguments.length - 1]);
            return arguments.length == 2
                    ? "map of " + last
                    : generic.getRawType() == List.class ? "list of " + last : "set of " + last;
        }
        var form = (Class<?>) type;
        if (form.isEnum()) {
            return Arrays.stream(form.getEnumConstants())
                    .map(
                            each ->
                                    "`"
                                            + ((Enum<?>) each)
                                                    .name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-')
                                            + "`")
                    .collect(Collectors.joining(" or "));
        }
        return switch (form.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "number";
            case "boolean", "Boolean" -> "`true` or `false`";
            case "URI" -> "address";
            case "InetAddress" -> "IP address";
            case "Path" -> "file or folder";
            case "DataSize" -> "size";
            case "String" -> "text";
            default -> form.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The source file that a record stands in, and what is said there of its parts. */
    private record Source(String text, String inherited) {

        static Source of(Class<?> type) {
            var top = type;
            while (top.getEnclosingClass() != null) {
                top = top.getEnclosingClass();
            }
            for (var module : List.of("../registry-api", "../scanners", "../inventory", "../web")) {
                var file =
                        Path.of(module, "src/main/java", top.getName().replace('.', '/') + ".java");
                if (Files.exists(file)) {
                    try {
                        return new Source(Files.readString(file), "");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            throw new IllegalStateException("no source of " + type);
        }

        /** What is said of the whole counts where nothing is said of a part. */
        Source orElse(Source outer, Class<?> type, String name) {
            return new Source(text, outer.of(type, name));
        }

        String of(Class<?> type, String name) {
            var at = Pattern.compile("\\brecord " + type.getSimpleName() + "\\b").matcher(text);
            if (!at.find()) {
                return inherited;
            }
            var end = text.lastIndexOf("*/", at.start());
            var begin = text.lastIndexOf("/**", at.start());
            if (begin < 0 || end < begin || text.substring(end, at.start()).contains("}")) {
                return inherited;
            }
            var comment = text.substring(begin, end).replaceAll("(?m)^\\s*\\* ?", " ");
            var sentence =
                    Pattern.compile("@param " + name + "\\s+(.*?)(?=@param|$)", Pattern.DOTALL)
                            .matcher(comment);
            return sentence.find() ? plain(sentence.group(1)) : inherited;
        }

        private static String plain(String text) {
            return text.replaceAll("\\s+", " ")
                    .replaceAll("\\{@(?:code|value) ([^}]*)}", "`$1`")
                    .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                    .replaceAll("\\bnull\\b", "nothing")
                    .replaceAll("<[^>]+>", " ")
                    .replace("|", "\\|")
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }
}
