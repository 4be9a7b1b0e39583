package dev.assay.scanners.detonation.driver;

import dev.assay.scanners.detonation.canary.Canaries;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/** One session with a server, as a client with a curious user would have it. */
public final class Visit {

    private static final Duration OPENING = Duration.ofSeconds(15);
    private static final Duration DISCOVERY = Duration.ofSeconds(2);
    private static final Duration LISTING = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(3);

    /** What a tool does after it has answered is still its own. */
    private static final Duration SETTLING = Duration.ofMillis(25);

    /** What it does by itself comes before what it is asked to do, and may take its time. */
    private static final Duration BEFORE_CALLS = Duration.ofMillis(500);

    private static final int MOST_PAGES = 20;
    private static final int MOST_OFFERS = 500;
    private static final int LONGEST_TEXT = 2_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Protocol protocol;
    private final Canaries canaries;
    private final String folder;
    private final Transcript transcript;
    private final Consumer<String> stage;
    private final Duration budget;
    private final int mostCalls;
    private final PortSearch search;

    /**
     * To be made before the server is started, so that the ports that it opens are known.
     *
     * @param folder the bait folder, as the server sees it
     * @param stage told what is being done: {@code start}, {@code list}, {@code tool:NAME}, {@code
     *     read} or {@code end}
     * @param budget for all calls together
     * @param mostCalls after which no tool is called any more, so that equal runs make equal calls
     */
    public Visit(
            Protocol protocol,
            Canaries canaries,
            String folder,
            Transcript transcript,
            Consumer<String> stage,
            Duration budget,
            int mostCalls) {
        this.mostCalls = mostCalls;
        this.protocol = protocol;
        this.canaries = canaries;
        this.folder = folder;
        this.transcript = transcript;
        this.stage = stage;
        this.budget = budget;
        this.search = new PortSearch(transcript);
    }

    /**
     * Visits the server that this process is, and ends its input. Where that says nothing on its
     * standard streams and a port has been opened at which the protocol is spoken, that is visited.
     */
    public Visited visit(Process process) throws InterruptedException {
        var started = System.nanoTime();
        var asked = new ServersRequests(canaries, folder);
        stage.accept("start");
        var spoken = new Correspondence(transcript, asked);
        try (var streams = new StreamConversation(process, transcript, spoken, search::hasFound)) {
            var session = new Session(streams);
            var problem = session.open();
            var endpoint = problem == null ? null : search.found();
            if (endpoint == null) {
                return session.visited(problem, started, null, asked, spoken);
            }
            var other = new Correspondence(transcript, asked);
            try (var port = new PortConversation(endpoint, other)) {
                var there = new Session(port);
                return there.visited(
                        there.open(), started, endpoint.uri().toString(), asked, other);
            }
        }
    }

    private final class Session {

        private final Conversation conversation;
        private final ObjectNode offered = NODES.objectNode();
        private boolean stateless;

        Session(Conversation conversation) {
            this.conversation = conversation;
        }

        /** Does all that a curious user would, once it is open. */
        Visited visited(
                @Nullable String problem,
                long started,
                @Nullable String endpoint,
                ServersRequests asked,
                Correspondence spoken)
                throws InterruptedException {
            var millis = (System.nanoTime() - started) / 1_000_000;
            var calls = new ArrayList<Called>();
            var uncalled = new ArrayList<String>();
            if (problem == null) {
                Thread.sleep(BEFORE_CALLS);
                stage.accept("read");
                readAll();
                call(calls, uncalled);
                stage.accept("end");
                Thread.sleep(SETTLING);
            }
            return new Visited(
                    problem == null,
                    problem,
                    millis,
                    endpoint,
                    offered,
                    calls,
                    uncalled,
                    asked.asked(),
                    spoken.stray());
        }

        /** Opens it and lists the tools; null where that went well, else why not. */
        @Nullable String open() throws InterruptedException {
            var problem = protocol.discover() && discovered() ? null : handshake();
            if (problem != null) {
                return problem;
            }
            stage.accept("list");
            if (!offers("tools")) {
                offered.putArray("tools");
                return null;
            }
            return listed("tools/list", "tools");
        }

        private boolean discovered() throws InterruptedException {
            stateless = true;
            var answer = ask("server/discover", NODES.objectNode(), DISCOVERY);
            stateless = answer instanceof Reply.Result;
            if (answer instanceof Reply.Result(var value)) {
                offered.put("protocolVersion", Protocol.STATELESS);
                opened(value);
            }
            return stateless;
        }

        private @Nullable String handshake() throws InterruptedException {
            var parameters = NODES.objectNode().put("protocolVersion", protocol.version());
            capabilities(parameters.putObject("capabilities"));
            client(parameters.putObject("clientInfo"));
            var answer = ask("initialize", parameters, OPENING);
            if (answer instanceof Reply.Result(var value)) {
                offered.put("protocolVersion", value.path("protocolVersion").asString(""));
                opened(value);
                conversation.tell("notifications/initialized", NODES.objectNode());
                return null;
            }
            if (answer instanceof Reply.Refused && !protocol.discover() && discovered()) {
                return null;
            }
            return "it does not open a session: " + told(answer);
        }

        private void opened(JsonNode answer) {
            offered.set("server", answer.path("serverInfo"));
            offered.set("capabilities", answer.path("capabilities"));
            if (answer.path("instructions").isString()) {
                offered.set("instructions", answer.path("instructions"));
            }
        }

        private boolean offers(String what) {
            return offered.path("capabilities").path(what).isObject();
        }

        void readAll() throws InterruptedException {
            if (offers("prompts")) {
                listed("prompts/list", "prompts");
                for (var prompt : offered.path("prompts").values()) {
                    var parameters = NODES.objectNode();
                    parameters.set("name", prompt.path("name"));
                    var arguments = parameters.putObject("arguments");
                    for (var argument : prompt.path("arguments").values()) {
                        var name = argument.path("name").asString("");
                        arguments.put(
                                name,
                                canaries.at(
                                                "argument:"
                                                        + prompt.path("name").asString("")
                                                        + "."
                                                        + name)
                                        .value());
                    }
                    ask("prompts/get", parameters, CALL);
                }
            }
            if (offers("resources")) {
                listed("resources/list", "resources");
                listed("resources/templates/list", "resourceTemplates");
                for (var resource : offered.path("resources").values()) {
                    var parameters = NODES.objectNode();
                    parameters.set("uri", resource.path("uri"));
                    ask("resources/read", parameters, CALL);
                }
            }
        }

        void call(List<Called> calls, List<String> uncalled) throws InterruptedException {
            var end = System.nanoTime() + budget.toNanos();
            var maker = new ArgumentMaker(canaries, folder);
            for (var shape : Shape.values()) {
                for (var tool : offered.path("tools").values()) {
                    var name = tool.path("name").asString("");
                    if (System.nanoTime() > end || calls.size() >= mostCalls) {
                        if (shape == Shape.ALL) {
                            uncalled.add(name);
                        }
                        continue;
                    }
                    var arguments = maker.arguments(name, tool.path("inputSchema"), shape);
                    if (shape == Shape.ALL || !same(arguments, tool, maker)) {
                        calls.add(called(name, shape, arguments));
                    }
                }
            }
        }

        private boolean same(ObjectNode arguments, JsonNode tool, ArgumentMaker maker) {
            var name = tool.path("name").asString("");
            return arguments.equals(maker.arguments(name, tool.path("inputSchema"), Shape.ALL));
        }

        private Called called(String tool, Shape shape, ObjectNode arguments)
                throws InterruptedException {
            stage.accept("tool:" + tool);
            var parameters = NODES.objectNode().put("name", tool);
            parameters.set("arguments", arguments);
            var answer = ask("tools/call", parameters, CALL);
            Thread.sleep(SETTLING);
            return switch (answer) {
                case Reply.Result(var value) ->
                        new Called(
                                tool,
                                shape,
                                value.path("isError").asBoolean(false) ? "error" : "answered",
                                cut(value.path("content").toString()));
                case Reply.Refused(_, var message) ->
                        new Called(tool, shape, "refused", cut(message));
                case Reply.Silent() -> new Called(tool, shape, "silent", "");
                case Reply.Gone() -> new Called(tool, shape, "gone", "");
            };
        }

        /** Lists with all pages; null where that went well, else why not. */
        private @Nullable String listed(String method, String key) throws InterruptedException {
            var list = offered.putArray(key);
            var cursors = new LinkedHashSet<String>();
            var cursor = "";
            for (var page = 0; page < MOST_PAGES; page++) {
                var parameters = NODES.objectNode();
                if (!cursor.isEmpty()) {
                    parameters.put("cursor", cursor);
                }
                if (!(ask(method, parameters, LISTING) instanceof Reply.Result(var value))) {
                    return page > 0 ? null : "it does not answer " + method;
                }
                add(value.path(key), list);
                cursor = value.path("nextCursor").asString("");
                if (cursor.isEmpty() || !cursors.add(cursor)) {
                    break;
                }
            }
            return null;
        }

        private void add(JsonNode page, ArrayNode list) {
            for (var each : page.values()) {
                if (list.size() < MOST_OFFERS) {
                    list.add(each);
                }
            }
        }

        private Reply ask(String method, ObjectNode parameters, Duration patience)
                throws InterruptedException {
            if (stateless) {
                var meta = parameters.putObject("_meta");
                meta.put("io.modelcontextprotocol/protocolVersion", Protocol.STATELESS);
                client(meta.putObject("io.modelcontextprotocol/clientInfo"));
                capabilities(meta.putObject("io.modelcontextprotocol/clientCapabilities"));
            }
            return conversation.ask(method, parameters, patience);
        }
    }

    private static void client(ObjectNode client) {
        // A name that servers know: some behave otherwise to clients they have never heard of.
        client.put("name", "claude-ai").put("version", "0.1.0");
    }

    private static void capabilities(ObjectNode capabilities) {
        capabilities.putObject("roots");
        capabilities.putObject("sampling");
        capabilities.putObject("elicitation");
    }

    private static String told(Reply answer) {
        return switch (answer) {
            case Reply.Result result -> "it answered";
            case Reply.Refused(var code, var message) -> cut(message) + " (" + code + ")";
            case Reply.Silent() -> "no answer within " + OPENING.toSeconds() + " s";
            case Reply.Gone() -> "it ended";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
