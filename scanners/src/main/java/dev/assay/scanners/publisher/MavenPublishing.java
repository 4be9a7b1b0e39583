package dev.assay.scanners.publisher;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.artifact.maven.MavenWork;
import dev.assay.scanners.artifact.maven.MavenWork.Versions;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.maven.MavenManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.signature.Defect;
import dev.assay.scanners.signature.FileBundle;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.NpmEvidence.Answer;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.PgpSignature;
import dev.assay.scanners.signature.Proof;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.Signatures;
import dev.assay.scanners.signature.Trusted;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Asks the configured Maven repositories for what proves a release: {@code .asc} and {@code
 * .sigstore.json} beside its main file and beside its POM, which decides what else a client gets.
 */
public final class MavenPublishing {

    private static final String SIGNS_NOTHING = "a Maven repository signs nothing itself";
    private static final String PGP = ".asc";
    private static final String SIGSTORE = ".sigstore.json";
    private static final long LARGEST = 1 << 20;

    /** How many other versions are asked for, to tell none of this version from none at all. */
    private static final int NEIGHBOURS = 2;

    private final MavenRepository repository;
    private final PgpSignature pgp;
    private final FileBundle bundles;
    private final Clock clock;

    public MavenPublishing(MavenRepository repository, Trusted trusted, Clock clock) {
        this.repository = repository;
        this.pgp = new PgpSignature(trusted.mavenKeys(), trusted.pins());
        this.bundles = new FileBundle(trusted.root(), trusted.pins());
        this.clock = clock;
    }

    /**
     * Says who signed a version.
     *
     * @param main the file that is the release
     * @param bytes the hash of the bytes of it that came
     */
    public Publishing of(MavenFile main, Integrity bytes) {
        try (var work = repository.begin()) {
            var release = new Looking(work, main, bytes);
            return new Publishing(
                    main.version(),
                    PublisherHistory.unknown(),
                    Signatures.byMakers(
                            SIGNS_NOTHING,
                            List.of(
                                    new Proof(ProofKind.PGP, release.outcome(PGP)),
                                    new Proof(ProofKind.SIGSTORE, release.outcome(SIGSTORE)))));
        } catch (IOException e) {
            throw new UncheckedIOException("no room to look who signed " + main, e);
        }
    }

    /** What proves the packages that a release brings along, within bounds. */
    public List<PackageProofs> ofClosure(List<LockedPackage> packages) throws InterruptedException {
        return BoundedProofs.of(
                packages,
                clock,
                locked ->
                        MavenManifest.read(locked.manifest())
                                .map(each -> of(each.name(), locked.integrity()).signatures())
                                .orElseGet(
                                        () ->
                                                Signatures.unchecked(
                                                        "it is not on record which file it is")));
    }

    /** One look at one release. */
    private final class Looking {

        private final MavenWork work;
        private final MavenFile main;
        private final Integrity bytes;
        private @Nullable List<String> near;

        Looking(MavenWork work, MavenFile main, Integrity bytes) {
            this.work = work;
            this.main = main;
            this.bytes = bytes;
        }

        Outcome<KeyClaims> outcome(String ending) {
            var outcomes = new ArrayList<Outcome<KeyClaims>>();
            var missing = 0;
            var files = files();
            for (var file : files) {
                var told = ask(file, ending);
                missing += told instanceof Answer.None ? 1 : 0;
                outcomes.add(
                        switch (told) {
                            case Answer.Given(var body) -> checked(file, ending, body);
                            case Answer.None none ->
                                    new Outcome.Absent<>(
                                            "there is no " + file.extension() + ending);
                            case Answer.Away(var reason) -> new Outcome.Unchecked<>(reason);
                        });
            }
            if (missing == files.size()) {
                return othersHave(ending);
            }
            return Signatures.every(outcomes);
        }

        private List<MavenFile> files() {
            return main.extension().equals("pom")
                    ? List.of(main)
                    : List.of(
                            main,
                            // There is one for all files of a version, whatever they are for.
                            new MavenFile(
                                    main.groupId(), main.artifactId(), main.version(), "", "pom"));
        }

        private Answer ask(MavenFile file, String ending) {
            var beside = file.withExtension(file.extension() + ending);
            return switch (work.fetchBeside(beside)) {
                case Fetched fetched -> {
                    try {
                        yield fetched.size() > LARGEST
                                ? new Answer.Given(new byte[(int) LARGEST + 1])
                                : new Answer.Given(Files.readAllBytes(fetched.file()));
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read back " + beside, e);
                    }
                }
                case FetchOutcome.NotFound(var reason) -> new Answer.None(reason);
                case FetchOutcome.TooLarge(var limit) ->
                        new Answer.Given(new byte[(int) LARGEST + 1]);
                case FetchOutcome.Missed other -> new Answer.Away(other.told());
            };
        }

        private Outcome<KeyClaims> checked(MavenFile file, String ending, byte[] proof) {
            var packagePurl = main.purl().withVersion(null).toString();
            // What nobody's key signed needs no second fetch of what it signs.
            if (ending.equals(PGP) && !pgp.knows(proof)) {
                return pgp.check(packagePurl, proof, java.io.InputStream::nullInputStream, now());
            }
            if (!(work.fetch(file) instanceof Fetched fetched)) {
                return new Outcome.Unchecked<>(
                        file + ", which is signed, could not be fetched again");
            }
            if (file.equals(main) && !fetched.integrity().equals(bytes)) {
                return new Outcome.Invalid<>(
                        Defect.INTEGRITY_DIFFERS, "the repository has other bytes by now");
            }
            if (ending.equals(PGP)) {
                Path path = fetched.file();
                return pgp.check(packagePurl, proof, () -> Files.newInputStream(path), now());
            }
            var sha256 = HexFormat.of().parseHex(fetched.sha256().hex());
            return bundles.check(packagePurl, proof, sha256, now());
        }

        private java.time.Instant now() {
            return clock.instant();
        }

        /** None of this version: of others near it there may be one. */
        private Outcome<KeyClaims> othersHave(String ending) {
            for (var version : near()) {
                var other = new MavenFile(main.groupId(), main.artifactId(), version, "", "pom");
                switch (ask(other, ending)) {
                    case Answer.Given given -> {
                        return new Outcome.Absent<>(
                                "version " + version + " has " + ending + ", this one has none");
                    }
                    case Answer.Away(var reason) -> {
                        return new Outcome.Unchecked<>(reason);
                    }
                    case Answer.None none -> {
                        // The next one may.
                    }
                }
            }
            return new Outcome.NotOffered<>(
                    "the repository has no "
                            + ending
                            + " beside this version"
                            + (near().isEmpty() ? "" : " nor beside " + String.join(", ", near())));
        }

        private List<String> near() {
            var known = near;
            if (known == null) {
                known = listed();
                near = known;
            }
            return known;
        }

        private List<String> listed() {
            if (!(work.versions(main.groupId(), main.artifactId())
                    instanceof Versions.Listed(var lowestFirst))) {
                return List.of();
            }
            var own = lowestFirst.indexOf(main.version());
            var end = own < 0 ? lowestFirst.size() : own;
            var before = lowestFirst.subList(Math.max(0, end - NEIGHBOURS), end);
            return before.isEmpty() && own >= 0 && own + 1 < lowestFirst.size()
                    ? lowestFirst.subList(own + 1, own + 2)
                    : before.reversed();
        }
    }
}
