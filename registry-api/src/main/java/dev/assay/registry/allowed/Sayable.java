package dev.assay.registry.allowed;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.registry.export.ExportGroup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a target cannot say of a server, and what is left of the server without it.
 *
 * @param elsewhere the aspects that others see to
 */
record Sayable(Target target, List<Aspect> elsewhere) {

    private static final String NARROWER =
            "use a format that can, or say leave-out=unsayable to deny them";

    /** All that is in the way. */
    List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<Objection>();
        start(server, objections);
        hosts(server, objections);
        tools(server, objections);
        if (objections.isEmpty()) {
            objections.addAll(target.objections(server));
        }
        return objections;
    }

    /** A firewall does not care how a server is started. */
    private void start(AllowedServer server, List<Objection> objections) {
        if (target.info().group() == ExportGroup.EGRESS || server.isStarted()) {
            return;
        }
        var remote = server.remote().isPresent();
        if (!remote || !target.saysRemote()) {
            objections.add(
                    Objection.server(
                            (remote ? "it runs elsewhere" : "neither npx nor uvx nor dnx starts it")
                                    + ", and "
                                    + target.info().title()
                                    + " is given commands",
                            NARROWER));
        }
    }

    private void hosts(AllowedServer server, List<Objection> objections) {
        for (var host : server.hosts()) {
            if (!host.isPlain()) {
                objections.add(
                        Objection.host(host, "this is no host name", "have the request corrected"));
            }
        }
        if (isOpen(Aspect.PORTS) && !server.hosts().isEmpty()) {
            objections.add(
                    open(server, List.of(), Aspect.PORTS, "it is to be reached at one port"));
        }
    }

    private void tools(AllowedServer server, List<Objection> objections) {
        var info = target.info();
        if (info.group() == ExportGroup.EGRESS) {
            return;
        }
        var broken = tools(server, each -> !isText(each.name()));
        if (!broken.isEmpty()) {
            objections.add(
                    Objection.tools(
                            broken,
                            "the name is not text that every reader takes alike",
                            "have the tool class set to never, or " + NARROWER));
        }
        var denied = server.tools().stream().filter(each -> !each.allowed()).toList();
        if (isOpen(Aspect.TOOLS) && !denied.isEmpty()) {
            objections.add(open(server, denied, Aspect.TOOLS, "not to be called: " + why(denied)));
        }
        if (!elsewhere.contains(Aspect.APPROVAL)) {
            var asking =
                    tools(
                            server,
                            each -> info.approval().isLooserThan(each.terms().approvalMode()));
            if (!asking.isEmpty()) {
                objections.add(
                        open(
                                server,
                                asking,
                                Aspect.APPROVAL,
                                "each call needs "
                                        + asking.stream()
                                                .map(each -> each.terms().approvalMode())
                                                .max(ApprovalMode::compareTo)
                                                .orElseThrow()
                                                .words()));
            }
        }
        var limited = tools(server, each -> !each.terms().constraints().isEmpty());
        if (isOpen(Aspect.CONSTRAINTS) && !limited.isEmpty()) {
            objections.add(
                    open(server, limited, Aspect.CONSTRAINTS, "what it is called with is limited"));
        }
        var counted = server.allowedTools();
        if (isOpen(Aspect.RATES) && !counted.isEmpty()) {
            objections.add(
                    open(
                            server,
                            counted,
                            Aspect.RATES,
                            "calls are limited, the first to "
                                    + counted.getFirst().terms().rateLimit().words()));
        }
    }

    /** What no name may hold, whatever the format: half of a character, or no character at all. */
    private static boolean isText(String name) {
        return !name.isBlank()
                && StandardCharsets.UTF_8.newEncoder().canEncode(name)
                && name.codePoints().noneMatch(c -> c == 0 || c == 0xfffe || c == 0xffff);
    }

    private boolean isOpen(Aspect aspect) {
        return target.info().unsaid().contains(aspect) && !elsewhere.contains(aspect);
    }

    private Objection open(
            AllowedServer server, List<AllowedTool> tools, Aspect aspect, String why) {
        var info = target.info();
        var next =
                "add elsewhere="
                        + aspect.words()
                        + " if something else enforces it, or "
                        + NARROWER;
        var said = why + ", and " + info.title() + " cannot " + aspect.deed();
        // Without a say in tools, the server goes as a whole.
        return new Objection(
                info.says().contains(Aspect.TOOLS) ? Objection.About.TOOL : Objection.About.SERVER,
                tools.stream().map(AllowedTool::name).toList(),
                said,
                next);
    }

    private static List<AllowedTool> tools(AllowedServer server, Predicate<AllowedTool> which) {
        return server.allowedTools().stream().filter(which).toList();
    }

    private static String why(List<AllowedTool> denied) {
        return denied.getFirst().why();
    }

    /** Without what the target has no use for: nothing in its file changes when that does. */
    AllowedServer used(AllowedServer server) {
        var info = target.info();
        return switch (info.group()) {
            case EGRESS -> server.with(server.hosts(), List.of());
            case CLIENT -> server.with(List.of(), List.of());
            default ->
                    info.identities()
                            ? server
                            : server.with(
                                    server.hosts(),
                                    server.tools().stream()
                                            .map(each -> each.with(List.of(), List.of()))
                                            .toList());
        };
    }

    /** Whether there is anything left of a server without what is objected to. */
    sealed interface Rest {

        record Server(AllowedServer server) implements Rest {}

        record Nothing() implements Rest {}
    }

    static Rest without(AllowedServer server, List<Objection> objections) {
        var rest = server;
        for (var objection : objections) {
            var items = Set.copyOf(objection.items());
            switch (objection.about()) {
                case SERVER -> {
                    return new Rest.Nothing();
                }
                case HOST ->
                        rest =
                                rest.with(
                                        rest.hosts().stream()
                                                .filter(each -> !items.contains(each.words()))
                                                .toList(),
                                        rest.tools());
                case TOOL ->
                        rest =
                                rest.with(
                                        rest.hosts(),
                                        rest.tools().stream()
                                                .map(
                                                        each ->
                                                                items.contains(each.name())
                                                                        ? each.refused(
                                                                                "cannot be said")
                                                                        : each)
                                                .toList());
                case CONSUMER ->
                        rest =
                                rest.with(
                                        rest.hosts(),
                                        rest.tools().stream()
                                                .map(each -> others(each, items))
                                                .toList());
            }
        }
        return new Rest.Server(rest);
    }

    private static AllowedTool others(AllowedTool tool, Set<String> consumers) {
        return tool.with(
                tool.grants().stream()
                        .filter(each -> !consumers.contains(each.consumer()))
                        .toList(),
                tool.denials().stream()
                        .filter(each -> !consumers.contains(each.consumer()))
                        .toList());
    }
}
