package dev.assay.registry.consumer;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.Constraint;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Who may call which tool within which bounds, in a form that is no product's: one rule for each
 * grant that holds and each approved release that offers the tool no wider than it was granted.
 * What stands in no rule is denied.
 */
final class GrantRules implements ExportFormat {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param scope the bounds of its parameters; empty for none
     * @param requiresApproval who has to agree to a call: none, confirm, preview, dual
     */
    private record Rule(
            @JsonProperty("agent_role") String agentRole,
            String identity,
            String server,
            String release,
            String tool,
            @JsonProperty("class") String toolClass,
            List<Constraint> scope,
            @JsonProperty("requires_approval") String requiresApproval,
            @JsonProperty("rate_limit") Limit limit,
            Instant until) {}

    private record Limit(int max, @JsonProperty("window_ms") long windowMillis) {}

    private final GrantStore grants;
    private final ConsumerStore consumers;
    private final Grantable grantable;
    private final Clock clock;

    GrantRules(GrantStore grants, ConsumerStore consumers, Grantable grantable, Clock clock) {
        this.grants = grants;
        this.consumers = consumers;
        this.grantable = grantable;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "grants";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.GATEWAY;
    }

    @Override
    public String title() {
        return "Grants, as rules";
    }

    @Override
    public String purpose() {
        return "Who may call which tool of which release in one environment, with bounds, approval,"
                + " limit and end; for policy engines of your own. What is in no rule is denied.";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String fileName() {
        return "grants.json";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of(ExportParameter.STAGE, ExportParameter.CONSUMER);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var now = clock.instant();
        var stage = request.stage();
        to.write(head(stage).getBytes(StandardCharsets.UTF_8));
        var wanted = request.parameter(ExportParameter.CONSUMER).orElse("");
        var known = new HashMap<Id, Consumer>();
        consumers.all().forEach(each -> known.put(each.id(), each));
        var separator = "\n";
        for (var grant : holding(stage, now)) {
            var consumer = known.get(grant.consumerId());
            if (consumer == null || consumer.isRetired() || !isWanted(consumer, wanted)) {
                continue;
            }
            for (var tool : grantable.usable(grant, now)) {
                to.write(separator.getBytes(StandardCharsets.UTF_8));
                to.write(JSON.writeValueAsBytes(rule(consumer, grant, tool)));
                separator = ",\n";
            }
        }
        to.write("\n]}\n".getBytes(StandardCharsets.UTF_8));
        return new ExportOutcome.Written();
    }

    private static String head(Stage stage) {
        return "{\"schema\":\"assay-grants/1\",\"environment\":\""
                + stage.words()
                + "\",\"default\":\"deny\",\"on_failure\":\"deny\",\"rules\":[";
    }

    private List<Grant> holding(Stage stage, Instant now) {
        return grants.in(Grant.State.GRANTED).stream()
                .filter(each -> each.environment() == stage && each.holds(now))
                .sorted(Comparator.comparing(each -> each.id().value()))
                .toList();
    }

    private static boolean isWanted(Consumer consumer, String wanted) {
        return wanted.isEmpty()
                || wanted.equals(consumer.name())
                || wanted.equals(consumer.id().value());
    }

    private static Rule rule(Consumer consumer, Grant grant, Grantable.Tool tool) {
        var terms = tool.entry().terms();
        var given = grant.given();
        var end = tool.release().expiresAt();
        var until = given == null ? Instant.EPOCH : given.until();
        return new Rule(
                consumer.name(),
                consumer.identity(),
                grant.packagePurl().toString(),
                tool.release().purl().toString(),
                grant.tool(),
                tool.entry().toolClass().words(),
                terms.constraints(),
                terms.approvalMode().words(),
                new Limit(terms.rateLimit().max(), 1000L * terms.rateLimit().windowSeconds()),
                // A grant is worth nothing once the approval it rests on is over.
                end != null && end.isBefore(until) ? end : until);
    }
}
