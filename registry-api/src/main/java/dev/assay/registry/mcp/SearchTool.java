package dev.assay.registry.mcp;

import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
import dev.assay.registry.listing.ApprovedServers;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Finds approved servers. Publishers' titles, descriptions and tool names are searched and never
 * handed over: whoever wrote them would be writing into an agent's context.
 */
final class SearchTool implements AgentTool {

    private static final int USUAL = 10;

    record Found(List<Server> servers, boolean more) {}

    /**
     * @param tools how many tools are of which class
     * @param page where a person reads more
     */
    record Server(
            String name,
            String purl,
            String version,
            String approvedAt,
            @Nullable String expiresAt,
            Map<String, Integer> tools,
            StartCommand start,
            String page) {}

    private final ApprovedServers servers;
    private final CallerAddresses addresses;
    private final CallerStage callers;

    SearchTool(ApprovedServers servers, CallerAddresses addresses, CallerStage callers) {
        this.servers = servers;
        this.addresses = addresses;
        this.callers = callers;
    }

    @Override
    public String name() {
        return "search_approved_servers";
    }

    @Override
    public Object call(AgentCaller caller, Map<String, Object> arguments)
            throws NotAnsweredException {
        if (!caller.isTold(callers)) {
            throw NotAnsweredException.needsToken();
        }
        var text = String.valueOf(arguments.getOrDefault("query", ""));
        var most = arguments.get("limit") instanceof Number limit ? limit.intValue() : USUAL;
        var found = servers.search(caller.stage(callers), text, most + 1);
        return new Found(
                found.stream().limit(most).map(each -> server(each, caller)).toList(),
                found.size() > most);
    }

    private Server server(ApprovedServers.Approved approved, AgentCaller caller) {
        var expires = approved.expiresAt();
        return new Server(
                approved.name(),
                approved.purl().toString(),
                approved.purl().exactVersion(),
                approved.approvedAt().toString(),
                expires == null ? null : expires.toString(),
                approved.tools(),
                StartCommand.of(addresses, caller.request(), approved.purl(), approved.release()),
                addresses.main(caller.request()) + "r/" + approved.release());
    }
}
