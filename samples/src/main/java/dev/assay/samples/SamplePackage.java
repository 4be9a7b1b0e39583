package dev.assay.samples;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One version of one npm package: what the registry says of it, and its tarball. */
public final class SamplePackage {

    /** Long past, since some clients refuse what is younger than a day. */
    private static final Instant LONG_PAST = Instant.parse("2025-01-15T12:00:00Z");

    private final Map<String, @Nullable Object> manifest;
    private final Instant published;
    private final byte[] tarball;
    private final Proof proof;

    /**
     * What a registry keeps beside a version.
     *
     * @param signature the registry's, or null
     * @param attestations its answer when asked for them, or null
     */
    private record Proof(@Nullable Map<String, String> signature, @Nullable String attestations) {

        static final Proof NONE = new Proof(null, null);
    }

    private SamplePackage(
            Map<String, @Nullable Object> manifest,
            Instant published,
            byte[] tarball,
            Proof proof) {
        this.manifest = manifest;
        this.published = published;
        this.tarball = tarball;
        this.proof = proof;
        Objects.requireNonNull(manifest.get("name"), "package.json has no name");
        Objects.requireNonNull(manifest.get("version"), "package.json has no version");
    }

    /**
     * Packs these files, by path inside the package; {@code package.json} must be one of them, and
     * names the package.
     */
    public static SamplePackage of(Map<String, String> files) {
        var manifest = files.get("package.json");
        if (manifest == null) {
            throw new IllegalArgumentException("no package.json among " + files.keySet());
        }
        return new SamplePackage(
                Json.readObject(manifest), LONG_PAST, Tarball.of(files), Proof.NONE);
    }

    /** A package with one empty module, where only its place in a dependency graph matters. */
    public static SamplePackage bare(
            String name, String version, Map<String, String> dependencies) {
        var manifest = new LinkedHashMap<String, @Nullable Object>();
        manifest.put("name", name);
        manifest.put("version", version);
        manifest.put("dependencies", new TreeMap<>(dependencies));
        return of(Map.of("package.json", Json.write(manifest), "index.js", "export {};\n"));
    }

    /** The same package, published at another time. */
    public SamplePackage publishedAt(Instant time) {
        return new SamplePackage(manifest, time, tarball, proof);
    }

    /**
     * The same entry in the registry over other bytes, whose true digests the registry then tells.
     */
    public SamplePackage withTarball(byte[] bytes) {
        return new SamplePackage(manifest, published, bytes.clone(), proof);
    }

    /**
     * The same tarball, where the registry tells another package.json than the one that is packed.
     */
    public SamplePackage withManifest(String json) {
        return new SamplePackage(Json.readObject(json), published, tarball, proof);
    }

    /** The same, where the registry tells who published it and who might. */
    public SamplePackage publishedBy(String account, List<String> maintainers) {
        var told = new LinkedHashMap<String, @Nullable Object>(manifest);
        told.put("_npmUser", Map.of("name", account));
        told.put("maintainers", maintainers.stream().map(each -> Map.of("name", each)).toList());
        return new SamplePackage(told, published, tarball, proof);
    }

    /** The same, where the registry tells one mail address of the account and of everybody. */
    public SamplePackage mailedAt(String address) {
        var told = new LinkedHashMap<String, @Nullable Object>(manifest);
        if (told.get("_npmUser") instanceof Map<?, ?> user) {
            told.put("_npmUser", withMail(user, address));
        }
        if (told.get("maintainers") instanceof List<?> people) {
            told.put(
                    "maintainers",
                    people.stream().map(each -> withMail((Map<?, ?>) each, address)).toList());
        }
        return new SamplePackage(told, published, tarball, proof);
    }

    private static Map<Object, Object> withMail(Map<?, ?> person, String address) {
        var more = new LinkedHashMap<Object, Object>(person);
        more.put("email", address);
        return more;
    }

    /** The same, where the registry lists its signature. */
    public SamplePackage signedBy(SampleAuthority registry) {
        return new SamplePackage(
                manifest,
                published,
                tarball,
                new Proof(registry.signature(name(), version(), integrity()), proof.attestations));
    }

    /** The same, where the registry lists and serves these attestations. */
    public SamplePackage attested(SampleAttestation... attestations) {
        return new SamplePackage(
                manifest,
                published,
                tarball,
                new Proof(proof.signature, SampleAttestation.answer(attestations)));
    }

    @Nullable Map<String, String> signature() {
        return proof.signature;
    }

    @Nullable String attestations() {
        return proof.attestations;
    }

    public String name() {
        return String.valueOf(manifest.get("name"));
    }

    public String version() {
        return String.valueOf(manifest.get("version"));
    }

    public Instant published() {
        return published;
    }

    public byte[] tarball() {
        return tarball.clone();
    }

    /** The sha512 of the tarball, in the form of a lock file. */
    public String integrity() {
        return "sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512"));
    }

    String shasum() {
        return HexFormat.of().formatHex(digest("SHA-1"));
    }

    /** The file name of the tarball, which leaves the scope out. */
    String fileName() {
        return name().substring(name().indexOf('/') + 1) + "-" + version() + ".tgz";
    }

    Map<String, @Nullable Object> manifest() {
        return manifest;
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(tarball);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        return name() + "@" + version();
    }
}
