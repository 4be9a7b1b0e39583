package dev.assay.scanners.report;

import dev.assay.scanners.finding.FindingKind;

/** Why a kind of finding matters, in one sentence for somebody who has not met it before. */
public final class KindWords {

    private KindWords() {}

    public static String why(FindingKind kind) {
        return switch (kind) {
            case OUTBOUND_DOMAIN -> "Data can go to every host that the code calls.";
            case UNDECLARED_DESTINATION ->
                    "The request for this server did not say that data goes there.";
            case NETWORK_CALL -> "Code that talks to the network can carry data out.";
            case PAYLOAD_FIELD -> "What is sent along reaches whoever answers at the other end.";
            case CONSTANT_RECIPIENT ->
                    "Whoever owns a fixed address gets a copy of everything that is sent.";
            case SECRET_FLOW -> "A secret that leaves the machine can be used by others.";
            case PROCESS_SPAWN -> "A started program can do whatever the user can.";
            case DYNAMIC_CODE -> "Code made at run time cannot be reviewed beforehand.";
            case ENV_ACCESS -> "Environment variables hold tokens and passwords.";
            case FS_ACCESS -> "Files hold secrets, and settings that other programs obey.";
            case NATIVE_BINARY -> "Machine code is not read by any analyser here.";
            case INSTALL_HOOK -> "It runs on installation, before anybody has looked.";
            case ENTRY_POINT -> "Another file runs when the server is started or imported.";
            case DEPENDENCY_ADDED -> "A dependency runs with the same rights as the server.";
            case DEPENDENCY_REMOVED -> "What is gone can no longer do harm; it is noted.";
            case DEPENDENCY_SOURCE -> "What comes from elsewhere can change without a new version.";
            case TELEMETRY -> "Usage data can name people, files and errors.";
            case OBFUSCATION -> "Honest code has no reason to hide what it does.";
            case HIDDEN_TEXT -> "A model or a compiler reads what a reviewer cannot see.";
            case ARCHIVE_HAZARD -> "An honest archive is never built this way.";
            case TOOL_ADDED -> "A model can call every tool that is offered.";
            case TOOL_REMOVED -> "Whoever relies on the tool has to know.";
            case TOOL_DESCRIPTION_CHANGED, TOOL_SCHEMA_CHANGED, PROMPT_CHANGED, RESOURCE_CHANGED ->
                    "A model obeys what it reads here.";
            case INSTRUCTIONS_CHANGED -> "A model reads a server's instructions before all else.";
            case TOOL_ANNOTATION_CHANGED ->
                    "Clients ask less before they call a tool that claims to be harmless.";
            case TOOL_SHADOWING -> "A model may call this tool where another was meant.";
            case LISTENER -> "Whoever reaches the port can talk to the server.";
            case DNS_LOOKUP -> "Names that are looked up can carry data out.";
            case AUTH_POSTURE -> "Weak sign-in lets others use the server.";
            case CANARY_LEAK -> "A planted secret was seen leaving.";
            case FORBIDDEN_CALL ->
                    "A server has no use for system calls that lead out of where it runs.";
            case TLS_PINNING -> "Whoever is trusted with TLS can read the traffic.";
            case PUBLISHER_CHANGED -> "Somebody else published this version.";
            case PROVENANCE_LOST -> "Earlier versions proved where they were built.";
            case SIGNATURE_INVALID -> "The bytes are not what was signed.";
            case SOURCE_MISMATCH -> "The package holds what its source does not.";
            case UNSOURCED_FILE ->
                    "What runs was put in by whoever published it, unseen by the project.";
            case UNSOURCED_FUNCTION ->
                    "Who reads the source does not see what the package does here.";
            case UNSOURCED_FIELD -> "The package starts what its source does not.";
            case SOURCE_VERSION -> "Nobody can compare a version with a source that is not there.";
            case SOURCE_LOST -> "What is published is no longer what the project shows.";
            case PACKAGE_MISMATCH ->
                    "Two packages that are said to be one server do not do the same.";
            case BOM_MISMATCH ->
                    "What the vendor says it is made of is not what would be installed.";
            case VULNERABILITY -> "A known flaw can be exploited.";
            case ADMIN_CREDENTIAL ->
                    "Whoever takes over a server that acts as an administrator is one.";
            case LICENCE -> "The licence says what may be done with it.";
            case VENDORED_CODE ->
                    "A copy of another package runs what nobody fetched from its publisher.";
            case COVERAGE -> "What was not read may do anything.";
        };
    }
}
