package dev.assay.registry.gate.maven;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.Transcripts;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Maven of this machine. */
@Timeout(600)
final class MavenClientTest extends MavenClientContract {

    @RegisterExtension static final Transcripts TRANSCRIPTS = new Transcripts("Maven", "mvn", "-v");

    @Override
    String mvn() {
        assumeTrue(ClientRun.isHere("mvn"), "no Maven on this machine");
        return "mvn";
    }
}
