package dev.assay.registry.record;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.Release;
import dev.assay.registry.server.FoundHosts;
import dev.assay.registry.workflow.Declaration;

import java.util.List;

/** The hosts that a server talks to, as far as anybody knows. */
final class DestinationPart {

    private static final int MOST = 500;

    private final FoundHosts hosts;

    DestinationPart(FoundHosts hosts) {
        this.hosts = hosts;
    }

    void write(RecordDraft draft, About about) {
        var request = about.request();
        var declaration = new Declaration(request == null ? List.<String>of() : request.domains());
        for (var each : about.speaking()) {
            found(draft, about, declaration, each);
        }
        var looked = hosts.of(about.current().snapshotSha256());
        var how = "read in the code of " + about.version();
        for (var each : declaration.domains()) {
            if (!draft.has(Subject.DESTINATION, each)) {
                named(draft, each, Value.stated(about.asker(), null, List.of(each)));
                declared(draft, about, each, true);
                notFound(draft, each, looked.isPresent(), how);
            }
        }
    }

    /** What several packages contact is told as the one that speaks for the server does. */
    private void found(RecordDraft draft, About about, Declaration declaration, Release release) {
        var looked = hosts.of(release.snapshotSha256());
        var how = "read in the code of " + about.key(release);
        var found =
                looked.orElse(List.of()).stream()
                        .filter(FoundHosts.Host::found)
                        .filter(each -> !draft.has(Subject.DESTINATION, each.host()))
                        .toList();
        draft.leaveOut("destinations", Math.max(0, found.size() - MOST));
        for (var host : found.stream().limit(MOST).toList()) {
            named(draft, host.host(), Known.found(how, host.host()));
            put(draft, host.host(), Field.DESTINATION_FOUND, Known.yesNo(how, true));
            put(
                    draft,
                    host.host(),
                    Field.DESTINATION_BY_RELEASE,
                    Known.yesNo(how, host.byRelease()));
            put(draft, host.host(), Field.DESTINATION_PACKAGES, Known.found(how, host.packages()));
            declared(draft, about, host.host(), declaration.covers(host.host()));
        }
    }

    /** A host that somebody stated, and nothing found or declared. */
    void stated(RecordDraft draft, About about, String host, Value named) {
        named(draft, host, named);
        var request = about.request();
        declared(
                draft,
                about,
                host,
                request != null && new Declaration(request.domains()).covers(host));
        notFound(
                draft,
                host,
                hosts.of(about.current().snapshotSha256()).isPresent(),
                "read in the code of " + about.version());
    }

    private static void named(RecordDraft draft, String host, Value value) {
        put(draft, host, Field.DESTINATION_HOST, value);
        put(
                draft,
                host,
                Field.DESTINATION_OBSERVED,
                Value.unknown("nothing runs it here, so nothing is observed"));
        put(
                draft,
                host,
                Field.DESTINATION_SUBDOMAINS,
                // A declaration of *.host covers whatever is below it, however deep.
                Known.found("how the host is written", host.startsWith("*.") ? "all" : "none"));
    }

    private static void declared(RecordDraft draft, About about, String host, boolean covered) {
        var request = about.request();
        put(
                draft,
                host,
                Field.DESTINATION_DECLARED,
                request == null
                        ? Value.unknown("nobody has asked for it")
                        : Value.stated(
                                about.asker(),
                                request.createdAt(),
                                List.of(covered ? "yes" : "no")));
    }

    private static void notFound(RecordDraft draft, String host, boolean looked, String how) {
        var value =
                looked
                        ? Known.yesNo(how, false)
                        : Value.unknown("no vetting has looked for destinations");
        put(draft, host, Field.DESTINATION_FOUND, value);
        put(draft, host, Field.DESTINATION_BY_RELEASE, value);
        put(draft, host, Field.DESTINATION_PACKAGES, looked ? Known.found(how, List.of()) : value);
    }

    private static void put(RecordDraft draft, String host, Field field, Value value) {
        draft.put(field, host, value);
    }
}
