package dev.assay.registry.evidence;

import dev.assay.inventory.audit.AuditHash;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.registry.export.Product;

import java.util.List;

/** What an auditor reads first. */
final class Readme {

    private Readme() {}

    static String of(KeptRecord kept, List<Pack.Listed> files, long events, List<String> unread) {
        var server = kept.record();
        var text = new StringBuilder();
        text.append("# Evidence on ").append(plain(server.name())).append("\n\n");
        text.append("Package `").append(plain(server.purl())).append("`, server `");
        text.append(server.server().value()).append("` of ").append(Product.NAME).append(" ");
        text.append(Product.VERSION).append(".\nRecord of ").append(kept.at());
        text.append(", SHA-256 `").append(kept.digest()).append("`.\n\n");
        text.append(
                """
                - `record.json`: every field of the inventory, each with how it is known: verified,
                  declared, stated or unknown. The digest above is that of the record as it is kept,
                  without what nobody has said.
                - `bom/cyclonedx.json`: CycloneDX 1.6: the server as a service with its data flows, the
                  releases that are served and the packages of their closures.
                - `registers/`: processing, transfers, approvals, findings, waivers and reviews due.
                - `releases/`: of each version what was decided and by whom, its closure, and where it
                  was vetted what changed, as JSON, as SARIF 2.1.0 and to be read.
                """);
        text.append("- `audit/events.jsonl`: the ").append(events);
        text.append(" events of the audit trail about this server, oldest first.\n");
        text.append(
                """
                - `releases/*/bom.cdx.json`: CycloneDX 1.6 of each version's closure, whatever was decided of
                  it, with hashes, licences, proofs, known flaws and findings, signed within by the key of
                  the approvals: `assay bom verify FILE --key attestation-keys.json`.
                - `releases/*/attestations.intoto.jsonl`: what was signed of each approval, superseded and
                  withdrawn ones too, one envelope a line; `attestation-keys.json` has the public keys to
                  verify them with, which are worth what the way is worth on which you got them.

                """);
        if (!unread.isEmpty()) {
            text.append("There is no report to read of: ");
            text.append(String.join(", ", unread.stream().map(Readme::plain).toList()));
            text.append(". That is unknown, and not clean.\n\n");
        }
        text.append("## The chain\n\n");
        text.append("Each event's `hash` is the SHA-256 over `").append(AuditHash.SCHEME);
        text.append(
                """
                `, its `previous`, `at`,
                `actor`, `action`, `subject` and `detail`, each as UTF-8 behind its length in bytes and a
                colon. Events of other servers lie between these, so `previous` names one that may not be
                here; the whole trail is exported as `audit-jsonl`.

                ## Files

                `SHA256SUMS` lists them for `sha256sum -c`. The same records make the same archive.

                | SHA-256 | Bytes | File |
                |---|--:|---|
                """);
        for (var each : files) {
            text.append("| `").append(each.digest()).append("` | ").append(each.size());
            text.append(" | `").append(each.path()).append("` |\n");
        }
        return text.toString();
    }

    static String sums(List<Pack.Listed> files) {
        var text = new StringBuilder();
        files.forEach(
                each -> text.append(each.digest()).append("  ").append(each.path()).append('\n'));
        return text.toString();
    }

    /** A name is somebody else's; it stays a text in one line. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ")
                .replaceAll("[`<>|*_\\[\\]#]", "·");
    }
}
