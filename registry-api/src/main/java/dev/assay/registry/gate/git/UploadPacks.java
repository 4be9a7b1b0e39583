package dev.assay.registry.gate.git;

import dev.assay.registry.gate.GateAnswer;

import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Drives JGit's side of git-upload-pack over bytes. */
final class UploadPacks implements AutoCloseable {

    /** What an answer to a fetch is. */
    static final String RESULT = "application/x-git-upload-pack-result";

    private static final String LIST = "application/x-git-upload-pack-advertisement";
    private static final String SERVICE = "git-upload-pack";

    private final PackAnswers answers;

    /**
     * Packing keeps a processor busy, and must not keep the gate's other answers from theirs:
     * virtual threads would not be taken from it in between.
     */
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    Math.max(2, Runtime.getRuntime().availableProcessors() / 2),
                    Thread.ofPlatform().daemon().name("git-pack-", 0).factory());

    UploadPacks(PackAnswers answers) {
        this.answers = answers;
    }

    /** The list of references, or by protocol 2 what can be asked. */
    GateAnswer list(Repository repository, boolean second, List<Pin> pins) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var pack = open(repository, second)) {
            pack.sendAdvertisedRefs(
                    new PacketLineOutRefAdvertiser(new PacketLineOut(out)), SERVICE);
        }
        return GateAnswer.of(
                200, headers(LIST), second ? out.toByteArray() : shallow(out.toByteArray(), pins));
    }

    /**
     * By protocol 0 a server says behind its references where its history ends, which JGit leaves
     * out; without it a client that asks for everything misses parents.
     */
    private static byte[] shallow(byte[] list, List<Pin> pins) throws IOException {
        var lines = new ArrayList<>(PacketLines.read(list));
        var end = lines.removeLast();
        for (var pin : pins) {
            lines.add("shallow " + pin.manifest().commit());
        }
        lines.add(end);
        return PacketLines.write(lines);
    }

    GateAnswer answer(Repository repository, boolean second, byte[] request)
            throws IOException, InterruptedException {
        var answer =
                workers.submit(
                        () ->
                                answers.of(
                                        headers(RESULT),
                                        out -> {
                                            try (var pack = open(repository, second)) {
                                                pack.upload(
                                                        new ByteArrayInputStream(request),
                                                        out,
                                                        null);
                                            }
                                        }));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException("a commit cannot be packed", e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private static UploadPack open(Repository repository, boolean second) {
        var pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setRequestPolicy(UploadPack.RequestPolicy.ADVERTISED);
        // What is kept is not compressed, and does not leave so.
        var config = new PackConfig(repository);
        config.setReuseObjects(false);
        config.setDeltaCompress(false);
        pack.setPackConfig(config);
        if (second) {
            pack.setExtraParameters(List.of("version=2"));
        }
        return pack;
    }

    private static Map<String, String> headers(String type) {
        return Map.of(
                "Content-Type",
                type,
                "Cache-Control",
                "no-cache, max-age=0, must-revalidate",
                "Pragma",
                "no-cache");
    }
}
