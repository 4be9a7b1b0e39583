package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.RecipientPlaces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Clients of other packages: where {@code new PostHog(key, {host})} will send to, and what {@code
 * client.sendEmail({…})} hands over. What the package does with it is its own code's story; a host
 * or a recipient given to it is this package's decision.
 */
final class ClientFacts implements FactFamily {

    /** Packages whose objects of options describe things instead of reaching out. */
    private static final Set<String> DESCRIPTIVE =
            Set.of(
                    "zod",
                    "yup",
                    "joi",
                    "valibot",
                    "ajv",
                    "yargs",
                    "commander",
                    "chalk",
                    "express",
                    "cors",
                    "marked",
                    "open",
                    "inquirer",
                    "prompts",
                    "winston",
                    "pino",
                    "dotenv",
                    "cac",
                    "meow",
                    "arg",
                    "vitest",
                    "jest",
                    "mocha",
                    "chai",
                    "react",
                    "fastmcp");

    private static final List<String> MAKERS =
            List.of(
                    "create",
                    "init",
                    "connect",
                    "configure",
                    "setup",
                    "make",
                    "start",
                    "client",
                    "transport",
                    "open");

    private static final List<String> SENDERS =
            List.of(
                    "send",
                    "post",
                    "publish",
                    "capture",
                    "track",
                    "identify",
                    "emit",
                    "notify",
                    "message",
                    "email",
                    "mail",
                    "upload",
                    "push",
                    "submit",
                    "invite",
                    "share",
                    "forward");

    /** What clients of services call their ways to hand something over, where no name says so. */
    private static final Set<String> WRITERS =
            Set.of("create", "update", "insert", "upsert", "patch", "append", "request", "put");

    /**
     * What the name of a function suggests that it does.
     *
     * @param sends whether it hands something over
     * @param makes whether it makes a client
     */
    private record Suggests(boolean sends, boolean makes) {

        /** Asked of every call, and names are far fewer than calls. */
        static Suggests of(String name, Map<String, Suggests> known) {
            var suggests = known.get(name);
            if (suggests == null) {
                var lower = name.toLowerCase(Locale.ROOT);
                suggests =
                        new Suggests(
                                startsWithAny(lower, SENDERS) || endsWithAny(lower, SENDERS),
                                containsAny(lower, MAKERS));
                known.put(name, suggests);
            }
            return suggests;
        }
    }

    private final Map<String, Suggests> suggested = new HashMap<>();
    private final Evaluator evaluator;
    private final Destinations destinations;
    private final Payload payload;
    private final Payload constants;
    private final Recipients recipients;
    private final NetworkFacts network;
    private final Report report;

    ClientFacts(Evaluator evaluator, NetworkFacts network, Report report) {
        this.evaluator = evaluator;
        this.destinations = new Destinations(evaluator);
        this.payload = new Payload(evaluator);
        this.constants = Payload.ofConstants(evaluator);
        this.recipients = new Recipients(report);
        this.network = network;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        var script = place.script();
        if (call.size() < 2) {
            return;
        }
        if (call.is(Kind.NEW)) {
            made(script, call, callee);
            if (callee.name().endsWith("Command")) {
                written(script, call, callee);
            }
            return;
        }
        var suggests = Suggests.of(callee.name(), suggested);
        if (suggests.sends()) {
            sent(script, call, callee);
        } else if (callee.is(Kind.MEMBER)
                && (WRITERS.contains(callee.name()) || call.kid(1).is(Kind.OBJECT))) {
            written(script, call, callee);
        }
        if (suggests.makes() || callee.is(Kind.IDENT)) {
            made(script, call, callee);
        }
    }

    private void made(Script script, Node call, Node callee) {
        if (!mayHoldAddress(call)) {
            return;
        }
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external
                    && external.isPackage()
                    && !DESCRIPTIVE.contains(external.root())
                    && NetworkSinks.of(external.path()) == null) {
                var found = new ArrayList<Destinations.Found>();
                for (var index = 1; index < call.size() && index < 4; index++) {
                    found.addAll(addresses(script, call, call.kid(index)));
                }
                if (!found.isEmpty()) {
                    var sink = sinkName(call, external);
                    network.contacted(script, call, sink, found);
                    for (var one : found) {
                        report.add(
                                FindingKind.NETWORK_CALL,
                                sink + " " + one.to().host(),
                                one.from().via(),
                                script,
                                call,
                                Map.of("sink", sink, "host", one.to().host(), "fields", List.of()));
                    }
                }
                return;
            }
        }
    }

    private List<Destinations.Found> addresses(Script script, Node call, Node argument) {
        var literal =
                argument.is(Kind.STRING)
                        || argument.is(Kind.OBJECT)
                        || argument.is(Kind.IDENT)
                        || argument.is(Kind.NEW)
                        || argument.is(Kind.MEMBER)
                        || argument.is(Kind.TEMPLATE)
                        || argument.is(Kind.LOGICAL)
                        || argument.is(Kind.BINARY)
                        || argument.is(Kind.CALL);
        if (!literal) {
            return List.of();
        }
        // A function may be handed an URL for many reasons, a constructor hardly for another.
        if (call.is(Kind.CALL) && !Suggests.of(call.kid(0).name(), suggested).makes()) {
            var found = new ArrayList<Destinations.Found>();
            for (var value : evaluator.of(script, argument)) {
                switch (value) {
                    case Obj obj -> found.addAll(destinations.ofOptions(obj));
                    // Nobody describes a database by its connection string.
                    case Text text when isConnection(text.text()) ->
                            found.addAll(destinations.of(script, argument));
                    default -> {}
                }
            }
            return found;
        }
        var found = destinations.of(script, argument);
        return found.isEmpty() && isAfterPort(script, call, argument)
                ? destinations.ofHostNames(script, argument)
                : found;
    }

    /** {@code new Redis(6379, "host")} */
    private boolean isAfterPort(Script script, Node call, Node argument) {
        if (call.size() < 3 || call.kid(2) != argument) {
            return false;
        }
        for (var value : evaluator.of(script, call.kid(1))) {
            if (value instanceof Value.Num port && port.number() > 0 && port.number() < 65536) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnection(String text) {
        var end = text.indexOf("://");
        if (end < 0) {
            return false;
        }
        return switch (text.substring(0, end)) {
            case "postgres",
                    "postgresql",
                    "mysql",
                    "mariadb",
                    "mongodb",
                    "mongodb+srv",
                    "redis",
                    "rediss",
                    "amqp",
                    "amqps",
                    "mqtt",
                    "mqtts",
                    "smtp",
                    "smtps",
                    "nats",
                    "kafka",
                    "ldap",
                    "ldaps",
                    "clickhouse",
                    "mssql",
                    "sqlserver" ->
                    true;
            default -> false;
        };
    }

    private static boolean mayHoldAddress(Node call) {
        for (var index = 1; index < call.size(); index++) {
            switch (call.kid(index).kind()) {
                case STRING, OBJECT, IDENT, NEW, MEMBER, TEMPLATE, LOGICAL, BINARY, CALL -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static String sinkName(Node call, External external) {
        var member = external.path().substring(external.path().lastIndexOf('.') + 1);
        var name = member.startsWith("m:") ? member.substring(2) : member;
        return (call.is(Kind.NEW) ? "new " : "") + name;
    }

    /** {@code client.sendEmail({…})}: every field, and constant recipients among them. */
    private void sent(Script script, Node call, Node callee) {
        var destination = receiver(script, callee);
        var read = destination == null ? constants : payload;
        for (var index = 1; index < call.size() && index < 4; index++) {
            for (var field : read.fields(script, call.kid(index), "")) {
                if (destination != null) {
                    NetworkFacts.field(report, field, destination);
                    recipients.check(field, destination);
                } else if (Recipients.isCopy(field.path()) || isMailTo(field)) {
                    recipients.check(field, callee.name());
                }
            }
        }
    }

    /**
     * {@code client.pages.create({…})} of a client that was made of a package's class, and {@code
     * new PutObjectCommand({…})}.
     */
    private void written(Script script, Node call, Node callee) {
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external
                    && external.isPackage()
                    && (call.is(Kind.NEW)
                            || WRITERS.contains(callee.name()) && external.path().contains("{}.")
                            || isClient(external.path()))
                    && !DESCRIPTIVE.contains(external.root())
                    && NetworkSinks.of(external.path()) == null) {
                for (var index = 1; index < call.size() && index < 4; index++) {
                    for (var field : payload.fields(script, call.kid(index), "")) {
                        NetworkFacts.field(report, field, external.root());
                    }
                }
                return;
            }
        }
    }

    /** {@code new LogsApi(…).listLogs({…})}: a class that says it is the way to a service. */
    private static boolean isClient(String path) {
        var made = path.indexOf("{}.");
        if (made < 0) {
            return false;
        }
        var name = path.substring(0, made);
        return name.endsWith("Api") || name.endsWith("API") || name.endsWith("Client");
    }

    private static boolean isMailTo(Payload.Field field) {
        Text constant = field.constant();
        return constant != null && RecipientPlaces.isEmail(constant.text());
    }

    private @org.jspecify.annotations.Nullable String receiver(Script script, Node callee) {
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external
                    && external.isPackage()
                    && !DESCRIPTIVE.contains(external.root())) {
                return PythonLibrary.plain(external.root());
            }
        }
        return null;
    }

    private static boolean startsWithAny(String name, List<String> words) {
        for (var word : words) {
            if (name.startsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithAny(String name, List<String> words) {
        for (var word : words) {
            if (name.endsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAny(String name, List<String> words) {
        for (var word : words) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
