package dev.assay.registry.allowed;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.gate.CallerStage;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every target there is, as the service offers it, about servers that a test makes up. */
final class Targets {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Account READER =
            new Account(new Id("1".repeat(32)), "reader", "Reader", Set.of(Role.SECURITY), false);

    private Targets() {}

    static List<ExportFormat> all(List<AllowedServer> servers) {
        return all(servers, List.of());
    }

    static List<ExportFormat> all(List<AllowedServer> servers, List<Withdrawn> withdrawn) {
        return from(
                new AllowedSource() {
                    @Override
                    public Reading read(Wish wish, Allowed.Each taker) throws IOException {
                        for (var each : servers) {
                            if (wish.server() == null || wish.server().equals(each.name())) {
                                taker.take(each);
                            }
                        }
                        return new Reading.Taken();
                    }

                    @Override
                    public List<Withdrawn> withdrawn(Wish wish) {
                        return withdrawn;
                    }
                });
    }

    static List<ExportFormat> from(AllowedSource source) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(
                    PolicyExports.class, () -> new PolicyExports(source, new FirstMade(CLOCK)));
            context.registerBean(
                    CallerStage.class, () -> new CallerStage(null, null, Stage.PRODUCTION, false));
            for (var each : List.of("client", "gateway", "egress")) {
                context.scan(Targets.class.getPackageName() + "." + each);
            }
            context.refresh();
            var formats = new ArrayList<>(context.getBeansOfType(ExportFormat.class).values());
            formats.sort(Comparator.comparing(ExportFormat::id));
            return formats;
        }
    }

    static ExportFormat one(String id, List<AllowedServer> servers) {
        return all(servers).stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    /** All that a format has to be given, and what it cannot say kept elsewhere. */
    static Map<String, String> usual(ExportFormat format) {
        var given = new HashMap<String, String>();
        for (var each : format.parameters()) {
            switch (each.name()) {
                case "elsewhere" -> given.put(each.name(), String.join(",", each.choices()));
                case "together" -> given.put(each.name(), "yes");
                case "image" ->
                        given.put(
                                each.name(), "registry.example.test/node@sha256:" + "c".repeat(64));
                case "domain" -> given.put(each.name(), "mcp.example.test");
                case "issuer" -> given.put(each.name(), "https://login.example.test/");
                case "jwks" -> given.put(each.name(), "https://login.example.test/keys");
                case "resource" -> given.put(each.name(), "https://tools.example.test/mcp");
                case "server" -> {
                    if (each.required()) {
                        given.put(each.name(), "@acme/crm");
                    }
                }
                default -> {}
            }
        }
        return given;
    }

    /** What came of it: text, or null where it was refused. */
    record Written(String text, ExportOutcome outcome) {

        boolean refused() {
            return outcome instanceof ExportOutcome.Refused;
        }

        List<String> why() {
            return outcome instanceof ExportOutcome.Refused(var unsaid, var more)
                    ? unsaid.stream().map(Object::toString).toList()
                    : List.of();
        }
    }

    static Written write(ExportFormat format, Map<String, String> given) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var outcome = write(format, given, bytes);
        return new Written(bytes.toString(StandardCharsets.UTF_8), outcome);
    }

    static ExportOutcome write(ExportFormat format, Map<String, String> given, OutputStream to)
            throws IOException {
        return format.write(
                new ExportRequest(READER, given, SomeServers.GATE, "https://assay.example.test/"),
                to);
    }
}
