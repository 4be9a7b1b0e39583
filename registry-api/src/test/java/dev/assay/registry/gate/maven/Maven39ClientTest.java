package dev.assay.registry.gate.maven;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.registry.gate.Transcripts;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven that reads problem documents (3.9.11 and later), which {@code ./test} fetches. */
@Timeout(600)
final class Maven39ClientTest extends MavenClientContract {

    private static final Path PROGRAM = Path.of("../target/clients/maven/bin/mvn").toAbsolutePath();

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("Maven 3.9", PROGRAM.toString(), "-v");

    @Override
    String mvn() {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                "Maven 3.9 is not in target/clients; ./test fetches it");
        return PROGRAM.normalize().toString();
    }
}
