package dev.assay.registry.policy;

import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.signature.ProofKind;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words that a rule's expressions may use: what is known of a release, by name and type. The
 * same words stand in {@code docs/policy.md}, which a test holds against these.
 */
public final class Vocabulary {

    /** What a value can be. */
    public sealed interface Type {

        /** How the documentation writes it. */
        String words();

        /** Text. */
        record Text() implements Type {
            @Override
            public String words() {
                return "text";
            }
        }

        /** A whole number. */
        record Number() implements Type {
            @Override
            public String words() {
                return "number";
            }
        }

        /** A number with a fraction. */
        record Share() implements Type {
            @Override
            public String words() {
                return "share";
            }
        }

        /** True or false. */
        record Flag() implements Type {
            @Override
            public String words() {
                return "flag";
            }
        }

        /** A list of one type. */
        record ListOf(Type element) implements Type {
            @Override
            public String words() {
                return "list of " + element.words();
            }
        }

        /** A map from text to a group; a name that is not there has that group's empty values. */
        record ByName(Group element) implements Type {
            @Override
            public String words() {
                return "map of " + element.words();
            }
        }

        /** Values that belong together. */
        record Group(String name, Map<String, Field> fields) implements Type {
            @Override
            public String words() {
                return name;
            }
        }
    }

    /**
     * A value of a group.
     *
     * @param meaning one line for whoever writes rules
     * @param words the only texts it ever holds, where there are such; a rule that compares it with
     *     another is refused, since it could never fit
     */
    public record Field(Type type, String meaning, List<String> words) {

        public Field {
            words = List.copyOf(words);
        }
    }

    private static final Type TEXT = new Type.Text();
    private static final Type NUMBER = new Type.Number();
    private static final Type SHARE = new Type.Share();
    private static final Type FLAG = new Type.Flag();
    private static final Type TEXTS = new Type.ListOf(TEXT);

    private static final String SOURCE = "who says so";

    private static final List<String> PROVENANCES =
            words(Arrays.stream(Provenance.values()).map(Provenance::word));
    private static final List<String> SEVERITIES = lowerCase(Severity.values());
    private static final List<String> PROOF_STATES =
            List.of("verified", "invalid", "absent", "not offered", "could not check");
    private static final List<String> PROOF_KINDS =
            words(Arrays.stream(ProofKind.values()).map(ProofKind::words));
    private static final List<String> SCOPE_CLASSES = List.of("read", "write", "admin", "unknown");
    private static final List<String> KINDS =
            words(Arrays.stream(FindingKind.values()).map(FindingKind::wireName));

    private static final Type.Group SAID =
            group("Said")
                    .with("value", TEXT, "what was said; empty where nothing was")
                    .with("provenance", PROVENANCES, SOURCE)
                    .done();

    private static final Type.Group SAID_LIST =
            group("SaidList")
                    .with("value", TEXTS, "what was said; empty where nothing was")
                    .with("provenance", PROVENANCES, SOURCE)
                    .done();

    private static final Type.Group ANSWER =
            group("Answer")
                    .with("value", TEXT, "the answer; the choices joined by a comma where many")
                    .with("values", TEXTS, "the choices, or the answer alone")
                    .with("provenance", PROVENANCES, "unknown where nobody answered")
                    .done();

    private static final Type.Group SOURCE_MATCH =
            group("Source")
                    .with("state", SourceFacts.STATES, "what came of it; empty if nobody looked")
                    .with("reason", TEXT, "the same in a sentence")
                    .with("repository", TEXT, "which one, as host/owner/repository")
                    .with("commit", TEXT, "what it was compared with; empty if it was not")
                    .with("proven", FLAG, "whether an attestation says that it is that one")
                    .with("matches", FLAG, "whether nothing that runs comes from nowhere")
                    .with("unknownFiles", TEXTS, "files that run and come from nowhere")
                    .with("unknownFunctions", NUMBER, "functions that come from nowhere")
                    .with("notCompared", NUMBER, "files that could not be compared")
                    .done();

    private static final Type.Group PROOF =
            group("Proof")
                    .with("state", PROOF_STATES, "what came of verifying it; empty if not tried")
                    .with("reason", TEXT, "why it is so; empty where it is verified")
                    .with("by", TEXT, "where it is verified: the key, or repository and commit")
                    .done();

    private static final Type.Group OWN_PROOF =
            group("OwnProof")
                    .with("kind", PROOF_KINDS, "which proof it is")
                    .with("state", PROOF_STATES, "what came of verifying it")
                    .with("reason", TEXT, "why it is so; empty where it is verified")
                    .with("by", TEXT, "where it is verified: the key or identity")
                    .with("pinned", FLAG, "whether its signer is pinned for the package")
                    .done();

    private static final Type.Group RELEASE =
            group("Release")
                    .with("purl", TEXT, "the package URL with the exact version")
                    .with("ecosystem", TEXT, "where it comes from: npm")
                    .with("name", TEXT, "the package's name, scope included")
                    .with("version", TEXT, "the exact version")
                    .with("sha256", TEXT, "the digest of its bytes; empty until fetched")
                    .with("stage", SAID, "the stage it is asked for; unknown until it is asked")
                    .with("tier", SAID, "the risk tier; unknown until it is set")
                    .with("publisher", SAID, "who published it, by the registry's word")
                    .with("repository", SAID, "the source repository its manifest names")
                    .with("signature", PROOF, "the registry's signature of its hash")
                    .with("publication", PROOF, "the registry's attestation that it published it")
                    .with("build", PROOF, "the attestation of where it was built")
                    .with(
                            "proofs",
                            list(OWN_PROOF),
                            "what its makers signed, for each kind there is")
                    .with("source", SOURCE_MATCH, "how it compares with the source it names")
                    .with("licence", SAID, "the licence its manifest names")
                    .with("deprecated", SAID, "why its publisher gave it up; empty if not")
                    .with("daysKnown", NUMBER, "whole days since Assay first saw it")
                    .with("toolsBeyond", NUMBER, "tools it offers beyond the 1,000 that are listed")
                    .done();

    private static final Type.Group DELTA =
            group("Delta")
                    .with("verdict", lowerCase(Verdict.values()), "what the delta says by itself")
                    .with("compared", FLAG, "whether an approved release was there to compare")
                    .with("from", TEXT, "the package URL it was compared with, or empty")
                    .with("coverage", SHARE, "the share of code bytes read, from 0.0 to 1.0")
                    .with("percent", TEXT, "the same in words, rounded down: 99.4 %")
                    .with("unread", NUMBER, "code files that could not be read")
                    .with("functions", NUMBER, "functions in all")
                    .with("newFunctions", NUMBER, "functions that are new")
                    .with("changedFunctions", NUMBER, "functions that changed")
                    .done();

    private static final Type.Group FINDING =
            group("Finding")
                    .with("kind", KINDS, "what it is about: the pages under /rules")
                    .with("severity", SEVERITIES, "how much it matters")
                    .with("change", lowerCase(Change.values()), "present at a first look")
                    .with("value", TEXT, "the host, variable, program …")
                    .with("title", TEXT, "one sentence")
                    .with("purl", TEXT, "the package it is about")
                    .with("inRelease", FLAG, "whether that is the release itself")
                    .with("reachable", FLAG, "whether an entry point or hook leads to it")
                    .with("via", lowerCase(Via.values()), "how the value was found")
                    .with("line", TEXT, "severity and title, and the dependency if it is one")
                    .done();

    private static final Type.Group PACKAGE =
            group("Package")
                    .with("purl", TEXT, "the package URL with the exact version")
                    .with("name", TEXT, "its name, scope included")
                    .with("version", TEXT, "the exact version")
                    .with("integrity", TEXT, "what its bytes are locked by")
                    .with("isRelease", FLAG, "whether it is the release itself")
                    .with("optional", FLAG, "whether the closure works without it")
                    .with("installHook", FLAG, "whether it runs something when it is installed")
                    .with("deprecated", TEXT, "why its publisher gave it up; empty if not")
                    .with("licence", TEXT, "the licence it declares, as it wrote it")
                    .with("spdx", TEXT, "the same as SPDX says it; empty where SPDX has no word")
                    .with("licences", TEXTS, "SPDX ids of that, and of its licence files' texts")
                    .with("licenceKnown", FLAG, "whether either is known")
                    .done();

    private static final Type.Group DESTINATION =
            group("Destination")
                    .with("host", TEXT, "the host, or the pattern that was declared")
                    .with("declared", FLAG, "whether the declaration covers it")
                    .with("found", FLAG, "whether code that runs contacts it")
                    .with("byRelease", FLAG, "whether the release itself does")
                    .with("packages", TEXTS, "which packages do")
                    .with("provenance", PROVENANCES, "stated where it is only declared")
                    .with("country", SAID_LIST, "where it is, in letters of ISO 3166-1")
                    .with("operator", SAID, "whose it is")
                    .with("role", SAID, "controller, joint-controller, processor or none")
                    .with("transfer", SAID, "what lets personal data go there: adequacy, idta …")
                    .with("assessment", SAID, "where its transfer risk assessment is")
                    .done();

    private static final Type.Group TOOL =
            group("Tool")
                    .with("name", TEXT, "what it is called")
                    .with("described", FLAG, "whether it has a description")
                    .with("description", TEXT, "what the model is told of it")
                    .with("hasSchema", FLAG, "whether its arguments have a schema")
                    .with("hasOutputSchema", FLAG, "whether its answer has a schema")
                    .with("arguments", TEXTS, "the names of its arguments, where they can be read")
                    .with("annotations", SAID, "what it claims of itself, as written")
                    .with("claimsReadOnly", FLAG, "whether it claims to change nothing")
                    .with("claimsDestructive", FLAG, "whether it claims to destroy")
                    .with("class", SAID, "read, write or never; unknown while nobody said")
                    .with("dataClasses", SAID_LIST, "the data it reaches; unknown likewise")
                    .with("approvalMode", SAID, "none, confirm, dual, preview; unknown likewise")
                    .with(
                            "oftenerThanGentler",
                            FLAG,
                            "whether it writes oftener than another reads")
                    .done();

    private static final Type.Group SCOPE =
            group("Scope")
                    .with("provider", TEXT, "whose it is: google, slack …")
                    .with("name", TEXT, "the scope, without an address before it")
                    .with("line", TEXT, "provider and scope")
                    .with("known", FLAG, "whether it is in the catalogue")
                    .with("class", SCOPE_CLASSES, "what it is good for; unknown where not known")
                    .with("allows", TEXT, "what it lets a server do; empty where not known")
                    .with("instead", TEXT, "narrower scopes, and the one that only reads, or empty")
                    .with("workflow", TEXT, "what it serves, as stated; empty where not")
                    .with("reason", TEXT, "why no narrower one does; empty likewise")
                    .with("wildcard", FLAG, "whether it stands for every scope there is")
                    .done();

    private static final Type.Group CAPABILITY =
            group("Capability")
                    .with("kind", KINDS, "what the code does")
                    .with("inRelease", NUMBER, "places in the release's own code that runs")
                    .with("inDependencies", NUMBER, "places in that of its dependencies")
                    .done();

    private static final Type.Group FLAW =
            group("Flaw")
                    .with("id", TEXT, "as its source calls it: GHSA-…, CVE-…, MAL-…")
                    .with("cve", TEXT, "its CVE; empty where it has none")
                    .with("purl", TEXT, "the package that has it")
                    .with("inRelease", FLAG, "whether that is the release itself")
                    .with("severity", SEVERITIES, "as its source grades it; medium where not")
                    .with("scored", FLAG, "whether its source grades it")
                    .with("exploited", FLAG, "whether it is known to be exploited")
                    .with("malware", FLAG, "whether the package itself is the attack")
                    .with("fixedIn", TEXTS, "the versions that end it, where they are known")
                    .with("summary", TEXT, "one sentence")
                    .with("line", TEXT, "all of that in a line")
                    .done();

    private static final Type.Group RUN =
            group("Run")
                    .with("state", RunFacts.STATES, "how its newest run ended; empty without one")
                    .with("reason", TEXT, "why it came no further; empty where it was driven")
                    .with("tools", NUMBER, "tools that it listed while it ran")
                    .with("reached", NUMBER, "tools whose own code ran when they were called")
                    .done();

    private static final Type.Group REQUEST =
            group("Request")
                    .with("purpose", SAID, "what for")
                    .with("owner", SAID, "who answers for it")
                    .with("domains", SAID_LIST, "the declared destinations")
                    .done();

    private static final Type.Group CHECKLIST =
            group("Checklist")
                    .with("title", TEXT, "what it is about")
                    .with("items", NUMBER, "how many items it has")
                    .with("done", NUMBER, "how many are done: not failed, and with evidence")
                    .with("complete", FLAG, "whether all are")
                    .with("missing", TEXTS, "those that are not, in words")
                    .with("failed", TEXTS, "those of them that failed")
                    .done();

    private static final Type.Group IDENTITY =
            group("Identity")
                    .with("name", TEXT, "the client id or account name")
                    .with("kind", SAID, "oauth-client, service-account, api-key, user, workload")
                    .with("environments", SAID_LIST, "sandbox, read-only, pilot, production")
                    .with("sharing", SAID, "dedicated, shared or personal")
                    .with("mode", SAID, "whose rights it acts with: delegated-user or service")
                    .done();

    private static final Type.Group HISTORY =
            group("History")
                    .with("releases", NUMBER, "releases of this package that Assay knows")
                    .with("approved", NUMBER, "how many of the others are approved now")
                    .with("rejected", NUMBER, "how many of the others were rejected")
                    .with("revoked", NUMBER, "how many of the others were revoked")
                    .with("previous", TEXT, "the approved version it is compared with, or empty")
                    .with("previousPublisher", SAID, "who published that one")
                    .with("previousStage", SAID, "what that one is approved for")
                    .with("daysSinceApproval", NUMBER, "whole days since that; 0 without one")
                    .done();

    private static final Map<String, Field> ROOT =
            group("")
                    .with("release", RELEASE, "the release that is judged")
                    .with("delta", DELTA, "what changed since the approved release, in numbers")
                    .with("findings", list(FINDING), "what a reviewer should know of the change")
                    .with("closure", list(PACKAGE), "the release and all its dependencies, locked")
                    .with("destinations", list(DESTINATION), "hosts: declared, found, or both")
                    .with("tools", list(TOOL), "the tools its code offers, found by reading it")
                    .with("scopes", list(SCOPE), "the OAuth scopes it is asked for")
                    .with("unaskedScopes", TEXTS, "OAuth scopes its code names and nobody asks for")
                    .with("capabilities", list(CAPABILITY), "what the code does, new or not")
                    .with("flaws", list(FLAW), "what is known to be wrong with the closure, now")
                    .with("flawScan", SAID, "which advisories were looked into; unknown if none")
                    .with("run", RUN, "what came of running it where it can hurt nothing")
                    .with("request", REQUEST, "what the team asks for")
                    .with("answers", new Type.ByName(ANSWER), "the questionnaire, by question")
                    .with("record", new Type.ByName(ANSWER), "what was stated, by field")
                    .with("checklists", new Type.ByName(CHECKLIST), "what was checked, by list")
                    .with("identities", list(IDENTITY), "as whom it acts, as stated")
                    .with("history", HISTORY, "what Assay knows of the package besides")
                    .done()
                    .fields();

    private Vocabulary() {}

    /** The variables that expressions start from, in the order of the documentation. */
    public static Map<String, Field> variables() {
        return ROOT;
    }

    /** The groups, in the order in which the variables lead to them. */
    public static List<Type.Group> groups() {
        return List.of(
                SAID,
                SAID_LIST,
                ANSWER,
                PROOF,
                OWN_PROOF,
                SOURCE_MATCH,
                RELEASE,
                DELTA,
                FINDING,
                PACKAGE,
                DESTINATION,
                TOOL,
                SCOPE,
                CAPABILITY,
                FLAW,
                RUN,
                REQUEST,
                CHECKLIST,
                IDENTITY,
                HISTORY);
    }

    private static List<String> lowerCase(Enum<?>[] constants) {
        return words(Arrays.stream(constants).map(each -> each.name().toLowerCase(Locale.ROOT)));
    }

    private static List<String> words(Stream<String> words) {
        return words.toList();
    }

    private static Type list(Type.Group group) {
        return new Type.ListOf(group);
    }

    private static Fields group(String name) {
        return new Fields(name);
    }

    /** Collects the fields of a group in order. */
    private static final class Fields {

        private final String name;
        private final Map<String, Field> fields = new LinkedHashMap<>();

        Fields(String name) {
            this.name = name;
        }

        Fields with(String field, Type type, String meaning) {
            fields.put(field, new Field(type, meaning, List.of()));
            return this;
        }

        Fields with(String field, List<String> words, String meaning) {
            fields.put(field, new Field(TEXT, meaning, words));
            return this;
        }

        Type.Group done() {
            return new Type.Group(name, Collections.unmodifiableMap(fields));
        }
    }
}
